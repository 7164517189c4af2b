"""Reading the trail for its chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from eventsys.core.audit.entries import AuditEntry
from eventsys.core.db import db

__all__ = ["head", "linked_after", "locked_unlinked", "some_unlinked", "unlinked", "unlinked_total"]

#: What is checked is what the database holds, not what this process remembers.
_ANEW = {"populate_existing": True}


def some_unlinked() -> bool:
    """Whether committed entries wait for their places."""
    return db.session.scalar(select(AuditEntry.id).where(AuditEntry.place.is_(None)).limit(1)) is not None


def unlinked_total() -> int:
    return db.session.scalar(select(func.count()).where(AuditEntry.place.is_(None))) or 0


def locked_unlinked(limit: int) -> Sequence[AuditEntry]:
    """The first without a place, kept from other workers until this transaction ends."""
    waiting = select(AuditEntry).where(AuditEntry.place.is_(None)).order_by(AuditEntry.id).limit(limit)
    return db.session.scalars(waiting.with_for_update(), execution_options=_ANEW).all()


def unlinked() -> Iterator[AuditEntry]:
    found = select(AuditEntry).where(AuditEntry.place.is_(None)).order_by(AuditEntry.id)
    yield from db.session.scalars(found, execution_options=_ANEW)


def head() -> tuple[int, str]:
    """Place and link of the newest entry in the chain; (0, "") while there is none."""
    newest = select(AuditEntry.place, AuditEntry.chain).where(AuditEntry.place.is_not(None))
    found = db.session.execute(newest.order_by(AuditEntry.place.desc()).limit(1)).one_or_none()
    return (found.place, found.chain) if found else (0, "")


def linked_after(place: int, limit: int) -> Sequence[AuditEntry]:
    found = select(AuditEntry).where(AuditEntry.place > place).order_by(AuditEntry.place).limit(limit)
    return db.session.scalars(found, execution_options=_ANEW).all()
