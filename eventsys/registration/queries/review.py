"""The list of review: narrowed, in pages, counted, exported."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.core.paging import Page, page_of
from eventsys.registration.models import Delegate, DelegateState, Delegation
from eventsys.registration.queries.order import by_name
from eventsys.registration.queries.people import full_rows
from eventsys.registration.queries.search import with_words

__all__ = [
    "Filters",
    "SORTS",
    "all_matching",
    "approved_delegates",
    "by_public_ids",
    "counts_by",
    "matching",
    "registered_by_day",
    "review_page",
]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty values do not narrow."""

    state: str = ""
    city_ids: tuple[int, ...] = ()
    category_ids: tuple[int, ...] = ()
    search: str = ""


def matching(conference: Conference, filters: Filters) -> Select[Delegate]:
    statement = full_rows().where(Delegate.conference_id == conference.id)
    if filters.state:
        statement = statement.where(Delegate.state == filters.state)
    if filters.category_ids:
        statement = statement.where(Delegate.category_id.in_(filters.category_ids))
    if filters.city_ids:
        ids = select(Delegation.id).where(
            Delegation.conference_id == conference.id, Delegation.city_id.in_(filters.city_ids)
        )
        statement = statement.where(Delegate.delegation_id.in_(ids))
    return statement.where(with_words(filters.search)) if filters.search else statement


SORTS = ("name", "state", "arrived")


def _columns(sort: str) -> tuple[Any, ...]:
    """Unknown sorts are by name."""
    if sort == "arrived":
        return (Delegate.id,)
    return (Delegate.state, *by_name()) if sort == "state" else by_name()


def review_page(
    conference: Conference, filters: Filters, *, sort: str = "name", after: str | None = None, size: int = 50
) -> Page[Delegate]:
    """One page of the list, by key. Unknown sorts are by name."""
    return page_of(matching(conference, filters), _columns(sort), after=after, size=size)


def all_matching(conference: Conference, filters: Filters) -> Sequence[Delegate]:
    """All pages of the list, by name."""
    return db.session.scalars(matching(conference, filters).order_by(*by_name())).all()


def counts_by(conference: Conference, column: Any) -> dict[Any, int]:
    """How many registrations by ``Delegate.state``, ``Delegate.category_id`` or ``Delegation.city_id``."""
    statement = (
        select(column, func.count(Delegate.id))
        .where(Delegate.conference_id == conference.id)
        .group_by(column)
    )
    if column.class_ is Delegation:
        statement = statement.join(Delegation, Delegation.id == Delegate.delegation_id)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def registered_by_day(conference: Conference) -> list[datetime]:
    """The moments at which people submitted, in order (the caller knows the time zone of days)."""
    return [
        moment
        for moment in db.session.scalars(
            select(Delegate.submitted_at)
            .where(Delegate.conference_id == conference.id, Delegate.submitted_at.is_not(None))
            .order_by(Delegate.submitted_at, Delegate.id)
        )
        if moment is not None
    ]


def by_public_ids(conference: Conference, ids: Collection[UUID]) -> Sequence[Delegate]:
    """Those of the conference among ``ids``, in the order that locks are taken in."""
    return db.session.scalars(
        full_rows()
        .where(Delegate.conference_id == conference.id, Delegate.public_id.in_(ids))
        .order_by(Delegate.delegation_id, Delegate.id)
    ).all()


def approved_delegates(
    conference: Conference,
    *,
    city_ids: Collection[int] = (),
    category_ids: Collection[int] = (),
    search: str = "",
) -> Sequence[Delegate]:
    """The approved, with delegation, city and category loaded, by name."""
    filters = Filters(
        state=DelegateState.APPROVED,
        city_ids=tuple(city_ids),
        category_ids=tuple(category_ids),
        search=search,
    )
    return all_matching(conference, filters)
