"""Reading networks, cities, standings, groups and fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.core.collation import local_key
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.networks.models import (
    City,
    CityField,
    CreativeField,
    Group,
    GroupCity,
    GroupCountry,
    Membership,
    MembershipStatus,
    Network,
)
from eventsys.networks.queries.order import by_name
from eventsys.networks.rules.standing import standing_on

__all__ = [
    "every_city",
    "cities_by_code",
    "cities_by_id",
    "city_by_code",
    "city_fields",
    "fields",
    "fields_by_city",
    "find_city",
    "find_field",
    "find_group",
    "find_network",
    "group_at",
    "groups",
    "groups_of",
    "history",
    "lock_network",
    "lock_networks",
    "members_on",
    "memberships_of",
    "network_by_code",
    "networks",
    "networks_with_fields",
    "standing",
    "standing_rows",
    "standings",
]


def find_network(code: str) -> Network | None:
    return db.session.scalars(select(Network).where(Network.code == code)).one_or_none()


def network_by_code(code: str) -> Network:
    """Raises :class:`NotFound`."""
    found = find_network(code)
    if found is None:
        raise NotFound
    return found


def networks() -> Sequence[tuple[Network, int]]:
    """Every network with how many members it has now."""
    members = (
        select(Membership.network_id, func.count().label("n"))
        .where(Membership.closed.is_(False), Membership.status == MembershipStatus.MEMBER)
        .group_by(Membership.network_id)
        .subquery()
    )
    found = db.session.execute(
        select(Network, func.coalesce(members.c.n, 0))
        .outerjoin(members, members.c.network_id == Network.id)
        .order_by(Network.code, Network.id)
    )
    return [(network, n) for network, n in found]


def lock_networks() -> None:
    """Imports follow one another: the second sees what the first has written."""
    db.session.execute(select(Network.id).order_by(Network.id).with_for_update())


def lock_network(network: Network) -> None:
    """The row, read anew and held until the transaction ends."""
    db.session.refresh(network, with_for_update=True)


def find_city(code: str) -> City | None:
    return db.session.scalars(select(City).where(City.code == code)).one_or_none()


def city_by_code(code: str) -> City:
    """Raises :class:`NotFound`."""
    found = find_city(code)
    if found is None:
        raise NotFound
    return found


def cities_by_code(codes: Iterable[str] | None = None) -> dict[str, City]:
    """Cities of the registry by code; all of them without ``codes``."""
    statement = select(City).order_by(*by_name())
    if codes is not None:
        statement = statement.where(City.code.in_(list(codes)))
    return {city.code: city for city in db.session.scalars(statement)}


def cities_by_id(ids: Iterable[int]) -> dict[int, City]:
    """These cities of the registry by id, in one query."""
    statement = select(City).where(City.id.in_(list(ids))).order_by(City.sort_name, City.id)
    return {city.id: city for city in db.session.scalars(statement)}


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


# ---- groups and fields


def groups() -> Sequence[Group]:
    """All of them, by name in the page's language."""
    found = db.session.scalars(
        select(Group).options(selectinload(Group.countries), selectinload(Group.cities)).order_by(Group.id)
    )
    return sorted(found, key=lambda group: local_key(group.name))


def find_group(code: str) -> Group | None:
    return db.session.scalars(select(Group).where(Group.code == code)).one_or_none()


def groups_of(city: City) -> list[Group]:
    """Groups the city is in, by its country or by name."""
    by_country = select(GroupCountry.group_id).where(GroupCountry.country == city.country)
    by_city = select(GroupCity.group_id).where(GroupCity.city_id == city.id)
    found = db.session.scalars(
        select(Group).where(or_(Group.id.in_(by_country), Group.id.in_(by_city))).order_by(Group.id)
    )
    return sorted(found, key=lambda group: local_key(group.name))


def fields(network: Network) -> Sequence[CreativeField]:
    """By name in the page's language."""
    found = db.session.scalars(
        select(CreativeField).where(CreativeField.network_id == network.id).order_by(CreativeField.id)
    )
    return sorted(found, key=lambda field: local_key(field.name))


def networks_with_fields() -> set[int]:
    """Ids of networks that know creative fields."""
    return set(
        db.session.scalars(select(CreativeField.network_id).distinct().order_by(CreativeField.network_id))
    )


def find_field(network: Network, code: str) -> CreativeField | None:
    return db.session.scalars(
        select(CreativeField).where(CreativeField.network_id == network.id, CreativeField.code == code)
    ).one_or_none()


def city_fields(city: City) -> Sequence[CityField]:
    return db.session.scalars(
        select(CityField)
        .join(CreativeField)
        .options(joinedload(CityField.field))
        .where(CityField.city_id == city.id)
        .order_by(CreativeField.code, CityField.id)
    ).all()


def fields_by_city(network: Network, city_ids: Iterable[int] | None = None) -> dict[int, list[CityField]]:
    """City id to its fields in this network, in one query."""
    statement = (
        select(CityField)
        .join(CreativeField)
        .options(joinedload(CityField.field))
        .where(CreativeField.network_id == network.id)
        .order_by(CreativeField.code, CityField.id)
    )
    if city_ids is not None:
        statement = statement.where(CityField.city_id.in_(list(city_ids)))
    found: dict[int, list[CityField]] = {}
    for row in db.session.scalars(statement):
        found.setdefault(row.city_id, []).append(row)
    return found


def group_at(public_id: UUID) -> Group:
    """Raises :class:`NotFound`."""
    found = db.session.scalars(select(Group).where(Group.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def every_city() -> Sequence[City]:
    """The whole registry, by id."""
    return db.session.scalars(select(City).order_by(City.id)).all()
