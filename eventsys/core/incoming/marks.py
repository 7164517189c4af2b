"""What the XML of a workbook's sheets says beyond the values: errors, formulas without a result, hidden rows and
columns, merged cells. Runs in a bounded process."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from eventsys.core.incoming.files import ERROR, NO_VALUE, Grid

__all__ = ["put"]

_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")
_TRUE = frozenset({"1", "true", "on"})
_CHUNK = 1 << 20
Attributes = dict[str, str]


class _Enough(Exception):
    """The rows that are read have been seen."""


def put(grids: list[Grid], parts: zipfile.ZipFile, *, rows: int, columns: int) -> None:
    """Add what the sheets' XML says to their grids. Raises :class:`ValueError` for XML that is none."""
    if "content.xml" in parts.namelist():
        _read(parts, "content.xml", _Ods(grids, rows, columns))
        return
    where = dict(_paths(parts))
    for grid in grids:
        if grid.name in where:
            _read(parts, where[grid.name], _Xlsx(grid, rows, columns))


def _read(parts: zipfile.ZipFile, name: str, handler: Any) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attrs: handler.start(tag.rpartition(":")[2], _local(attrs))
    parser.EndElementHandler = lambda tag: handler.end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = handler.characters
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        with parts.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except _Enough:
        pass
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None


def _no_doctype(*_declared: object) -> None:
    raise ValueError("a table declares entities")


def _local(attrs: Attributes) -> Attributes:
    """Without prefixes, but for LibreOffice's own ``calcext``, which says of a value what the standard cannot."""
    return {
        name if name.startswith("calcext:") else name.rpartition(":")[2]: value
        for name, value in attrs.items()
    }


# --- XLSX ------------------------------------------------------------------------------------------------------


class _Elements:
    """Calls ``found`` with each element's name and attributes."""

    def __init__(self, found: Callable[[str, Attributes], None]) -> None:
        self.start = found

    def end(self, name: str) -> None: ...

    def characters(self, text: str) -> None: ...


def _paths(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name of a sheet to the file it is in."""
    found: list[tuple[str, Attributes]] = []
    targets: dict[str, str] = {}
    _read(parts, "xl/workbook.xml", _Elements(lambda name, attrs: found.append((name, attrs))))
    _read(
        parts,
        "xl/_rels/workbook.xml.rels",
        _Elements(lambda _name, attrs: targets.__setitem__(attrs.get("Id", ""), attrs.get("Target", ""))),
    )
    names = set(parts.namelist())
    for name, attrs in found:
        target = targets.get(attrs.get("id", "")) if name == "sheet" else None
        path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""
        if path in names:
            yield attrs.get("name", ""), path


class _Xlsx:
    def __init__(self, grid: Grid, rows: int, columns: int) -> None:
        self.grid, self.rows, self.columns = grid, rows, columns
        self.row = self.column = -1
        self.kind, self.text = "", ""
        self.formula = self.inside = self.value = False

    def start(self, name: str, attrs: Attributes) -> None:
        match name:
            case "c":
                self._cell(attrs)
            case "f":
                self.formula = True
            case "v" | "is":
                self.inside = self.value = True
            case "row":
                self._row(attrs)
            case "col" if attrs.get("hidden") in _TRUE:
                first, last = int(attrs.get("min", 1)), int(attrs.get("max", 1))
                self.grid.hidden_columns |= set(range(first - 1, min(last, self.columns)))
            case _:
                pass

    def _row(self, attrs: Attributes) -> None:
        self.row, self.column = int(attrs.get("r", self.row + 2)) - 1, -1
        if self.row >= self.rows:
            raise _Enough
        if attrs.get("hidden") in _TRUE:
            self.grid.hidden_rows.add(self.row)

    def _cell(self, attrs: Attributes) -> None:
        place = _PLACE.fullmatch(attrs.get("r", ""))
        self.column = _column(place[1]) if place else self.column + 1
        self.kind, self.text, self.formula, self.value = attrs.get("t", ""), "", False, False

    def end(self, name: str) -> None:
        if name in {"v", "is"}:
            self.inside = False
        elif name == "c" and self.column < self.columns:
            if self.kind == "e":
                self.grid.marks[self.row, self.column] = f"{ERROR}:{self.text}"
            elif self.formula and not self.text and not (self.kind == "str" and self.value):
                self.grid.marks[self.row, self.column] = NO_VALUE

    def characters(self, text: str) -> None:
        if self.inside:
            self.text += text


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


# --- ODS -------------------------------------------------------------------------------------------------------


class _Ods:
    def __init__(self, grids: list[Grid], rows: int, columns: int) -> None:
        self.grids, self.rows, self.columns = {grid.name: grid for grid in grids}, rows, columns
        self.grid: Grid | None = None
        self.row = self.column = self.repeated = self.wide = 0
        self.place = -1
        self.error, self.text = False, ""

    def start(self, name: str, attrs: Attributes) -> None:
        if name == "table":
            self.grid, self.row, self.place = self.grids.get(attrs.get("name", "")), 0, 0
        if self.grid is None or self.row >= self.rows:
            return
        if name == "table-column":
            self._column_of_table(attrs)
        elif name == "table-row":
            self.column, self.repeated = 0, int(attrs.get("number-rows-repeated", 1))
            if attrs.get("visibility") in {"collapse", "filter"}:
                self.grid.hidden_rows |= set(range(self.row, min(self.row + self.repeated, self.rows)))
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell(self.grid, attrs)

    def _column_of_table(self, attrs: Attributes) -> None:
        wide = int(attrs.get("number-columns-repeated", 1))
        if self.grid is not None and attrs.get("visibility") in {"collapse", "filter"}:
            self.grid.hidden_columns |= set(range(self.place, min(self.place + wide, self.columns)))
        self.place += wide

    def _cell(self, grid: Grid, attrs: Attributes) -> None:
        self.wide, self.text = int(attrs.get("number-columns-repeated", 1)), ""
        self.error = attrs.get("calcext:value-type") == "error"
        if "formula" in attrs and "value-type" not in attrs:
            self._mark(grid, NO_VALUE)
        if (down := int(attrs.get("number-rows-spanned", 1))) > 1 and self.column < self.columns:
            grid.spans[self.row, self.column] = min(down, self.rows - self.row)

    def _mark(self, grid: Grid, mark: str) -> None:
        for y in range(self.row, min(self.row + self.repeated, self.rows)):
            for x in range(self.column, min(self.column + self.wide, self.columns)):
                grid.marks[y, x] = mark

    def end(self, name: str) -> None:
        if name == "table":
            self.grid = None
        if self.grid is None:
            return
        if name in {"table-cell", "covered-table-cell"}:
            if self.error:
                self._mark(self.grid, f"{ERROR}:{self.text}")
            self.column, self.error = self.column + self.wide, False
        elif name == "table-row":
            self.row += self.repeated

    def characters(self, text: str) -> None:
        if self.error:
            self.text += text
