"""Workbooks from outside: opened in a process of their own."""

from __future__ import annotations

import pytest

from eventsys.core.bounded import calling as bounded
from eventsys.core.incoming import workbook
from eventsys.core.incoming.files import Grid
from tests.core.incoming import sheet_xml, xlsx


def far_cell(place: str = "XFD1048576") -> bytes:
    """A workbook of a kilobyte with a cell in the first corner and one at ``place``."""
    return sheet_xml(
        "".join(f'<row><c r="{at}" t="inlineStr"><is><t>x</t></is></c></row>' for at in ("A1", place))
    )


def read(data: bytes) -> list[Grid]:
    return bounded.call(
        workbook.opened_workbook, data, rows=5, seconds=workbook.SECONDS, megabytes=workbook.MEGABYTES
    ).grids


def test_cells_come_back_plain_and_rows_are_counted_out() -> None:
    (grid,) = read(xlsx([["Hà Nội", y, True] for y in range(9)]))
    assert grid.rows == [["Hà Nội", str(y), "True"] for y in range(5)]


def test_a_cell_at_the_far_end_stops_its_own_process_only() -> None:
    with pytest.raises(bounded.TookTooMuch):
        read(far_cell())


@pytest.mark.parametrize("data", [b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0" + bytes(600), b"words"])
def test_what_is_no_workbook_is_said_so(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(data)
