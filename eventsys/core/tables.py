"""Tables as CSV and XLSX, in which no spreadsheet finds a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

import xlsxwriter

__all__ = ["as_csv", "as_xlsx", "write_csv", "write_xlsx"]


#: Where a spreadsheet begins to read a formula: at the start, and after whatever it may take for the end of a cell.
_FORMULA = re.compile(r"(^\s*|[,;|\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def _harmless(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula, whatever sign its settings split at.

    >>> _harmless("=1+1"), _harmless("Mayor;=1+1"), _harmless("north-east; 5 - 3")
    ("'=1+1", "Mayor;'=1+1", 'north-east; 5 - 3')
    """
    text = "" if value is None else str(value)
    text = "'" + text if text[:1] in ("\t", "\r", "\n") else text
    return _FORMULA.sub(r"\1'", text)


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with the mark that makes Excel read it as such."""
    out = io.BytesIO()
    write_csv(out, heads, rows)
    return out.getvalue()


def write_csv(target: BinaryIO, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """The same into a file, row by row: as large as it may be."""
    target.write(b"\xef\xbb\xbf")
    out = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([_harmless(head) for head in heads])
    writer.writerows([_harmless(value) for value in row] for row in rows)
    out.detach()


def as_xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Texts as texts, dates as dates; nothing becomes a formula or a link."""
    out = io.BytesIO()
    write_xlsx(out, title, heads, rows)
    return out.getvalue()


def write_xlsx(
    target: BinaryIO,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    above: Sequence[str] = (),
) -> None:
    """The same into a file: a row is let go of when the next one comes. ``above``: lines that stand over the table."""
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("".join(c for c in title if c not in "[]:*?/\\'")[:31] or "1")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, line in enumerate(above):
        sheet.write_string(number, 0, line)
    first = len(above)
    for column, head in enumerate(heads):
        sheet.write_string(first, column, head, bold)
    last = first
    for last, row in enumerate(rows, start=first + 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(last, column, value, day)
            elif value is not None:
                sheet.write_string(last, column, str(value))
    sheet.freeze_panes(first + 1, 0)
    sheet.autofilter(first, 0, max(last, first + 1), max(len(heads) - 1, 0))
    book.close()
