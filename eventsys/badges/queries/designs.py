"""Reading designs."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import defer, joinedload

from eventsys.badges.models import BadgeDesign
from eventsys.conferences.models import Category, Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound

__all__ = ["design_for", "designs", "newest_version", "version_at", "versions"]


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


def versions(conference: Conference, category_key: int) -> Sequence[BadgeDesign]:
    """All versions of one design without their texts, the newest first."""
    statement = (
        select(BadgeDesign)
        .where(BadgeDesign.conference_id == conference.id, BadgeDesign.category_key == category_key)
        .options(defer(BadgeDesign.html), defer(BadgeDesign.back), defer(BadgeDesign.css))
        .order_by(BadgeDesign.version.desc())
    )
    return db.session.scalars(statement).all()


def version_at(conference: Conference, category_key: int, version: int) -> BadgeDesign:
    """Raises :class:`NotFound`."""
    statement = select(BadgeDesign).where(
        BadgeDesign.conference_id == conference.id,
        BadgeDesign.category_key == category_key,
        BadgeDesign.version == version,
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


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
