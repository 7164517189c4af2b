"""For whom papers are printed. Never writes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.badges.record.models import Badge
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.review import queries as review_queries

__all__ = ["people", "received_badge"]


def people(
    conference: Conference, *, category: Category | None, city: Delegation | None, language: str
) -> list[Delegate]:
    """The approved of a category and a delegation (``None``: of all), by city, then by name, in the alphabet of
    ``language``."""
    found = review_queries.approved_delegates(
        conference,
        category_ids=[category.id] if category else (),
        delegation_ids=[city.id] if city else (),
    )
    return sorted(
        found,
        key=lambda one: (
            delegations_queries.city_key(one.delegation, language),
            people_queries.name_key(one, language),
        ),
    )


def received_badge(conference: Conference) -> Sequence[int]:
    """Delegate ids of those who were handed a badge: they came."""
    statement = select(Badge.delegate_id).where(
        Badge.conference_id == conference.id, Badge.issued_at.is_not(None), Badge.delegate_id.is_not(None)
    )
    return [number for number in db.session.scalars(statement.distinct()) if number is not None]
