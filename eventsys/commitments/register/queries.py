"""Reading the register of commitments: narrowed, sorted, counted. Never writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventsys.commitments.record.models import Commitment
from eventsys.commitments.record.rules import TO_BE_DONE
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web.paging import Page, page_of
from eventsys.core.words.text import sought
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to; empty values do not narrow. ``search`` is looked for in the words,
    and in the names of the owner and of the partners."""

    state: str = ""
    source: str = ""
    owner_id: int | None = None
    declaration_id: int | None = None
    overdue: bool = False
    search: str = ""


_DUE: Any = func.coalesce(type_coerce(Commitment.due, String), "9999")  # without a date: last


SORTS = ("due", "owner", "recorded")


def _columns(sort: str) -> tuple[Any, ...]:
    """Unknown sorts are by the day that is due."""
    if sort == "recorded":
        return (Commitment.id,)
    owner, _id = registry_queries.by_name()
    return (owner if sort == "owner" else _DUE, Commitment.id)


def _overdue(today: date) -> ColumnElement[bool]:
    return and_(Commitment.due_ends < today, Commitment.state.in_(TO_BE_DONE))


def _matching(conference: Conference, filters: Filters, today: date) -> Select[Commitment]:
    return (
        select(Commitment)
        .join(Commitment.owner)
        .where(*_conditions(conference, filters, today))
        .options(
            contains_eager(Commitment.owner),
            selectinload(Commitment.partners),
            joinedload(Commitment.declaration),
        )
    )


def _conditions(conference: Conference, filters: Filters, today: date) -> Iterator[ColumnElement[bool]]:
    """Of the register, joined with owners; of its exports, and of every number that leads to it."""
    yield Commitment.conference_id == conference.id
    for column, value in (
        (Commitment.state, filters.state),
        (Commitment.source, filters.source),
        (Commitment.owner_id, filters.owner_id),
        (Commitment.declaration_id, filters.declaration_id),
    ):
        if value:
            yield column == value
    if filters.overdue:
        yield _overdue(today)
    for word in sought(filters.search):
        partner = City.search_text.contains(word, autoescape=True)
        yield or_(
            Commitment.search_text.contains(word, autoescape=True),
            City.search_text.contains(word, autoescape=True),
            Commitment.partners.any(partner),
        )


def register(
    conference: Conference,
    filters: Filters,
    *,
    today: date,
    sort: str = "due",
    after: str | None = None,
    size: int = 50,
) -> Page[Commitment]:
    """One page of the register, by key. Unknown sorts are by the date due."""
    statement = _matching(conference, filters, today)
    return page_of(statement, _columns(sort), after=after, size=size)


def all_matching(
    conference: Conference, filters: Filters, *, today: date, sort: str = "due"
) -> Sequence[Commitment]:
    """All pages of the register."""
    statement = _matching(conference, filters, today).order_by(*_columns(sort))
    return db.session.scalars(statement).unique().all()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a conference there are, by state and by source, and how many are overdue."""

    overdue: int = 0
    by_state: Counter[str] = field(default_factory=Counter)
    by_source: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.by_state.total()


def counts(conference: Conference, today: date, filters: Filters | None = None) -> Counts:
    """One query. With ``filters`` each number is that of the list that its own chip opens: states and "overdue" under
    all other filters, sources under all but the source."""
    asked = filters or Filters()
    shared = replace(asked, state="", overdue=False, source="")
    late = func.sum(case((_overdue(today), 1), else_=0))
    rows = db.session.execute(
        select(Commitment.state, Commitment.source, func.count(Commitment.id), late)
        .join(Commitment.owner)
        .where(*_conditions(conference, shared, today))
        .group_by(Commitment.state, Commitment.source)
        .order_by(Commitment.state, Commitment.source)
    )
    by_state: Counter[str] = Counter()
    by_source: Counter[str] = Counter()
    overdue = 0
    for state, source, number, of_these in rows:
        if asked.source in ("", source):
            by_state[state] += number
            overdue += of_these
        if asked.state in ("", state):
            by_source[source] += of_these if asked.overdue else number
    return Counts(overdue, +by_state, +by_source)


def owners(conference: Conference) -> Sequence[City]:
    """The cities that have committed themselves, by name."""
    theirs = select(Commitment.owner_id).where(Commitment.conference_id == conference.id)
    return db.session.scalars(
        select(City).where(City.id.in_(theirs)).order_by(*registry_queries.by_name())
    ).all()
