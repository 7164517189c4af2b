"""The list of a network's cities as a table, with the columns an import takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from eventsys.core.incoming import tag_in_key
from eventsys.networks.fields.models import CityField
from eventsys.networks.registry.models import City
from eventsys.networks.sheets.rules import CITIES, SPOKEN
from eventsys.networks.standing.models import Membership
from eventsys.networks.standing.rules import in_order, open_stretch


def export_rows(
    cities: Iterable[City],
    standing: Mapping[int, Sequence[Membership]],
    fields: Mapping[int, Sequence[CityField]],
) -> tuple[list[str], list[list[str]]]:
    """Headings, and one row a city: the present status, since when, and for former members the time inside."""
    listed = list(cities)
    keys = [*_keys(listed)]
    rows = [_row(c, standing.get(c.id, ()), fields.get(c.id, ())) for c in listed]
    return keys, [[row.get(key, "") for key in keys] for row in rows]


def _keys(cities: Sequence[City]) -> Iterator[str]:
    """The columns, with one for each language in which a city has a name or an office; those stand with their like."""
    known = [column.key for column in CITIES]
    for key in known:
        yield key
        for spoken in SPOKEN:
            like = [one for one in known if tag_in_key(one, spoken.key)]
            if key == like[-1]:
                said = (f"{spoken.key}_{tag}" for city in cities for tag in _texts(city)[spoken.key])
                yield from sorted(set(said) - set(like))


def _texts(city: City) -> dict[str, Mapping[str, str]]:
    return {"name": city.name, "leader_office": city.leader_office}


def _row(city: City, stretches: Sequence[Membership], fields: Sequence[CityField]) -> dict[str, Any]:
    present = open_stretch(stretches)
    joined, left = (present.since if present else None), None
    if present is not None and present.status == "former":
        inside = [s for s in in_order(stretches) if s.closed]
        joined, left = (inside[-1].since if inside else None), present.since
    texts = {f"{stem}_{tag}": text for stem, said in _texts(city).items() for tag, text in said.items()}
    return {
        "code": city.code,
        "name_native": city.native_name,
        "country": city.country,
        "timezone": city.timezone,
        "status": present.status if present else "",
        "joined": str(joined or ""),
        "left": str(left or ""),
        "field": "; ".join(f.field.code for f in fields),
        **texts,
    }
