"""Tables that come in: where the table is, what its columns are, what is wrong with its cells."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from eventsys.core.incoming import Choices, Column, SheetUnknown, TableUnreadable, answered, read_table
from tests.core.incoming import HEADS, PEOPLE, case, cells, ods, ods_cell, read, xlsx


@pytest.fixture(autouse=True)
def _context(app: Flask) -> None:
    """Sentences are said in a language."""


# --- where the table is ----------------------------------------------------------------------------------------


def test_the_heading_row_is_found_below_a_merged_title() -> None:
    table = read(case("title_merged.xlsx"))
    assert cells(table) == [
        (
            3,
            {
                "category": "delegate",
                "family_name": "Zzmerged",
                "given_name": "A",
                "email": "me@example.org",
                "office": "x",
            },
        )
    ]


def test_a_hidden_first_sheet_is_left_out_and_told() -> None:
    table = read(case("hidden_first.xlsx"))
    assert [line["family_name"] for line in table.lines] == ["Zzhidden"]
    assert table.told == ("Hidden sheets were left out: Lists.",)


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    def hide(_book: Any, sheets: list[Any]) -> None:
        sheets[0].set_row(2, None, None, {"hidden": True})
        sheets[0].set_column(4, 4, None, None, {"hidden": True})

    rows = [HEADS, ["delegate", "One", "", "", "secret"], ["delegate", "Two"], ["delegate", "Three"]]
    table = read(xlsx(rows, change=hide))
    assert cells(table) == [
        (2, {"category": "delegate", "family_name": "One"}),
        (4, {"category": "delegate", "family_name": "Three"}),
    ]
    assert table.told == ("Hidden rows were left out: 3.", "Hidden columns were left out: office.")


def test_of_several_sheets_with_a_table_one_must_be_chosen() -> None:
    data = xlsx([HEADS, ["delegate", "One"]], [HEADS, ["delegate", "Two"]], [["Notes"], ["nothing"]])
    with pytest.raises(SheetUnknown) as asked:
        read(data)
    assert asked.value.sheets == ("Sheet1", "Sheet2")
    table = read(data, sheet="Sheet2")
    assert [line["family_name"] for line in table.lines] == ["Two"]
    assert table.told == ("These sheets were left out: Sheet1 and Sheet3.",)


def test_a_table_on_a_hidden_sheet_alone_is_refused_by_its_name() -> None:
    data = xlsx([["Notes"]], [HEADS, ["delegate", "One"]], change=lambda _book, sheets: sheets[1].hide())
    with pytest.raises(TableUnreadable, match="on a hidden sheet: Sheet2"):
        read(data)


def test_a_cell_merged_over_rows_speaks_for_each_of_them() -> None:
    def merge(_book: Any, sheets: list[Any]) -> None:
        sheets[0].merge_range(1, 0, 3, 0, "delegate")

    table = read(xlsx([HEADS, ["", "One"], ["", "Two"], ["", "Three"], ["", "Four"]], change=merge))
    assert [line["category"] for line in table.lines] == ["delegate", "delegate", "delegate", ""]


def test_headings_over_two_rows_are_read_where_they_name_the_columns() -> None:
    def merge(_book: Any, sheets: list[Any]) -> None:
        sheets[0].merge_range(0, 0, 1, 0, "Category")
        sheets[0].merge_range(0, 1, 0, 2, "Name")

    rows = [
        ["", "", "", "Mail"],
        ["", "Family name", "Given name", ""],
        ["delegate", "Ito", "Aki", "a@example.org"],
    ]
    table = read(xlsx(rows, change=merge))
    assert [head.key for head in table.heads[:3]] == ["category", "family_name", "given_name"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_found_below_titles_and_blank_rows(separator: str) -> None:
    lines = [
        "Delegation of Seoul, 2026; a list",
        "",
        separator.join(HEADS),
        separator.join(["head", '"Park; Lee, Jr"', "Won-soon"]),
    ]
    assert cells(read("\r\n".join(lines))) == [
        (4, {"category": "head", "family_name": "Park; Lee, Jr", "given_name": "Won-soon"})
    ]


def test_excel_s_own_hint_of_the_separator_is_no_row() -> None:
    assert cells(read(b"sep=;\ncategory;family name\ndelegate;Ito\n"))[0] == (
        3,
        {"category": "delegate", "family_name": "Ito"},
    )


def test_an_ods_document_is_read_with_all_that_it_hides() -> None:
    head = "".join(ods_cell(text) for text in HEADS)
    spanned = ods_cell("delegate", 'table:number-rows-spanned="2"')
    rows = [
        f"<table:table-row>{head}</table:table-row>",
        f'<table:table-row table:visibility="collapse">{ods_cell("delegate")}{ods_cell("Gone")}</table:table-row>',
        f"<table:table-row>{spanned}{ods_cell('One')}</table:table-row>",
        f"<table:table-row><table:covered-table-cell/>{ods_cell('Two')}</table:table-row>",
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>",
    ]
    hidden = f'<table:table table:name="H" table:style-name="hidden"><table:table-row>{head}</table:table-row></table:table>'
    table = read(ods(f'{hidden}<table:table table:name="P">{"".join(rows)}</table:table>'))
    assert cells(table) == [
        (3, {"category": "delegate", "family_name": "One"}),
        (4, {"category": "delegate", "family_name": "Two"}),
    ]
    assert table.told == ("Hidden sheets were left out: H.", "Hidden rows were left out: 2.")


# --- what its columns are --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Given names", "given_name"),
        ("Given name(s)", "given_name"),
        ("E-mail address", "email"),
        ("E-MAIL  ADDRESS:", "email"),
        ("Position", "office"),
        ("Family name *", "family_name"),
        ("*Family name", "family_name"),
        ("Family name (required)", "family_name"),
        ("Family name\n(as in the passport)", "family_name"),
        ("Họ / Family name", "family_name"),
        ("Catégorie", "category"),
        ("\u200bCategory\u00a0", "category"),
        ("family_name", "family_name"),
        ("Shirt", ""),
        ("2. Family name", "family_name"),
        ("Nom / Prénom", ""),
    ],
)
def test_headings_are_known_however_they_are_dressed(heading: str, key: str) -> None:
    table = read(xlsx([["office" if key != "office" else "mail", "since", heading], ["x", "2012", "y"]]))
    assert table.heads[-1].key == key


@pytest.mark.parametrize(
    ("heads", "keys", "asked"),
    [
        ("category,whole", ["category", "whole"], []),
        ("category,whole,family name,given name", ["category", "family_name", "given_name"], []),
        (
            "category,whole,family name",
            ["category", "family_name"],
            ["whole"],
        ),  # does it hold the given name?
        ("category,given name,whole", ["category", "given_name"], ["whole"]),
    ],
)
def test_a_column_that_gives_two_others_is_read_where_they_lack(
    heads: str, keys: list[str], asked: list[str]
) -> None:
    whole = Column("whole", "Whole name", ("whole",), shape="name", gives=("family_name", "given_name"))
    data = f"{heads}\n{','.join('abcd'[: heads.count(',') + 1])}\n"
    table = read_table(data, (*PEOPLE, whole), rows=9)
    assert ([head.key for head in table.saved], [head.text for head in table.open_heads]) == (keys, asked)
    assert [column.key for column in table.lacking] == (
        [] if {"whole", "family_name"} & set(keys) else ["family_name"]
    )


def test_a_column_that_is_not_understood_is_open_until_somebody_says_what_it_is() -> None:
    data = b"category,family name,T-shirt,Vorname,\ndelegate,Ito,XL,Aki,lost\n"
    table = read(data)
    assert [(head.at, head.text, head.sample) for head in table.open_heads] == [
        (2, "T-shirt", ("XL",)),
        (3, "Vorname", ("Aki",)),
        (4, "", ("lost",)),
    ]
    assert not table.settled([])
    answered = read(data, columns={2: "-", 3: "given_name", 4: "-"})
    assert (answered.settled([]), [head.text for head in answered.left_out]) == (True, ["T-shirt", ""])
    assert answered.lines[0]["given_name"] == "Aki"


def test_what_somebody_says_goes_before_what_a_heading_says() -> None:
    table = read(b"category,family name,office\ndelegate,Ito,Aki\n", columns={2: "given_name"})
    assert table.lines[0].cells == {"category": "delegate", "family_name": "Ito", "given_name": "Aki"}


def test_a_second_column_of_the_same_heading_is_asked_about() -> None:
    table = read(b"category,family name,family name\ndelegate,Ito,Abe\n")
    assert [head.at for head in table.open_heads] == [2]


def test_a_required_column_that_lacks_is_named() -> None:
    table = read(b"family name,given name\nIto,Aki\n")
    assert ([column.key for column in table.lacking], table.settled([])) == (["category"], False)


def test_two_columns_that_are_said_to_be_one_are_asked_about_again() -> None:
    table = read(
        b"category,family name,A,B\ndelegate,Ito,Aki,Mai\n", columns={2: "given_name", 3: "given_name"}
    )
    assert ([head.text for head in table.open_heads], table.lines[0]["given_name"]) == (["B"], "Aki")


def test_a_place_no_table_has_is_no_answer() -> None:
    assert answered({"row-" + "9" * 5000: "another", "row-3": "another"}, Choices()).rows == {3: "another"}
