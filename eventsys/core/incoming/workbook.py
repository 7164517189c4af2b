"""Workbooks from outside, to grids of cells: XLSX and ODS. Runs in a bounded process.

A cell at the far end of a sheet makes the reader ask for the whole grid at once, 17 thousand million cells for
a file of a kilobyte, and ends its process: so it reads in one of its own. The library gives empty cells for errors
and for formulas without a result, and shows hidden rows like others: ``marks`` reads those from the sheets' XML.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from eventsys.core.incoming import marks
from eventsys.core.incoming.files import DATE, MOST_COLUMNS, NUMBER, Grid, OpenedTable
from eventsys.core.words.days import day_of_cell

__all__ = ["MEGABYTES", "SECONDS", "OldWorkbook", "opened_workbook"]

#: What one file is given, for :func:`eventsys.core.bounded.calling.call`.
SECONDS, MEGABYTES = 8, 700
_MOST_UNPACKED = 200_000_000


class OldWorkbook(ValueError):
    """XLS and XLSB do not show where an error stands: a lost cell would be an empty one."""


def opened_workbook(data: bytes, *, rows: int) -> OpenedTable:
    """At most ``rows`` rows of each sheet. Raises :class:`OldWorkbook`, and :class:`ValueError` for what is no workbook
    or unpacks to more than we accept."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                raise ValueError("unpacks to too much")
            if "xl/workbook.bin" in parts.namelist():
                raise OldWorkbook
            return OpenedTable(_grids(data, parts, rows))
    except (CalamineError, zipfile.BadZipFile, OSError, KeyError, NotImplementedError, EOFError) as error:
        raise ValueError(str(error)) from None


def _grids(data: bytes, parts: zipfile.ZipFile, rows: int) -> list[Grid]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    grids = []
    for number, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is SheetTypeEnum.WorkSheet:
            grid = _grid(book.get_sheet_by_index(number), rows)
            grid.hidden = sheet.visible is not SheetVisibleEnum.Visible
            grids.append(grid)
    marks.put(grids, parts, rows=rows, columns=MOST_COLUMNS)
    return grids


def _grid(sheet: CalamineSheet, rows: int) -> Grid:
    grid = Grid(name=sheet.name)
    for y, row in enumerate(sheet.to_python(skip_empty_area=False, nrows=rows)):
        texts = []
        for x, value in enumerate(row[:MOST_COLUMNS]):
            text, mark = _text(value)
            texts.append(text)
            if mark:
                grid.marks[y, x] = mark
        grid.rows.append(texts)
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if bottom > top:
            grid.spans[top, left] = min(bottom, rows) - top + 1
    return grid


def _text(value: Any) -> tuple[str, str]:
    if isinstance(value, str):
        return value, ""
    if isinstance(value, bool):
        return str(value), ""
    if isinstance(value, float | int):
        whole = isinstance(value, int) or value.is_integer()
        return str(int(value)) if whole else repr(value), NUMBER
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{day_of_cell(value)} {value:%H:%M}", DATE
    if isinstance(value, date):
        return day_of_cell(value), DATE
    return str(value), DATE if isinstance(value, time | timedelta) else ""
