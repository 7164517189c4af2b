"""Designs of badges as they are kept: the newest of each category, and all former versions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased, defer, joinedload

from eventsys.badges.designs.models import BadgeDesign
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound


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
    """The design with this number among those of a category (0: of the whole conference). Raises :class:`NotFound`."""
    statement = select(BadgeDesign).where(
        BadgeDesign.conference_id == conference.id,
        BadgeDesign.category_key == category_key,
        BadgeDesign.version == version,
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


_later = aliased(BadgeDesign)
_NEWEST = (
    select(BadgeDesign)
    .where(
        BadgeDesign.conference_id == bindparam("conference"),
        ~select(_later.id)
        .where(
            _later.conference_id == BadgeDesign.conference_id,
            _later.category_key == BadgeDesign.category_key,
            _later.version > BadgeDesign.version,
        )
        .exists(),
    )
    .options(joinedload(BadgeDesign.category))
    .order_by(BadgeDesign.category_key)
)


def designs(conference: Conference) -> Sequence[BadgeDesign]:
    """The newest version of each design, the one for all first."""
    return db.session.scalars(_NEWEST, {"conference": conference.id}).all()
