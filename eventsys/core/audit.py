"""The audit trail: one entry for each change of state, in the same transaction as the change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core import clock
from eventsys.core.access import conference_id_of
from eventsys.core.actor import Actor
from eventsys.core.db import Model, UtcDateTime, db

__all__ = ["AuditEntry", "record"]


class AuditEntry(Model):
    """Who did what to which thing, and what it was before and after. Never changed, never deleted."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_thing", "thing_type", "thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None]
    actor_label: Mapped[str] = mapped_column(String(200))
    verb: Mapped[str] = mapped_column(String(80), index=True)
    thing_type: Mapped[str] = mapped_column(String(60))
    thing_id: Mapped[str] = mapped_column(String(40))
    conference_id: Mapped[int | None] = mapped_column(index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)


def record(
    actor: Actor,
    *,
    verb: str,
    thing: Any,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one entry. ``thing`` is a model (flushed or not); values must be JSON, never secrets or passports."""
    if thing.id is None:
        db.session.flush()
    entry = AuditEntry(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.number,
        actor_label=actor.label[:200],
        verb=verb,
        thing_type=thing.__tablename__,
        thing_id=str(getattr(thing, "public_id", thing.id)),
        conference_id=conference_id_of(thing),
        before=before,
        after=after,
    )
    db.session.add(entry)
    return entry
