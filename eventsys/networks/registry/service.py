"""Networks and cities: made, changed, sorted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address, words_without_address
from eventsys.core.db import db
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.days import read_day
from eventsys.core.words.text import Localized
from eventsys.networks.registry import queries
from eventsys.networks.registry import rules as registry_rules
from eventsys.networks.registry.errors import CodeTaken, NameMissing
from eventsys.networks.registry.models import City, Network

Day = ImpreciseDate | str | None


def create_network(
    *,
    code: str,
    name: Mapping[str, str],
    by: Actor,
    founded: Day = None,
    plenary_every_months: int | None = None,
    rules: Mapping[str, Any] | None = None,
) -> Network:
    """Raises :class:`BadCode`, :class:`CodeTaken`, :class:`NameMissing`, :class:`AddressAsName`."""
    network = Network(
        code=registry_rules.checked_code(code, most=20),
        name=checked_name(name),
        founded=day_of(founded),
        plenary_every_months=plenary_every_months,
        rules=dict(rules or {}),
    )
    insert_coded(network, code=network.code)
    audit.record(by, verb="network.created", thing=network, after=_network_values(network))
    return network


def update_network(
    network: Network, *, name: Mapping[str, str], founded: Day, plenary_every_months: int | None, by: Actor
) -> None:
    before = _network_values(network)
    network.name, network.founded, network.plenary_every_months = (
        checked_name(name),
        day_of(founded),
        plenary_every_months,
    )
    db.session.flush()
    audit.record(by, verb="network.changed", thing=network, before=before, after=_network_values(network))


def create_city(
    *,
    code: str,
    name: Mapping[str, str],
    country: str,
    by: Actor,
    native_name: str = "",
    timezone: str = "",
    leader_office: Mapping[str, str] | None = None,
) -> City:
    """Raises :class:`BadCode`, :class:`CodeTaken`, :class:`NameMissing`, :class:`UnknownCountry`,
    :class:`UnknownTimezone`, :class:`AddressAsName`.
    """
    city = City(code=registry_rules.checked_code(code, most=12))
    _fill(city, name, country, native_name, timezone, leader_office)
    insert_coded(city, code=city.code)
    audit.record(by, verb="city.created", thing=city, after=city_values(city))
    return city


def update_city(
    city: City,
    *,
    name: Mapping[str, str],
    country: str,
    by: Actor,
    native_name: str = "",
    timezone: str = "",
    leader_office: Mapping[str, str] | None = None,
) -> None:
    """Raises as :func:`create_city`; the code stays."""
    before = city_values(city)
    _fill(city, name, country, native_name, timezone, leader_office)
    db.session.flush()
    if (after := city_values(city)) != before:
        audit.record(by, verb="city.changed", thing=city, before=before, after=after)


def city_values(city: City) -> dict[str, Any]:
    """What the audit trail keeps of a city."""
    return {
        "code": city.code,
        "name": dict(city.name),
        "native_name": city.native_name,
        "country": city.country,
        "timezone": city.timezone,
        "leader_office": dict(city.leader_office),
    }


def _network_values(network: Network) -> dict[str, Any]:
    return {
        "code": network.code,
        "name": dict(network.name),
        "founded": text_of(network.founded),
        "plenary_every_months": network.plenary_every_months,
    }


def _fill(
    city: City,
    name: Mapping[str, str],
    country: str,
    native_name: str,
    timezone: str,
    office: Mapping[str, str] | None,
) -> None:
    city.name = checked_name(name)
    city.country = registry_rules.checked_country(country)
    city.timezone = registry_rules.checked_timezone(timezone)
    city.native_name = without_address(native_name.strip(), domains=False)
    city.leader_office = words_without_address(office)
    for column, value in registry_rules.derived(city.code, city.name, city.native_name).items():
        setattr(city, column, value)


def insert_coded(row: Any, *, code: str) -> None:
    """Write a new row whose ``code`` no other may have. Raises :class:`CodeTaken`."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        raise CodeTaken(code=code) from error


def checked_name(values: Mapping[str, str]) -> Localized:
    """The name without what is empty; some language has one. Raises :class:`NameMissing`, :class:`AddressAsName`."""
    name = words_without_address(values)
    if not name:
        raise NameMissing
    return name


def day_of(value: Day) -> ImpreciseDate | None:
    """A day from what was typed."""
    return read_day(value) if isinstance(value, str) else value


def text_of(value: ImpreciseDate | None) -> str | None:
    """As the audit trail keeps it."""
    return value.text if value else None


def sort_anew() -> int:
    """Write the keys of every city's place in lists and searches anew; how many there are."""
    cities = queries.every_city()
    for city in cities:
        for column, value in registry_rules.derived(city.code, city.name, city.native_name).items():
            setattr(city, column, value)
    db.session.flush()
    return len(cities)
