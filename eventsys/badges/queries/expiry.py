"""Badges whose time may be over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from eventsys.badges.models import Badge, BadgeKind, BadgeState
from eventsys.conferences.models import Conference
from eventsys.core.db import db

__all__ = ["days_open", "due_to_expire", "ended_open"]

#: What can still expire; a personal badge that was given back is at its end already.
_OPEN = or_(
    Badge.state.in_((BadgeState.PRINTED, BadgeState.ISSUED)),
    and_(Badge.state == BadgeState.RETURNED, Badge.kind == BadgeKind.FLOATER),
)


def ended_open(before: date) -> Sequence[Conference]:
    """Conferences that ended before that day and have open badges."""
    opened = select(Badge.id).where(Badge.conference_id == Conference.id, Badge.kind != BadgeKind.DAY, _OPEN)
    return db.session.scalars(
        select(Conference).where(Conference.ends < before, opened.exists()).order_by(Conference.id)
    ).all()


def days_open(before: date) -> Sequence[tuple[Conference, date]]:
    """Conferences and days before ``before`` for which there are open day badges."""
    days = (
        select(Badge.conference_id, Badge.valid_on)
        .where(Badge.kind == BadgeKind.DAY, Badge.valid_on < before, _OPEN)
        .distinct()
        .order_by(Badge.conference_id, Badge.valid_on)
    )
    return [(db.session.get_one(Conference, key), day) for key, day in db.session.execute(days) if day]


def due_to_expire(
    conference: Conference, *, over: datetime, day: date | None = None, limit: int
) -> Sequence[Badge]:
    """Open badges printed before the moment ``over``: day badges of ``day``, or (none) all the others."""
    which = Badge.kind != BadgeKind.DAY if day is None else Badge.valid_on == day
    found = (
        select(Badge)
        .where(Badge.conference_id == conference.id, which, _OPEN, Badge.printed_at < over)
        .options(joinedload(Badge.conference))
        .order_by(Badge.id)
        .limit(limit)
        .with_for_update(of=Badge)
    )
    return db.session.scalars(found).all()
