"""One badge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from eventsys.badges.models import Badge
from eventsys.badges.queries.people import batched
from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.registration.models import Delegate

__all__ = ["badge_at", "by_serial", "history", "taken_serials"]

_SERIALS = select(Badge.serial).where(Badge.serial.in_(bindparam("serials", expanding=True)))


def badge_at(slug: str, badge_id: UUID) -> Badge:
    """Raises :class:`NotFound`."""
    statement = (
        select(Badge)
        .join(Badge.conference)
        .where(Conference.slug == slug, Badge.public_id == badge_id)
        .options(
            joinedload(Badge.delegate), joinedload(Badge.design), joinedload(Badge.run),
            joinedload(Badge.category),
        )
    )  # fmt: skip
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def history(delegate: Delegate) -> Sequence[Badge]:
    """All badges of a delegate, the newest first."""
    return db.session.scalars(
        select(Badge).where(Badge.delegate_id == delegate.id).order_by(Badge.id.desc())
    ).all()


def by_serial(serial: str) -> Badge | None:
    statement = (
        select(Badge)
        .where(Badge.serial == serial)
        .options(joinedload(Badge.delegate), joinedload(Badge.conference), joinedload(Badge.category))
    )
    return db.session.scalars(statement).one_or_none()


def taken_serials(serials: Iterable[str]) -> set[str]:
    """Those of ``serials`` that a badge has already."""
    found: set[str] = set()
    for some in batched(list(serials)):
        found.update(db.session.scalars(_SERIALS, {"serials": some}))
    return found
