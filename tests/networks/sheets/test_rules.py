"""Lists of cities: their heads, and every fault named."""

from __future__ import annotations

import pytest

from eventsys.core.incoming import Choices
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


def test_a_column_may_be_in_any_language_that_there_is():
    heads = "code,Name,name_ru,Nom (ukrainien),Tên tiếng Thái,name_zh-TW,Name (Latin letters),country,leader_office_ar"
    sheet = read_sheet(f"{heads}\nTSK,Tomsk,Томск,Томськ,ทอมสค์,托木斯克,Tomsk,RU,عمدة\n".encode())
    (city,) = sheet.rows
    assert city.name == {
        "en": "Tomsk", "ru": "Томск", "uk": "Томськ", "th": "ทอมสค์", "zh-Hant": "托木斯克",
    }  # fmt: skip
    assert city.office == {"ar": "عمدة"}
    assert [head.text for head in sheet.table.open_heads] == ["Name (Latin letters)"]


def test_a_column_in_a_language_that_there_is_not_is_refused_by_its_name():
    sheet = read_sheet("code,name_ru,name_xx\nTSK,Томск,q\n".encode())
    assert [(head.text, head.why) for head in sheet.table.open_heads] == [
        ("name_xx", "“xx” is no language that we know.")
    ]
    chosen = read_sheet("code,country,Город\nTSK,RU,Томск\n".encode(), Choices(columns={2: "name_ru"}))
    assert chosen.rows[0].name == {"ru": "Томск"}


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
