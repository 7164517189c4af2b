"""Tables that go out: no cell is a formula, whatever a spreadsheet splits at, and what went out comes in again."""

from __future__ import annotations

import csv
import io

import pytest

from eventsys.core.incoming.cells import kept_text
from eventsys.core.tables import as_csv

SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_begins_a_formula_at_whatever_sign_the_line_is_split(separator: str) -> None:
    cells = [f"Mayor{mark}{sign}1+1" for mark in (",", ";", "\t", "|", "\n", ";  ", "") for sign in SIGNS]
    data = as_csv(
        ["=head"], [[f"{sign}1+1"] for sign in SIGNS] + [[cell] for cell in cells] + [["  =1+1"], ["\t=1"]]
    )
    text = data.decode("utf-8-sig")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):  # a reader that knows quotes, and one that does not
        read = list(csv.reader(io.StringIO(text), delimiter=separator, quoting=quoting))
        begun = [cell for row in read for cell in row if cell.lstrip(' \t\r\n"')[:1] in [*SIGNS]]
        assert [cell for cell in begun if not cell.startswith("Mayor")] == []


def test_every_cell_is_quoted() -> None:
    assert as_csv(["a"], [["1"], [None], ['x"y']]) == b'\xef\xbb\xbf"a"\r\n"1"\r\n""\r\n"x""y"\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "Mayor;=1+1", "a, -5 and +3", "it's; 'quoted'", "'tis", "x|@y"])
def test_what_went_out_comes_in_again(cell: str) -> None:
    [_head, [read]] = csv.reader(io.StringIO(as_csv(["a"], [[cell]]).decode("utf-8-sig")))
    assert kept_text(read) == cell
