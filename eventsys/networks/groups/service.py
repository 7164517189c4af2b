"""Groups of cities, by country, by name, or both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.networks.groups import queries
from eventsys.networks.groups.errors import GroupEmpty, UnknownCity
from eventsys.networks.groups.models import Group, GroupCity, GroupCountry
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import rules as registry_rules
from eventsys.networks.registry.models import City
from eventsys.networks.registry.service import checked_name, insert_coded

# The Association of Southeast Asian Nations, with Timor-Leste since 26 October 2025; the "Plus Three"
# cooperation adds China, Japan and the Republic of Korea (since 1997).
_ASEAN = ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN")
_GROUPS: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("ASEAN", {"en": "ASEAN", "fr": "ASEAN", "vi": "ASEAN"}, _ASEAN),
    (
        "ASEAN-PLUS-3",
        {"en": "ASEAN Plus 3", "fr": "ASEAN Plus 3", "vi": "ASEAN+3"},
        (*_ASEAN, "CN", "JP", "KR"),
    ),
)


def ensure_groups(*, by: Actor) -> list[Group]:
    """Groups everyone in the trade knows; those already there stay as they are."""
    return [
        queries.find_group(code) or create_group(code=code, name=name, countries=countries, by=by)
        for code, name, countries in _GROUPS
    ]


def create_group(
    *,
    code: str,
    name: Mapping[str, str],
    by: Actor,
    countries: Iterable[str] = (),
    cities: Iterable[str] = (),
) -> Group:
    """``cities`` are codes.

    Raises :class:`BadCode`, :class:`CodeTaken`, :class:`GroupEmpty`, :class:`UnknownCity`, :class:`AddressAsName`.
    """
    group = Group(code=registry_rules.checked_code(code, most=40), name=Localized())
    _fill(group, name, countries, cities)
    insert_coded(group, code=group.code)
    audit.record(by, verb="group.created", thing=group, after=_values(group))
    return group


def update_group(
    group: Group, *, name: Mapping[str, str], countries: Iterable[str], cities: Iterable[str], by: Actor
) -> None:
    before = _values(group)
    _fill(group, name, countries, cities)
    db.session.flush()
    audit.record(by, verb="group.changed", thing=group, before=before, after=_values(group))


def _fill(group: Group, name: Mapping[str, str], countries: Iterable[str], codes: Iterable[str]) -> None:
    shown = checked_name(name)
    wanted = sorted({registry_rules.checked_country(c) for c in countries})
    cities = _cities(codes)
    if not wanted and not cities:
        raise GroupEmpty
    group.name = shown
    have = {c.country: c for c in group.countries}
    group.countries = [have.get(c) or GroupCountry(country=c) for c in wanted]
    named = {c.city_id: c for c in group.cities}
    group.cities = [named.get(city.id) or GroupCity(city_id=city.id) for city in cities]


def _cities(codes: Iterable[str]) -> list[City]:
    wanted = sorted({code.strip().upper() for code in codes if code.strip()})
    found = registry_queries.cities_by_code(wanted) if wanted else {}
    for code in wanted:
        if code not in found:
            raise UnknownCity(code=code)
    return [found[code] for code in wanted]


def _values(group: Group) -> dict[str, Any]:
    return {
        "code": group.code,
        "name": dict(group.name),
        "countries": [c.country for c in group.countries],
        "cities": [c.city_id for c in group.cities],
    }
