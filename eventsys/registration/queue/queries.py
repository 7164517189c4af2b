"""The queue: those who wait, in the order in which they handed in, and what the trail says of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from eventsys.conferences.editions.models import Conference
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.registration.changes import queries as changes_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.rules import states_of
from eventsys.registration.queue.rules import CHANGES
from eventsys.registration.review.queries import PeopleFilters, conditions

#: When somebody handed in; of whom a table brought, when that was.
_handed_in = func.coalesce(Delegate.submitted_at, Delegate.created_at)


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where somebody stands: ``number`` of ``total`` (no number for who waits no longer), and who comes before and after."""

    number: int | None
    total: int
    before: UUID | None
    after: UUID | None


def _waiting(conference: Conference, filters: PeopleFilters) -> Iterator[ColumnElement[bool]]:
    """Who waits in the queue narrowed by ``filters``, whose ``state`` is one of ``queue.rules.narrowed``: ``waiting`` means
    registrations and the changes of approved ones."""
    yield from conditions(conference, replace(filters, state=""))
    states, changes = Delegate.state.in_(sorted(states_of(filters.state))), changes_queries.waits()
    match filters.state:
        case "waiting":
            yield or_(states, changes)
        case word:
            yield changes if word == CHANGES else states


def count_waiting(conference: Conference, filters: PeopleFilters) -> int:
    statement = select(func.count(Delegate.id)).where(*_waiting(conference, filters))
    return db.session.scalar(statement) or 0


def first_waiting(conference: Conference, filters: PeopleFilters) -> UUID | None:
    return db.session.scalar(_ids(conference, filters).order_by(_handed_in, Delegate.id).limit(1))


def place_of(delegate: Delegate, filters: PeopleFilters) -> QueuePlace:
    """By the same order whether or not the person still waits: who was decided meanwhile has neighbours, too."""
    conference, moment = delegate.conference, delegate.submitted_at or delegate.created_at
    earlier = or_(_handed_in < moment, and_(_handed_in == moment, Delegate.id < delegate.id))
    later = or_(_handed_in > moment, and_(_handed_in == moment, Delegate.id > delegate.id))
    total, ahead, here = db.session.execute(
        select(
            func.count(Delegate.id),
            func.count(case((earlier, 1))),
            func.count(case((Delegate.id == delegate.id, 1))),
        ).where(*_waiting(conference, filters))
    ).one()
    return QueuePlace(
        ahead + 1 if here else None,
        total,
        _next(conference, filters, earlier, _handed_in.desc(), Delegate.id.desc()),
        _next(conference, filters, later, _handed_in, Delegate.id),
    )


def _ids(conference: Conference, filters: PeopleFilters) -> Select[UUID]:
    return select(Delegate.public_id).where(*_waiting(conference, filters))


def _next(
    conference: Conference, filters: PeopleFilters, where: ColumnElement[bool], *order: Any
) -> UUID | None:
    return db.session.scalar(_ids(conference, filters).where(where).order_by(*order).limit(1))


def entries_about(delegate: Delegate) -> Sequence[AuditEntry]:
    """All that the trail says of a person, the oldest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.thing_type == Delegate.__tablename__,
            AuditEntry.thing_id == str(delegate.public_id),
        )
        .order_by(AuditEntry.id)
    ).all()
