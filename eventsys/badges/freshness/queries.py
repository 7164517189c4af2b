"""Badges that are compared with what is on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.badges.record.models import LIVE_STATES, Badge, BadgeKind, BadgeState
from eventsys.badges.record.queries import batched
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.collation import sort_key
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

_COMPARED = or_(
    Badge.state.in_(LIVE_STATES),
    and_(Badge.state == BadgeState.RETURNED, Badge.kind == BadgeKind.FLOATER),
)


@dataclass(frozen=True, slots=True)
class TouchedRows:
    """Ids of rows whose change may have changed what badges would say. ``conferences``: every badge of theirs."""

    delegates: set[int] = field(default_factory=set)
    delegations: set[int] = field(default_factory=set)
    cities: set[int] = field(default_factory=set)
    bodies: set[int] = field(default_factory=set)
    categories: set[int] = field(default_factory=set)
    conferences: set[int] = field(default_factory=set)
    networks: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def _touched(touched: TouchedRows) -> ColumnElement[bool]:
    """Badges of what was touched; only conditions that are needed, so that one person's badge is one look-up."""
    people = select(Delegate.id)
    hosts = select(Conference.id).where(
        or_(Conference.host_city_id.in_(touched.cities), Conference.network_id.in_(touched.networks))
    )
    found: list[ColumnElement[bool]] = []
    if touched.delegates:
        found.append(Badge.delegate_id.in_(touched.delegates))
    if touched.delegations:
        found.append(Badge.delegate_id.in_(people.where(Delegate.delegation_id.in_(touched.delegations))))
    if touched.cities:
        home = Delegation.city_id.in_(touched.cities)
        found.append(Badge.delegate_id.in_(people.join(Delegate.delegation).where(home)))
    if touched.bodies:
        home = Delegation.body_id.in_(touched.bodies)
        found.append(Badge.delegate_id.in_(people.join(Delegate.delegation).where(home)))
    if touched.cities or touched.networks:
        found.append(Badge.conference_id.in_(hosts))
    if touched.categories:
        found.append(Badge.category_id.in_(touched.categories))
        found.append(Badge.delegate_id.in_(people.where(Delegate.category_id.in_(touched.categories))))
    if touched.conferences:
        found.append(Badge.conference_id.in_(touched.conferences))
    return and_(_COMPARED, or_(*found))


def _whole(condition: ColumnElement[bool]) -> Select[Any]:
    """With all that their words are made of."""
    person = joinedload(Badge.delegate)
    return (
        select(Badge)
        .where(condition)
        .options(
            person.joinedload(Delegate.delegation).joinedload(Delegation.city),
            person.joinedload(Delegate.category),
            joinedload(Badge.category),
            selectinload(Badge.design),
        )
        .order_by(Badge.id)
    )


def _held(statement: Select[Any]) -> Select[Any]:
    """Whoever else compares these badges waits, and then sees what this transaction has changed."""
    return statement.with_for_update(of=Badge).execution_options(populate_existing=True)


def count_touched_badges(touched: TouchedRows) -> dict[int, int]:
    """Conference id to how many badges :func:`touched_badges` finds there."""
    rows = db.session.execute(
        select(Badge.conference_id, func.count()).where(_touched(touched)).group_by(Badge.conference_id)
    )
    return dict(rows.all())


def touched_badges(touched: TouchedRows, *, limit: int) -> Sequence[Badge]:
    """At most ``limit`` of them, held."""
    return db.session.scalars(_held(_whole(_touched(touched)).limit(limit))).all()


def corrected_while_queued(badges: Sequence[Badge]) -> Sequence[Badge]:
    """Those of ``badges`` that wait for their print and are marked by now, held."""
    waiting = and_(Badge.state == BadgeState.QUEUED, Badge.out_of_date)
    return db.session.scalars(_held(_whole(and_(Badge.id.in_([one.id for one in badges]), waiting)))).all()


def compared_badges(badges: Sequence[Badge]) -> Sequence[Badge]:
    """Those of ``badges`` that are compared at all, with all that their words are made of."""
    found: list[Badge] = []
    for ids in batched([badge.id for badge in badges]):
        found += db.session.scalars(_whole(and_(_COMPARED, Badge.id.in_(ids))))
    return found


def compared_in_pieces(conference_id: int, size: int) -> Iterator[Sequence[Badge]]:
    """All badges of a conference that are compared, ``size`` at a time, held; the caller commits in between."""
    last = 0
    while True:
        mine = and_(_COMPARED, Badge.conference_id == conference_id, Badge.id > last)
        piece = db.session.scalars(_held(_whole(mine).limit(size))).all()
        if not piece:
            return
        last = piece[-1].id
        yield piece


def conferences_with_badges(today: date) -> Sequence[Conference]:
    """Those that are not over on ``today`` and have a badge."""
    printed = select(Badge.id).where(Badge.conference_id == Conference.id, Badge.state.in_(LIVE_STATES))
    return db.session.scalars(
        select(Conference).where(Conference.ends >= today, printed.exists()).order_by(Conference.id)
    ).all()


def badges_out_of_date(conference: Conference) -> Sequence[Badge]:
    """Those marked, in the order of city, category and name; floaters and day badges at the end."""
    marked = and_(_COMPARED, Badge.conference_id == conference.id, Badge.out_of_date)
    return sorted(
        db.session.scalars(_whole(marked)), key=lambda badge: _place(badge, conference.languages[0])
    )


def _place(badge: Badge, language: str) -> tuple[Any, ...]:
    person = badge.delegate
    if person is None:
        return (1, "", badge.category.position, sort_key(badge.words["name"], language), badge.id)
    city, name = (
        delegations_queries.city_key(person.delegation, language),
        people_queries.name_key(person, language),
    )
    return (0, city, person.category.position, name, badge.id)


def lock_badges(badges: Iterable[Badge]) -> None:
    """Renew the states of these badges and keep them until the end of the transaction."""
    db.session.flush()
    for ids in batched(sorted(badge.id for badge in badges)):
        db.session.scalars(
            select(Badge)
            .where(Badge.id.in_(ids))
            .order_by(Badge.id)
            .with_for_update(of=Badge)
            .execution_options(populate_existing=True)
        ).all()
