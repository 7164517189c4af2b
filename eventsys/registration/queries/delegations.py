"""Delegations of an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.text import searchable, sought
from eventsys.networks.models import City
from eventsys.registration.models import Delegate, DelegateState, Delegation
from eventsys.registration.queries.order import city_key

__all__ = [
    "DelegationRow",
    "delegation_at",
    "delegation_here",
    "delegation_of_city",
    "delegation_rows",
    "delegations",
    "locked_delegation",
    "narrowed",
]


def delegations(conference: Conference) -> Sequence[Delegation]:
    """All delegations of an edition with their cities, in the order of the cities' names in the page's language."""
    found = db.session.scalars(
        select(Delegation)
        .where(Delegation.conference_id == conference.id)
        .join(Delegation.city)
        .options(contains_eager(Delegation.city))
        .order_by(Delegation.id)
    )
    return sorted(found, key=city_key)


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation with its people counted: all who hold a place, and the approved."""

    delegation: Delegation
    people: int
    approved: int
    head: str


def delegation_rows(conference: Conference) -> list[DelegationRow]:
    """The list of delegations, in three queries however many there are."""
    people = dict(_counted(conference, Delegate.holds_place))
    approved = dict(_counted(conference, Delegate.state == DelegateState.APPROVED))
    heads = {
        h.delegation_id: h.full_name
        for h in db.session.scalars(
            select(Delegate).where(
                Delegate.conference_id == conference.id, Delegate.is_head, Delegate.holds_place
            )
        )
    }
    return [
        DelegationRow(d, people.get(d.id, 0), approved.get(d.id, 0), heads.get(d.id, ""))
        for d in delegations(conference)
    ]


def narrowed(
    rows: Sequence[DelegationRow], *, state: str = "", standing: str = "", search: str = ""
) -> list[DelegationRow]:
    """Those of ``rows`` that fit; empty values do not narrow. A network has hundreds of cities, not thousands."""
    wanted = sought(search)

    def fits(d: Delegation) -> bool:
        words = searchable(
            *d.city_name.values(), *d.city.name.values(), d.city.native_name, d.focal_name, d.focal_email
        )
        return (
            (not state or d.state == state)
            and (not standing or d.standing == standing)
            and all(word in words for word in wanted)
        )

    return [row for row in rows if fits(row.delegation)]


def _counted(conference: Conference, condition: Any) -> list[tuple[int, int]]:
    statement = (
        select(Delegate.delegation_id, func.count())
        .where(Delegate.conference_id == conference.id, condition)
        .group_by(Delegate.delegation_id)
    )
    return [(key, number) for key, number in db.session.execute(statement)]


def _delegation(public_id: UUID) -> Select[Delegation]:
    return (
        select(Delegation)
        .where(Delegation.public_id == public_id)
        .options(joinedload(Delegation.city), joinedload(Delegation.conference))
    )


def delegation_at(delegation_id: UUID) -> Delegation:
    """Raises :class:`NotFound`."""
    found = db.session.scalars(_delegation(delegation_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def delegation_here(slug: str, delegation_id: UUID) -> Delegation:
    """The delegation of this conference's page. Raises :class:`NotFound`, also for another conference's."""
    found = delegation_at(delegation_id)
    if found.conference.slug != slug:
        raise NotFound
    return found


def delegation_of_city(conference: Conference, city: City) -> Delegation | None:
    return db.session.scalars(
        select(Delegation).where(Delegation.conference_id == conference.id, Delegation.city_id == city.id)
    ).one_or_none()


def locked_delegation(key: int) -> Delegation:
    """The row, read anew and held until the transaction ends: places are given out one at a time."""
    return db.session.scalars(
        select(Delegation)
        .where(Delegation.id == key)
        .with_for_update(of=Delegation)
        .execution_options(populate_existing=True)
    ).one()
