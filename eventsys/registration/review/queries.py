"""The list of review: narrowed, in pages, counted, exported."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web.paging import Page, page_of
from eventsys.registration.changes import queries as changes_queries
from eventsys.registration.composer.models import FormChoice
from eventsys.registration.limits import queries as limits_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.people.queries import by_name, full_rows, with_words


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """Who has a place of a limited choice, or ``waits`` for one."""

    choice: FormChoice
    waits: bool


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """What the list is narrowed to; empty values do not narrow. ``state`` is a word of :func:`people.rules.states_of`."""

    state: str = ""
    delegation_ids: tuple[int, ...] = ()
    category_ids: tuple[int, ...] = ()
    search: str = ""
    choice: PlaceFilter | None = None


EVERYBODY = PeopleFilters()


def matching(conference: Conference, filters: PeopleFilters) -> Select[Delegate]:
    return full_rows().where(*conditions(conference, filters))


def conditions(conference: Conference, filters: PeopleFilters) -> Iterator[ColumnElement[bool]]:
    """Of the list, of its exports, and of every number that leads to it."""
    yield Delegate.conference_id == conference.id
    if filters.state:
        yield Delegate.state.in_(sorted(people_rules.states_of(filters.state)))
    if filters.category_ids:
        yield Delegate.category_id.in_(filters.category_ids)
    if filters.delegation_ids:
        yield Delegate.delegation_id.in_(filters.delegation_ids)
    if filters.search:
        yield with_words(filters.search)
    if filters.choice:
        yield limits_queries.has_place(filters.choice.choice, waits=filters.choice.waits)


SORTS = ("name", "state", "arrived")


def _columns(sort: str) -> tuple[Any, ...]:
    """Unknown sorts are by name."""
    if sort == "arrived":
        return (Delegate.id,)
    return (Delegate.state, *by_name()) if sort == "state" else by_name()


def review_page(
    conference: Conference,
    filters: PeopleFilters,
    *,
    sort: str = "name",
    after: str | None = None,
    size: int = 50,
) -> Page[Delegate]:
    """One page of the list, by key. Unknown sorts are by name."""
    return page_of(matching(conference, filters), _columns(sort), after=after, size=size)


def all_matching(conference: Conference, filters: PeopleFilters) -> Sequence[Delegate]:
    """All pages of the list, by name."""
    return db.session.scalars(matching(conference, filters).order_by(*by_name())).all()


def counts_by(conference: Conference, column: Any, filters: PeopleFilters = EVERYBODY) -> dict[Any, int]:
    """How many registrations of the list narrowed by ``filters``, by ``Delegate.state``, ``Delegate.category_id``
    or ``Delegate.delegation_id``."""
    statement = (
        select(column, func.count(Delegate.id))
        .where(*conditions(conference, filters))
        .group_by(column)
        .order_by(column)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def count_changes(conference: Conference, filters: PeopleFilters = EVERYBODY) -> int:
    """How many approved people of the list narrowed by ``filters``, whatever state it is narrowed to, ask for a change."""
    whole = conditions(conference, replace(filters, state=""))
    return db.session.scalar(select(func.count(Delegate.id)).where(*whole, changes_queries.waits())) or 0


def registered_by_day(conference: Conference) -> list[datetime]:
    """For each registered person the moment of handing in, or of being named where it was taken in as handed in; in
    order (the caller knows the time zone of days)."""
    moment = func.coalesce(Delegate.submitted_at, Delegate.created_at)
    statement = select(moment).where(*conditions(conference, PeopleFilters(state="registered")))
    return list(db.session.scalars(statement.order_by(moment, Delegate.id)))


def delegates_in(conference: Conference, ids: Collection[UUID]) -> Sequence[Delegate]:
    """Those of the conference among ``ids``, in the order that locks are taken in."""
    return db.session.scalars(
        full_rows()
        .where(Delegate.conference_id == conference.id, Delegate.public_id.in_(ids))
        .order_by(Delegate.delegation_id, Delegate.id)
    ).all()


def approved_delegates(
    conference: Conference,
    *,
    delegation_ids: Collection[int] = (),
    category_ids: Collection[int] = (),
    search: str = "",
) -> Sequence[Delegate]:
    """The approved whose data are there, with delegation, city and category loaded, by name."""
    filters = PeopleFilters(
        state=DelegateState.APPROVED,
        delegation_ids=tuple(delegation_ids),
        category_ids=tuple(category_ids),
        search=search,
    )
    return [one for one in all_matching(conference, filters) if one.erased_at is None]
