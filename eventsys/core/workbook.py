"""Workbooks from outside, read into plain cells.

A cell at the far end of a sheet makes the reader ask for the whole grid at once, 17 thousand million cells for
a file of a kilobyte, and ends its process: so it reads in one of its own.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

__all__ = ["MEGABYTES", "SECONDS", "MOST_COLUMNS", "read_sheets"]

#: What one file is given, for :func:`eventsys.core.bounded.call`.
SECONDS, MEGABYTES = 6, 700
MOST_COLUMNS = 500
_MOST_UNPACKED = 200_000_000
_ZIP = b"PK\x03\x04"


def read_sheets(data: bytes, *, rows: int, first_only: bool = False) -> list[list[list[Any]]]:
    """The sheets of an XLSX, XLS or ODS file: at most ``rows`` rows of :data:`MOST_COLUMNS` cells each.

    A cell is a text, a number, a truth value or a date. Raises :class:`ValueError` for what is no workbook,
    and when it unpacks to more than we accept.
    """
    try:
        if data.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                    raise ValueError("unpacks to too much")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names[:1] if first_only else book.sheet_names
        return [
            [
                row[:MOST_COLUMNS]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=rows)
            ]
            for name in names
        ]
    except (CalamineError, zipfile.BadZipFile, OSError, KeyError, NotImplementedError) as error:
        raise ValueError(str(error)) from None
