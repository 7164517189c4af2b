"""Reading designs."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsys.badges.models import BadgeDesign
from eventsys.conferences.models import Category, Conference
from eventsys.core.db import db

__all__ = ["design_for", "newest_version", "designs"]


def design_for(conference: Conference, category: Category | None) -> BadgeDesign | None:
    """The newest design of the category, else the newest one for all."""
    keys = [category.id, 0] if category else [0]
    statement = (
        select(BadgeDesign)
        .where(BadgeDesign.conference_id == conference.id, BadgeDesign.category_key.in_(keys))
        .order_by(BadgeDesign.category_key.desc(), BadgeDesign.version.desc())
        .limit(1)
    )
    return db.session.scalars(statement).one_or_none()


def newest_version(conference: Conference, category_key: int) -> int:
    """The number of a design's newest version, 0 when there is none."""
    newest = select(func.max(BadgeDesign.version)).where(
        BadgeDesign.conference_id == conference.id, BadgeDesign.category_key == category_key
    )
    return db.session.scalar(newest) or 0


def designs(conference: Conference) -> list[BadgeDesign]:
    """The newest version of each design, the one for all first."""
    statement = (
        select(BadgeDesign)
        .where(BadgeDesign.conference_id == conference.id)
        .options(joinedload(BadgeDesign.category))
        .order_by(BadgeDesign.category_key, BadgeDesign.version.desc())
    )
    newest: dict[int, BadgeDesign] = {}
    for design in db.session.scalars(statement):
        newest.setdefault(design.category_key, design)
    return list(newest.values())
