"""The list of a network's cities: searched, filtered, sorted, paged by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, func, or_, select, type_coerce
from sqlalchemy.orm import with_expression

from eventsys.core.collation import stored_key
from eventsys.core.db import db
from eventsys.core.languages import current
from eventsys.core.paging import Page, page_of
from eventsys.networks.models import (
    City,
    CityField,
    CreativeField,
    Group,
    GroupCity,
    GroupCountry,
    Membership,
    Network,
)
from eventsys.networks.queries.order import by_name, with_words
from eventsys.networks.rules.names import country_name

__all__ = [
    "SORTS",
    "CityFilter",
    "count_cities",
    "countries_in",
    "membership_at",
    "page_of_cities",
    "rows_to_export",
]

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
    joined: Any = func.coalesce(type_coerce(Membership.since, String), "").label("since_key")
    statement = _cities(network, wanted).options(with_expression(City.since_key, joined))
    columns: tuple[Any, ...] = (joined, *by_name()) if sort == "joined" else by_name()
    if sort == "country":
        country = _country_order(network)
        columns = (country, *by_name())
        statement = statement.options(with_expression(City.country_key, country))
    return page_of(statement.execution_options(populate_existing=True), columns, after=after, size=size)


def _country_order(network: Network) -> Any:
    """Keys of the countries' names in the page's language, as a column."""
    language = current()
    keys = {code: stored_key(language, country_name(code, language)) for code in countries_in(network)}
    return case(keys or {"": ""}, value=City.country, else_="").label("country_key")


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
