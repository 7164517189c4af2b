"""The list of a network's cities: searched, filtered, sorted, paged by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, func, or_, select, type_coerce

from eventsys.core.db import db
from eventsys.core.web.paging import Page, page_of
from eventsys.core.words.collation import stored_key
from eventsys.core.words.countries import country_name
from eventsys.core.words.languages import current
from eventsys.networks.fields.models import CityField, CreativeField
from eventsys.networks.groups.models import Group, GroupCity, GroupCountry
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.queries import by_name, with_words
from eventsys.networks.standing.models import Membership, MembershipStatus

SORTS = ("name", "country", "joined")


@dataclass(frozen=True, slots=True)
class CityFilter:
    """``q`` is looked for in every name; the rest are codes; ``""`` asks for all."""

    q: str = ""
    status: str = ""
    country: str = ""
    group: str = ""
    field: str = ""


def _cities(network: Network, wanted: CityFilter) -> Select[City]:
    statement = (
        select(City)
        .join(Membership, Membership.city_id == City.id)
        .where(Membership.network_id == network.id, Membership.closed.is_(False))
    )
    for condition in _conditions(network, wanted):
        statement = statement.where(condition)
    return statement


def _conditions(network: Network, wanted: CityFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.q:
        yield with_words(wanted.q)
    if wanted.status:
        yield Membership.status == wanted.status
    if wanted.country:
        yield City.country == wanted.country
    if wanted.group:
        by_country = select(GroupCountry.country).join(Group).where(Group.code == wanted.group)
        by_city = select(GroupCity.city_id).join(Group).where(Group.code == wanted.group)
        yield or_(City.country.in_(by_country), City.id.in_(by_city))
    if wanted.field:
        named = (
            select(CityField.city_id)
            .join(CreativeField)
            .where(CreativeField.network_id == network.id, CreativeField.code == wanted.field)
        )
        yield City.id.in_(named)


def page_of_cities(
    network: Network, wanted: CityFilter, *, sort: str = "name", after: str | None = None, size: int = 50
) -> Page[City]:
    """Cities with a present standing; ``sort`` is one of :data:`SORTS`."""
    columns: tuple[Any, ...] = by_name()
    if sort == "joined":
        columns = (func.coalesce(type_coerce(Membership.since, String), ""), *columns)
    elif sort == "country":
        columns = (_country_order(network), *columns)
    return page_of(_cities(network, wanted), columns, after=after, size=size)


def _country_order(network: Network) -> Any:
    """Keys of the countries' names in the page's language, as a column."""
    language = current()
    keys = {code: stored_key(language, country_name(code, language)) for code in countries_in(network)}
    return case(keys or {"": ""}, value=City.country, else_="")


def count_cities(network: Network, wanted: CityFilter) -> int:
    statement = _cities(network, wanted).with_only_columns(func.count(City.id))
    return int(db.session.scalar(statement) or 0)


def countries_in(network: Network) -> list[str]:
    """Country codes among the network's cities."""
    statement = (
        _cities(network, CityFilter()).with_only_columns(City.country).distinct().order_by(City.country)
    )
    return list(db.session.scalars(statement).unique())


def rows_to_export(network: Network, wanted: CityFilter) -> Sequence[City]:
    """All cities of the list, by name."""
    return db.session.scalars(_cities(network, wanted).order_by(*by_name())).all()


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
