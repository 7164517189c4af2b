"""One badge."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsys.badges.models import Badge
from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.registration.models import Delegate

__all__ = ["badge_at", "history", "by_serial"]


def badge_at(slug: str, badge_id: UUID) -> Badge:
    """Raises :class:`NotFound`."""
    statement = (
        select(Badge)
        .join(Conference, Conference.id == Badge.conference_id)
        .where(Conference.slug == slug, Badge.public_id == badge_id)
        .options(
            joinedload(Badge.delegate).joinedload(Delegate.conference),
            joinedload(Badge.design),
            joinedload(Badge.run),
        )
    )
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
    statement = select(Badge).where(Badge.serial == serial).options(joinedload(Badge.delegate))
    return db.session.scalars(statement).one_or_none()
