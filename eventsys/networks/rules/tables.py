"""An uploaded CSV or spreadsheet as rows of text, whatever its encoding, separator and decoration."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eventsys.core import bounded, workbook
from eventsys.core.days import day_of_cell
from eventsys.core.languages import gettext as _
from eventsys.core.text import clean
from eventsys.networks.errors import TableUnreadable

__all__ = ["MOST_OCTETS", "MOST_ROWS", "Table", "read_table"]

MOST_OCTETS = 5_000_000
MOST_ROWS = 5_000
_SEPARATORS = (",", ";", "\t", "|")
_HEAD_WITHIN = 20

Head = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Table:
    """``heads`` as they stand in the file; ``rows`` with their numbers there, blank ones left out."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(data: bytes, *, known: Head) -> Table:
    """``known`` counts the heads it recognises in a row: titles above the table are stepped over.

    Raises :class:`TableUnreadable` with the reason in words.
    """
    if len(data) > MOST_OCTETS:
        raise TableUnreadable(reason=_("it is larger than 5 MB."))
    if not data.strip():
        raise TableUnreadable(reason=_("it is empty."))
    found = [_table(list(rows), known) for rows in _readings(data)]
    best = max((table for table in found if table), key=lambda t: known(t.heads), default=None)
    if best is None:
        raise TableUnreadable(reason=_("no row with the names of the columns was found in it."))
    if not best.rows:
        raise TableUnreadable(reason=_("it has no row below the names of the columns."))
    if len(best.rows) > MOST_ROWS:
        raise TableUnreadable(reason=_("it has more than %(most)s rows.", most=MOST_ROWS))
    return best


def _table(rows: list[list[str]], known: Head) -> Table | None:
    head = max(range(min(len(rows), _HEAD_WITHIN)), key=lambda n: known(rows[n]), default=None)
    if head is None or known(rows[head]) < 2:
        return None
    filled = ((n, tuple(row)) for n, row in enumerate(rows, start=1) if n > head + 1 and any(row))
    return Table(tuple(rows[head]), tuple(filled))


def _readings(data: bytes) -> Iterator[list[list[str]]]:
    """Each way to read the file: a workbook's sheets, or a text by each separator."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        yield from _sheets(data)
        return
    text = _decoded(data)
    for separator in _SEPARATORS:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            yield [[_cell(value) for value in row[: workbook.MOST_COLUMNS]] for row in reader]
        except csv.Error:
            continue


def _sheets(data: bytes) -> Iterator[list[list[str]]]:
    try:
        sheets = bounded.call(
            workbook.read_sheets,
            data,
            rows=MOST_ROWS + 50,
            seconds=workbook.SECONDS,
            megabytes=workbook.MEGABYTES,
        )
    except bounded.TookTooMuch as refusal:
        raise TableUnreadable(reason=_("it unpacks to more than we accept.")) from refusal
    except ValueError as error:
        raise TableUnreadable(
            reason=_("it is neither a workbook nor a CSV file, or it is damaged.")
        ) from error
    for sheet in sheets:
        yield [[_cell(value) for value in row] for row in sheet]


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    order: tuple[str, ...] = ("utf-16",) if wide else ("utf-8-sig", "cp1252")
    for encoding in order:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise TableUnreadable(reason=_("it is neither a workbook nor a CSV file, or it is damaged."))


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return day_of_cell(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = " ".join(clean(str(value)).split())
    # our own export guards cells that a spreadsheet would take for a formula
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text
