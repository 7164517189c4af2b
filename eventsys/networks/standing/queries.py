"""Standings: of one city, of all, on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsys.core.db import db
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.queries import by_name
from eventsys.networks.standing.models import Membership, MembershipStatus
from eventsys.networks.standing.rules import standing_on


def membership_at(network: Network, city_ids: Iterable[int]) -> dict[int, Membership]:
    """City id to its open stretch, for the rows of a list."""
    found = db.session.scalars(
        select(Membership)
        .where(
            Membership.network_id == network.id,
            Membership.closed.is_(False),
            Membership.city_id.in_(list(city_ids)),
        )
        .order_by(Membership.id)
    )
    return {row.city_id: row for row in found}


def history(network: Network, city: City) -> Sequence[Membership]:
    """Every stretch of the city in this network."""
    return db.session.scalars(
        select(Membership)
        .where(Membership.network_id == network.id, Membership.city_id == city.id)
        .order_by(Membership.closed.desc(), Membership.since, Membership.id)
    ).all()


def memberships_of(city: City) -> Sequence[Membership]:
    """Every stretch of the city in every network, oldest first within each."""
    return db.session.scalars(
        select(Membership)
        .join(Network)
        .options(joinedload(Membership.network))
        .where(Membership.city_id == city.id)
        .order_by(Network.code, Membership.closed.desc(), Membership.since, Membership.id)
    ).all()


def standing(network: Network, city: City, on: date) -> MembershipStatus | None:
    """The city's status in the network on that day."""
    return standing_on(history(network, city), on)


def standing_rows(network: Network) -> dict[int, list[Membership]]:
    """City id to all its stretches in the network, in one query."""
    rows: dict[int, list[Membership]] = {}
    for row in db.session.scalars(
        select(Membership).where(Membership.network_id == network.id).order_by(Membership.id)
    ):
        rows.setdefault(row.city_id, []).append(row)
    return rows


def standings(network: Network, on: date) -> dict[int, MembershipStatus]:
    """City id to status on that day, for every city that had one; one query."""
    found = {city_id: standing_on(rows, on) for city_id, rows in standing_rows(network).items()}
    return {city_id: status for city_id, status in found.items() if status is not None}


def members_on(network: Network, on: date, *statuses: MembershipStatus) -> list[City]:
    """Cities that were members (or of ``statuses``) on that day, by name; two queries."""
    wanted = statuses or (MembershipStatus.MEMBER,)
    ids = [city_id for city_id, status in standings(network, on).items() if status in wanted]
    return list(db.session.scalars(select(City).where(City.id.in_(ids)).order_by(*by_name())))
