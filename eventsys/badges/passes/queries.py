"""Floaters, day badges, and through which hands floaters went."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsys.badges.passes.models import FloaterQuota, HandOver
from eventsys.badges.record.models import Badge, BadgeKind, BadgeState
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation

_GONE = (BadgeState.VOID, BadgeState.EXPIRED)


def floater_quotas(conference: Conference) -> dict[int, FloaterQuota]:
    """Category id to its quota."""
    rows = db.session.scalars(
        select(FloaterQuota)
        .where(FloaterQuota.conference_id == conference.id)
        .order_by(FloaterQuota.category_id)
    )
    return {row.category_id: row for row in rows}


def numbers_in_use(category: Category) -> set[int]:
    """Numbers of the category's floaters that are neither void nor expired."""
    taken = select(Badge.floater_number).where(
        Badge.category_id == category.id, Badge.kind == BadgeKind.FLOATER, Badge.state.not_in(_GONE)
    )
    return {number for number in db.session.scalars(taken) if number is not None}


def floaters(conference: Conference) -> Sequence[Badge]:
    """Those in use, by category and number."""
    return db.session.scalars(
        select(Badge)
        .join(Badge.category)
        .where(
            Badge.conference_id == conference.id, Badge.kind == BadgeKind.FLOATER, Badge.state.not_in(_GONE)
        )
        .options(joinedload(Badge.category))
        .order_by(Category.position, Category.id, Badge.floater_number)
    ).all()


def day_badges(conference: Conference, *, limit: int = 200) -> Sequence[Badge]:
    """Day badges of all states with their categories, the latest day first."""
    return db.session.scalars(
        select(Badge)
        .where(Badge.conference_id == conference.id, Badge.kind == BadgeKind.DAY)
        .options(joinedload(Badge.category))
        .order_by(Badge.valid_on.desc(), Badge.id.desc())
        .limit(limit)
    ).all()


def open_hand_over(badge: Badge) -> HandOver | None:
    """Who holds the floater now."""
    return db.session.scalars(
        select(HandOver).where(HandOver.badge_id == badge.id, HandOver.returned_at.is_(None))
    ).one_or_none()


def holders(conference: Conference) -> dict[int, HandOver]:
    """Badge id to who holds it now, with the delegation's city."""
    rows = db.session.scalars(
        select(HandOver)
        .join(HandOver.badge)
        .where(Badge.conference_id == conference.id, HandOver.returned_at.is_(None))
        .options(joinedload(HandOver.delegation).joinedload(Delegation.city))
        .order_by(HandOver.id)
    )
    return {row.badge_id: row for row in rows}


def every_hand_over(conference: Conference) -> Sequence[HandOver]:
    """Of all floaters that somebody was given by name."""
    given = select(HandOver).join(HandOver.badge).where(HandOver.holder != "")
    return db.session.scalars(given.where(Badge.conference_id == conference.id).order_by(HandOver.id)).all()


def hand_overs(badge: Badge) -> Sequence[HandOver]:
    """Every hand-over of a floater, the latest first."""
    return db.session.scalars(
        select(HandOver)
        .where(HandOver.badge_id == badge.id)
        .options(joinedload(HandOver.delegation).joinedload(Delegation.city))
        .order_by(HandOver.id.desc())
    ).all()
