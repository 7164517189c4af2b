"""Lists of cities: their heads, and every fault named."""

from __future__ import annotations

import pytest

from eventsys.core.words.dates import ImpreciseDate
from eventsys.networks.sheets.rules import CityRow, read_sheet, status_named


def d(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


def test_heads_are_recognised_in_three_languages_under_a_title():
    text = "Danh sách thành viên;;;\n;;;\nMã;Tên tiếng Việt;Quốc gia;Gia nhập\n"
    sheet = read_sheet((text + "HAN;Hà Nội;Việt Nam;cuối năm 2019\n").encode())
    assert {head.key: head.text for head in sheet.table.saved} == {
        "code": "Mã",
        "name_vi": "Tên tiếng Việt",
        "country": "Quốc gia",
        "joined": "Gia nhập",
    }
    assert sheet.rows == (
        CityRow(row=4, code="HAN", name={"vi": "Hà Nội"}, country="VN", joined=d("end of 2019")),
    )


def test_every_problem_is_named_by_row_and_column():
    sheet = read_sheet(b"""Code,Name,Country,Status,Joined,Time zone
,Nowhere,VN,,,
H!N,Hanoi,XX,chief,soon,Mars/Olympus
TYO,Tokyo,JP,,,
TYO,Tokyo,JP,,,
""")
    assert [(fault.row, fault.column) for fault in sheet.faults] == [
        (3, "Code"),
        (3, "Country"),
        (3, "Joined"),
        (3, "Status"),
        (3, "Time zone"),
        (5, "Code"),
    ]
    assert "row 4" in sheet.faults[-1].text


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("associate member", "partner"),
        ("Membre associé", "partner"),
        ("full member", "member"),
        ("Observer city", "observer"),
        ("Thành viên chính thức", "member"),
        ("ex-member", "former"),
    ],
)
def test_standings_are_known_by_the_words_that_networks_use(written, status):
    assert status_named(written) == status
