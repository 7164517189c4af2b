"""The list of a network's cities as a table, with the columns an import takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eventsys.core.words.languages import SUPPORTED
from eventsys.networks.fields.models import CityField
from eventsys.networks.registry.models import City
from eventsys.networks.sheets.rules import CITIES
from eventsys.networks.standing.models import Membership
from eventsys.networks.standing.rules import in_order, open_stretch


def export_rows(
    cities: Iterable[City],
    standing: Mapping[int, Sequence[Membership]],
    fields: Mapping[int, Sequence[CityField]],
) -> tuple[list[str], list[list[str]]]:
    """Headings, and one row a city: the present status, since when, and for former members the time inside."""
    rows = [_row(c, standing.get(c.id, ()), fields.get(c.id, ())) for c in cities]
    return [column.key for column in CITIES], rows


def _row(city: City, stretches: Sequence[Membership], fields: Sequence[CityField]) -> list[str]:
    present = open_stretch(stretches)
    joined, left = (present.since if present else None), None
    if present is not None and present.status == "former":
        inside = [s for s in in_order(stretches) if s.closed]
        joined, left = (inside[-1].since if inside else None), present.since
    return [
        city.code,
        *(city.name.get(lang, "") for lang in SUPPORTED),
        city.native_name,
        city.country,
        city.timezone,
        present.status if present else "",
        str(joined or ""),
        str(left or ""),
        "; ".join(f.field.code for f in fields),
        *(city.leader_office.get(lang, "") for lang in SUPPORTED),
    ]
