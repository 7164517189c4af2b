"""The list of a network's cities as CSV and XLSX, with the columns an import takes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter

from eventsys.core import tables
from eventsys.networks.fields.models import CityField
from eventsys.networks.registry.models import City
from eventsys.networks.sheets.rules import CITIES
from eventsys.networks.standing.models import Membership
from eventsys.networks.standing.rules import in_order, open_one


def export_rows(
    cities: Iterable[City],
    standing: Mapping[int, Sequence[Membership]],
    fields: Mapping[int, Sequence[CityField]],
) -> list[list[str]]:
    """A head and one row a city: the present status, since when, and for former members the time inside."""
    return [
        [column.key for column in CITIES],
        *(_row(c, standing.get(c.id, ()), fields.get(c.id, ())) for c in cities),
    ]


def _row(city: City, stretches: Sequence[Membership], fields: Sequence[CityField]) -> list[str]:
    present = open_one(stretches)
    joined, left = (present.since if present else None), None
    if present is not None and present.status == "former":
        inside = [s for s in in_order(stretches) if s.closed]
        joined, left = (inside[-1].since if inside else None), present.since
    return [
        city.code,
        *(city.name.get(lang, "") for lang in ("en", "fr", "vi")),
        city.native_name,
        city.country,
        city.timezone,
        present.status if present else "",
        str(joined or ""),
        str(left or ""),
        "; ".join(f.field.code for f in fields),
        *(city.leader_office.get(lang, "") for lang in ("en", "fr", "vi")),
    ]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """As every table that goes out; the first row has the headings."""
    return tables.as_csv(rows[0], rows[1:])


def as_xlsx(rows: Sequence[Sequence[str]], *, title: str) -> bytes:
    """Every cell is text, never a formula or a link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("".join(c for c in title if c not in "[]:*?/\\")[:31] or "Cities")
        bold = book.add_format({"bold": True})
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                sheet.write_string(y, x, cell, bold if y == 0 else None)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 10)
        sheet.set_column(1, len(rows[0]) - 1, 22)
    return out.getvalue()
