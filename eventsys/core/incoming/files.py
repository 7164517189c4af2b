"""A file or pasted text, to grids of cells. Runs in a bounded process; nothing here knows what the cells mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventsys.core.incoming.columns import spellings
from eventsys.core.incoming.encodings import Decoding, decoded, decodings

__all__ = ["Grid", "OpenedTable", "delimited", "opened_text"]

MOST_COLUMNS = 500
_SEPARATORS = (",", ";", "\t", "|")
_LOOK_AT = 30
#: What a cell is besides its text.
DATE, NUMBER, ERROR, NO_VALUE = "date", "number", "error", "no value"


@dataclass(slots=True)
class Grid:
    """Cells of one sheet as texts, from its first row and column on. ``marks``: (row, column), from 0, to what the cell
    is besides. ``spans``: (row, column) to the number of rows that a merged cell goes down."""

    name: str = ""
    rows: list[list[str]] = field(default_factory=list)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """``grids``, or ``decodings`` to choose from first."""

    grids: list[Grid] = field(default_factory=list)
    decodings: tuple[Decoding, ...] = ()


def opened_text(data: bytes | str, *, encoding: str, known: frozenset[str], rows: int) -> OpenedTable:
    """``known``: spellings of headings, which tell the separator. Raises :class:`ValueError` for what is no text."""
    text = data if isinstance(data, str) else decoded(data, encoding)
    if text is None and isinstance(data, bytes):
        return OpenedTable(decodings=decodings(data))
    if text is None or "\0" in text:
        raise ValueError("no text")
    return OpenedTable([delimited(text, known=known, rows=rows)])


def delimited(text: str, *, known: frozenset[str], rows: int) -> Grid:
    """By the separator that gives most known headings, else most cells. Raises :class:`ValueError`."""
    text, said = _without_hint(text)
    tried = {separator: cells for separator in said or _SEPARATORS for cells in _cells(text, separator, rows)}
    if not tried:
        raise ValueError("broken quotation marks")
    best = max(tried.values(), key=lambda cells: _headings(cells, known))
    return Grid(rows=best)


def _without_hint(text: str) -> tuple[str, str]:
    """Excel writes ``sep=;`` into the first line: the line stays, empty, as rows are counted."""
    first, _break, rest = text.lstrip("\ufeff").partition("\n")
    mark = first.strip().strip('"')
    if mark.lower().startswith("sep=") and len(mark) == 5:
        return "\n" + rest, mark[4]
    return text.lstrip("\ufeff"), ""


def _cells(text: str, separator: str, rows: int) -> Iterator[list[list[str]]]:
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            found.append(row[:MOST_COLUMNS])
            if len(found) >= rows:
                break
    except csv.Error:
        return
    yield found


def _headings(cells: list[list[str]], known: frozenset[str]) -> tuple[int, int]:
    top = cells[:_LOOK_AT]
    understood = max(
        (len({f for cell in row for f in spellings(cell) if f in known}) for row in top), default=0
    )
    return understood, max(map(len, top), default=0)
