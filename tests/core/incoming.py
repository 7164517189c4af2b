"""Tables for tests: workbooks written as spreadsheets and as other programs write them, and the cases of the field."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from eventsys.core.incoming import Choices, Column, Table, read_table

__all__ = [
    "CASES",
    "HEADS",
    "PEOPLE",
    "case",
    "cells",
    "ods",
    "ods_cell",
    "read",
    "sheet_xml",
    "told",
    "xlsx",
]

HEADS = ["category", "family name", "given name", "mail", "office"]
CASES = Path(__file__).parent / "tables"
PEOPLE = (
    Column("category", "Category", ("category", "catégorie"), required=True),
    Column("family_name", "Family name", ("family name", "nom", "họ"), required=True, shape="name"),
    Column("given_name", "Given name", ("given name", "prénom"), shape="name"),
    Column("email", "Mail", ("mail", "e-mail address", "courriel")),
    Column("office", "Office", ("office", "position")),
    Column("since", "Since", ("since",), shape="day"),
)


def case(name: str) -> bytes:
    return (CASES / name).read_bytes()


def xlsx(*sheets: Sequence[Sequence[Any]], change: Callable[[Any, list[Any]], None] | None = None) -> bytes:
    """Sheets of cells; ``change`` gets the book and its sheets to hide, merge and the like."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        made = []
        for rows in sheets:
            sheet = book.add_worksheet()
            made.append(sheet)
            for y, cells in enumerate(rows):
                for x, cell in enumerate(cells):
                    sheet.write(y, x, cell)
        if change:
            change(book, made)
    return out.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def sheet_xml(rows: str, *, before: str = "") -> bytes:
    """A workbook whose one sheet has these ``<row>`` elements, as a program wrote them that is no spreadsheet."""
    sheet = f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            packed.writestr(name, text)
    return out.getvalue()


_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_HIDDEN = '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'


_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_SPREADSHEET}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods(tables: str) -> bytes:
    """A document with these ``<table:table>`` elements; the style ``hidden`` hides one."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:automatic-styles>{_HIDDEN}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", _SPREADSHEET)
        packed.writestr("META-INF/manifest.xml", _MANIFEST)
        packed.writestr("content.xml", content)
    return out.getvalue()


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def read(data: bytes | str, rows: int = 100, **choices: Any) -> Table:
    return read_table(data, PEOPLE, Choices(**choices), rows=rows)


def cells(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [(line.row, {key: text for key, text in line.cells.items() if text}) for line in table.lines]


def told(table: Table) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in table.faults]
