"""Workbooks from strangers: what is read, and what is stopped."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from eventsys.core import bounded, workbook

_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def far_cell(place: str = "XFD1048576") -> bytes:
    """A workbook of a kilobyte with a cell in the first corner and one at ``place``."""
    rows = "".join(f'<row><c r="{at}" t="inlineStr"><is><t>x</t></is></c></row>' for at in ("A1", place))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            packed.writestr(name, text)
    return out.getvalue()


def read(data: bytes) -> list[list[list[object]]]:
    return bounded.call(
        workbook.read_sheets, data, rows=5, seconds=workbook.SECONDS, megabytes=workbook.MEGABYTES
    )


def test_cells_come_back_plain_and_rows_are_counted_out() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for y in range(9):
            sheet.write_row(y, 0, ["Hà Nội", y, True])
    assert read(out.getvalue()) == [[["Hà Nội", float(y), True] for y in range(5)]]


def test_a_cell_at_the_far_end_stops_its_own_process_only() -> None:
    with pytest.raises(bounded.TookTooMuch):
        read(far_cell())


@pytest.mark.parametrize("data", [b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0" + bytes(600), b"words"])
def test_what_is_no_workbook_is_said_so(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(data)
