"""Tables that come in: what is wrong with cells, encodings, files that are no tables."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from eventsys.core.incoming import Choices, EncodingUnknown, Fault, TableUnreadable, answered, together
from eventsys.core.incoming.cells import flaw
from tests.core.incoming import HEADS, case, read, sheet_xml, told, xlsx


@pytest.fixture(autouse=True)
def _context(app: Flask) -> None:
    """Sentences are said in a language."""


# --- what is wrong with its cells ------------------------------------------------------------------------------


def test_error_cells_are_refused_by_row_and_column_all_at_once() -> None:
    table = read(case("errorcell.xlsx"))
    assert told(table) == [(2, "family name"), (3, "given name"), (3, "office")]
    assert [fault.text for fault in table.faults] == [
        "A formula failed here: the cell shows #N/A.",
        "A formula failed here: the cell shows #REF!.",
        "A formula failed here: the cell shows #N/A.",
    ]


@pytest.mark.parametrize(
    "sign", ["#REF!", "#N/A", "#NAME?", "#DIV/0!", "#VALEUR!", "#NOM?", "Err:502", "########"]
)
def test_errors_that_came_along_as_text_are_refused(sign: str) -> None:
    assert told(read(f"category\tfamily name\toffice\ndelegate\tIto\t{sign}\n")) == [(2, "office")]


def test_a_formula_without_its_result_is_refused_and_an_empty_result_is_empty() -> None:
    def cell(at: str, inner: str, kind: str = "inlineStr") -> str:
        return f'<c r="{at}" t="{kind}">{inner}</c>' if kind else f'<c r="{at}">{inner}</c>'

    def text(at: str, words: str) -> str:
        return cell(at, f"<is><t>{words}</t></is>")

    head = "".join(text(f"{letter}1", words) for letter, words in zip("ABCDE", HEADS, strict=True))
    row = (
        text("A2", "delegate")
        + text("B2", "Ito")
        + cell("C2", "<f>X1</f>", "")
        + cell("D2", "<f>X2</f><v></v>", "")
    )
    row += cell("E2", "<f>X3</f><v></v>", "str")
    table = read(sheet_xml(f'<row r="1">{head}</row><row r="2">{row}</row>'))
    assert told(table) == [(2, "given name"), (2, "mail")]


def test_a_sheet_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(TableUnreadable, match="damaged"):
        read(sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>category</t></is></c></row>', before=bomb))


def test_a_date_or_a_number_is_no_name_and_a_date_is_one_where_one_belongs() -> None:
    heads = ["category", "family name", "given name", "since"]
    rows = [
        ["delegate", date(2013, 11, 18), 41230, date(2013, 11, 18)],
        ["delegate", "18-Nov", "Aki", 2013.0],
    ]
    table = read(xlsx([heads, *rows]))
    assert told(table) == [(2, "family name"), (2, "given name"), (3, "family name")]
    assert [line["since"] for line in table.lines] == ["2013-11-18", "2013"]


def test_a_cell_that_is_not_saved_spoils_nothing() -> None:
    assert read(b"category,family name,Remark\ndelegate,Ito,#REF!\n", columns={2: "-"}).settled([])


def test_a_bad_date_may_be_left_empty_when_somebody_says_so() -> None:
    data = b"category,family name,since\ndelegate,Ito,#REF!\n"
    (fault,) = read(data).faults
    assert (fault.can_be_blank, fault.blank) == (True, "2/since")
    table = read(data, blank=frozenset({"2/since", "2/family_name"}))
    assert (table.faults, [(f.row, f.column, f.text) for f in table.blanked]) == ((), [(2, "since", "#REF!")])
    assert table.lines[0]["family_name"] == "Ito"  # a name is never left empty


def test_spaces_and_apostrophes_of_spreadsheets_are_no_part_of_a_text() -> None:
    row = "delegate\t \u00a0Ito\u00a0 \tAki\u00a0\u00a0Mai \t'+84 24 3825\t's-Hertogenbosch\u200b\n"
    (line,) = read("\t".join(HEADS) + "\n" + row).lines
    assert list(line.cells.values()) == ["delegate", "Ito", "Aki Mai", "+84 24 3825", "'s-Hertogenbosch"]


# --- encodings -------------------------------------------------------------------------------------------------

VIETNAMESE = "category,family name,given name\ndelegate,Nguyễn,Thế Thảo\ndelegate,Đặng,Huệ\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_that_show_themselves_are_read(encoding: str) -> None:
    assert [line["family_name"] for line in read(VIETNAMESE.encode(encoding)).lines] == ["Nguyễn", "Đặng"]


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Huế,Nghệ An,Đà Lạt", "cp1258"),
        ("Séoul,Pékin,Zürich", "cp1252"),
        ("Томск,Москва,Казань", "cp1251"),
        ("北京市,上海市,広島", "gb18030"),
        ("東京都,大阪府,名古屋", "cp932"),
        ("서울,부산,대구", "cp949"),
        ("กรุงเทพมหานคร", "cp874"),
        ("臺北,高雄", "big5hkscs"),
        ("東京都,大阪府", "iso2022_jp"),
    ],
)
def test_others_are_asked_about_with_the_words_as_each_reads_them(words: str, encoding: str) -> None:
    decomposed = {"ế": "ê\u0301", "ệ": "ê\u0323", "ạ": "a\u0323"} if encoding == "cp1258" else {}
    names = words.split(",")
    lines = ["category,family name", *(f"delegate,{name}" for name in names)]
    data = "".join(decomposed.get(c, c) for c in "\n".join(lines)).encode(encoding)
    with pytest.raises(EncodingUnknown) as asked:
        read(data)
    (way,) = [way for way in asked.value.decodings if set(way.sample) <= set(names)]
    assert [line["family_name"] for line in read(data, encoding=way.encoding).lines] == names
    assert [line["family_name"] for line in read(data, encoding=encoding).lines] == names


def test_the_case_of_the_field_is_never_stored_garbled() -> None:
    with pytest.raises(EncodingUnknown) as asked:
        read(case("cities_cp1258.csv"))
    assert asked.value.decodings[0].sample == ("Huế", "Nghệ An", "Đà Lạt")


def test_a_chosen_encoding_that_does_not_fit_is_refused_by_row() -> None:
    with pytest.raises(TableUnreadable, match="row 2 is not written in the encoding utf-8"):
        read("category,family name\ndelegate,Séoul\n".encode("cp1252"), encoding="utf-8")
    with pytest.raises(TableUnreadable, match="not the name of an encoding"):
        read(b"category,family name\n", encoding="klingon")


def test_letters_that_were_lost_or_garbled_before_are_refused_by_their_cell() -> None:
    garbled = "Huế Đà Nẵng".encode().decode("cp1252", "ignore")
    whole = "category,family name,office\n" + "delegate,Nguyễn Đặng,ế ệ ạ đ ư ơ\n" * 3
    data = whole.encode() + "delegate,Ngu\ufffdn,x\n".encode() + b"delegate,Ito,\xea\n"
    assert told(read(data)) == [(5, "family name"), (6, "office")]
    assert told(read("category\tfamily name\ndelegate\tHuáº¿\n")) == [(2, "family name")]
    assert garbled  # what a mail program may have made of it


def test_what_is_quoted_of_a_garbled_or_lost_cell_is_short() -> None:
    long = "Huế " * 40
    garbled, lost = flaw(long.encode().decode("latin-1"), "", "text"), flaw("\ufffd" + long, "", "text")
    assert (long[:60] in garbled, long[:61] in garbled) == (True, False)
    assert (long[:59] in lost, long[:60] in lost) == (True, False)


# --- files that are none ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"hello",
        b"a,b,c\n1,2,3",
        b"PK\x03\x04 not a zip",
        b"\x00\x01\x02\x03",
        b"category,family name\n",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        "họ,tên\n".encode("utf-16")[:-1],
    ],
)
def test_what_is_no_table_is_refused_by_its_reason(data: bytes) -> None:
    with pytest.raises((TableUnreadable, EncodingUnknown)):
        read(data)


def test_an_old_workbook_is_refused_with_the_way_out() -> None:
    with pytest.raises(TableUnreadable, match="Save it as XLSX, ODS or CSV"):
        read(b"\xd0\xcf\x11\xe0" + bytes(600))


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(TableUnreadable, match="larger than 5 MB"):
        read(b"category,family name\n" * 300_000)
    with pytest.raises(TableUnreadable, match="more than 3 rows"):
        read(b"category,family name\n" + b"delegate,Ito\n" * 4, rows=3)


def test_answers_come_back_from_the_database_as_they_were() -> None:
    choices = Choices("cp1258", "S", {2: "-"}, {4: "new"}, frozenset({"4/since"}), again=True)
    assert Choices.of(choices.plain()) == choices


def test_one_reason_in_many_rows_is_said_once_with_the_rows() -> None:
    full = [Fault(row, "category", "Category", "No place is left.") for row in (*range(7, 452), 460)]
    days = [Fault(row, "arrival", "Arrival", "“soon” is not a day.", can_be_blank=True) for row in (9, 4)]
    other = Fault(12, "mail", "Mail", "This is not a mail address.")
    assert [(same.rows, same.column, same.cells, same.blank) for same in together([*full, *days, other])] == [
        ("7–451, 460", "Category", 446, ""),
        ("4, 9", "Arrival", 2, "9/arrival 4/arrival"),
        ("12", "Mail", 1, ""),
    ]
    sent = MultiDict([("asked", "y"), ("blank", "9/arrival 4/arrival"), ("blank", "3/departure")])
    assert answered(sent, Choices()).blank == {"9/arrival", "4/arrival", "3/departure"}
