"""Reading the register of commitments. Never writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import contains_eager, joinedload, selectinload, with_expression

from eventsys.commitments.models import Commitment, Step
from eventsys.commitments.rules import TO_BE_DONE
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.paging import Page, page_of
from eventsys.core.text import sought
from eventsys.declarations.acts.models import Declaration
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City

__all__ = [
    "SORTS", "Counts", "Filters", "adopted_texts", "all_matching", "commitment_at", "commitment_by_id", "counts",
    "counts_by_point", "find", "locked", "of_text", "owners", "register", "steps",
]  # fmt: skip


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


_DUE: Any = func.coalesce(type_coerce(Commitment.due, String), "9999").label(
    "due_key"
)  # without a date: last


# Whole in itself: a row that is read anew, to be held, is read with it and without the register's join.
def _owner() -> Any:
    order, _id = registry_queries.by_name()
    own = select(order).where(City.id == Commitment.owner_id).correlate(Commitment)
    return own.scalar_subquery().label("owner_key")


SORTS = ("due", "owner", "recorded")


def _columns(sort: str) -> tuple[Any, ...]:
    """Unknown sorts are by the day that is due."""
    if sort == "recorded":
        return (Commitment.id,)
    return (_owner() if sort == "owner" else _DUE, Commitment.id)


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
            with_expression(Commitment.due_key, _DUE),
            with_expression(Commitment.owner_key, _owner()),
        )
        .execution_options(populate_existing=True)
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


def commitment_at(slug: str, commitment_id: UUID) -> Commitment:
    """With everything its page shows. Raises :class:`NotFound`."""
    statement = (
        select(Commitment)
        .join(Commitment.conference)
        .where(Conference.slug == slug, Commitment.public_id == commitment_id)
        .options(
            contains_eager(Commitment.conference),
            joinedload(Commitment.owner),
            selectinload(Commitment.partners),
            joinedload(Commitment.declaration),
            joinedload(Commitment.point),
        )
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def find(commitment_id: UUID) -> Commitment | None:
    return db.session.scalars(select(Commitment).where(Commitment.public_id == commitment_id)).one_or_none()


def commitment_by_id(commitment_id: UUID) -> Commitment:
    """For the command line. Raises :class:`NotFound`."""
    found = find(commitment_id)
    if found is None:
        raise NotFound
    return found


def locked(commitment: Commitment) -> Commitment:
    """The same commitment, fresh, with its row held until the end of the transaction."""
    db.session.flush()
    db.session.refresh(commitment, with_for_update={"of": Commitment})
    return commitment


def steps(commitment: Commitment) -> Sequence[Step]:
    """Its history, from the recording on."""
    return db.session.scalars(select(Step).where(Step.commitment_id == commitment.id).order_by(Step.id)).all()


def of_text(declaration: Declaration) -> Sequence[Commitment]:
    """Those recorded from a text, in the order of its points; those of the whole text first."""
    return db.session.scalars(
        select(Commitment)
        .where(Commitment.declaration_id == declaration.id)
        .order_by(func.coalesce(Commitment.point_number, 0), Commitment.id)
    ).all()


def counts_by_point(conference: Conference) -> dict[tuple[int, int | None], int]:
    """(declaration id, point's number or None for the whole text) to the number of commitments; one query."""
    rows = db.session.execute(
        select(Commitment.declaration_id, Commitment.point_number, func.count())
        .where(Commitment.conference_id == conference.id, Commitment.declaration_id.is_not(None))
        .group_by(Commitment.declaration_id, Commitment.point_number)
        .order_by(Commitment.declaration_id, Commitment.point_number)
    )
    return {(text, point): number for text, point, number in rows if text is not None}


def adopted_texts(conference: Conference) -> Sequence[Declaration]:
    """What commitments can be recorded from: declarations that were adopted, agreements whose text was agreed."""
    return db.session.scalars(
        select(Declaration)
        .where(Declaration.conference_id == conference.id, Declaration.adopted_at.is_not(None))
        .order_by(Declaration.adopted_at, Declaration.id)
    ).all()
