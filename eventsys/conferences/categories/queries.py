"""The categories of an edition and the quotas of its delegations."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.conferences.categories.models import Category, Quota
from eventsys.conferences.editions.errors import NotThere
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db


def categories(conference: Conference) -> Sequence[Category]:
    return db.session.scalars(
        select(Category)
        .where(Category.conference_id == conference.id)
        .order_by(Category.position, Category.id)
    ).all()


def category_by_code(conference: Conference, code: str) -> Category:
    """The category that has this code at this edition. Raises :class:`NotThere`."""
    found = db.session.scalars(
        select(Category).where(Category.conference_id == conference.id, Category.code == code)
    ).one_or_none()
    if found is None:
        raise NotThere
    return found


def quotas(conference: Conference) -> Sequence[Quota]:
    """The general ones first, then by city or body, and category."""
    return db.session.scalars(
        select(Quota)
        .where(Quota.conference_id == conference.id)
        .order_by(Quota.body_key, Quota.city_key, Quota.category_key, Quota.id)
    ).all()
