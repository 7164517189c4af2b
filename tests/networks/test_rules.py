"""Standings through time, imprecise dates as people write them, names and rows of a table."""

from __future__ import annotations

from datetime import date

import pytest

from eventsys.core.dates import ImpreciseDate
from eventsys.core.text import folded
from eventsys.networks.errors import ChangeBeforeStart, SameStatus, UnknownCountry
from eventsys.networks.models import MembershipStatus
from eventsys.networks.rules import names
from eventsys.networks.rules.names import country_named, search_text
from eventsys.networks.rules.plan import CellWrong, history_after
from eventsys.networks.rules.sheet import CityRow, read_sheet, status_named
from eventsys.networks.rules.standing import Stretch, changed, standing_on

MEMBER, OBSERVER, FORMER = MembershipStatus.MEMBER, MembershipStatus.OBSERVER, MembershipStatus.FORMER


def d(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


TOMSK = changed((Stretch(OBSERVER, d("2010")),), MEMBER, d("2012-06"), city="Tomsk")


def test_a_change_closes_the_old_stretch_where_the_new_one_begins():
    assert (Stretch(OBSERVER, d("2010"), d("2012-06"), closed=True), Stretch(MEMBER, d("2012-06"))) == TOMSK


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2009, 12, 31), None),
        (date(2010, 1, 1), OBSERVER),
        (date(2012, 5, 31), OBSERVER),
        (date(2012, 6, 1), MEMBER),
        (date(2013, 11, 18), MEMBER),
    ],
)
def test_the_standing_is_that_of_the_day(on, status):
    assert standing_on(TOMSK, on) == status


def test_a_city_that_left_at_an_unknown_date_is_former():
    history = (Stretch(MEMBER, d("2001"), closed=True), Stretch(FORMER))
    assert standing_on(history, date(2013, 11, 18)) is FORMER


def test_a_change_to_the_same_status_or_before_the_present_one_is_refused():
    with pytest.raises(SameStatus):
        changed(TOMSK, MEMBER, d("2013"), city="Tomsk")
    with pytest.raises(ChangeBeforeStart):
        changed(TOMSK, FORMER, d("2011"), city="Tomsk")


def test_a_year_is_not_before_a_month_of_the_same_year():
    assert changed(TOMSK, FORMER, d("2012"), city="Tomsk")[-1] == Stretch(FORMER, d("2012"))


def test_end_of_a_year_sorts_after_its_months():
    days = [d("end of 2019"), d("2020"), d("2019"), d("2019-11-30")]
    assert [x.text for x in sorted(days)] == ["2019", "2019-11-30", "end of 2019", "2020"]


def test_names_are_found_without_accents():
    assert folded("Hà Nội") == "ha noi"
    assert folded("Đà Lạt") == "da lat"
    assert "seoul" in search_text("SEL", {"en": "Seoul", "fr": "Séoul"}, "서울")


@pytest.mark.parametrize("text", ["VN", "vn", "Viet Nam", "Vietnam", "Việt Nam", "Viêt Nam"])
def test_a_country_is_a_code_or_a_name_in_any_language(text):
    assert country_named(text) == "VN"


@pytest.mark.parametrize("text", ["XX", "Atlantis", "EU", "ZZ", ""])
def test_what_is_no_country_is_refused(text):
    with pytest.raises(UnknownCountry):
        country_named(text)


def row(**values):
    return CityRow(row=2, code="HAN", **values)


def test_a_former_member_without_dates_keeps_what_is_known():
    assert history_after((), row(status=FORMER, joined=d("2001"))) == (
        Stretch(MEMBER, d("2001"), closed=True), Stretch(FORMER),
    )  # fmt: skip


def test_believing_a_row_twice_changes_nothing_the_second_time():
    for said in (
        row(joined=d("2001")),
        row(status=FORMER, joined=d("2001")),
        row(status=FORMER, joined=d("2001"), left=d("2009")),
    ):
        once = history_after((), said)
        assert history_after(once, said) == once


def test_a_row_with_a_later_status_is_a_change_of_status():
    assert history_after((Stretch(OBSERVER, d("2010")),), row(status=MEMBER, joined=d("2012-06"))) == TOMSK


def test_a_row_with_another_date_corrects_it():
    assert history_after(TOMSK, row(status=MEMBER, joined=d("2012-07"))) == (
        Stretch(OBSERVER, d("2010"), d("2012-07"), closed=True), Stretch(MEMBER, d("2012-07")),
    )  # fmt: skip


def test_a_member_that_has_left_is_a_contradiction():
    with pytest.raises(CellWrong) as caught:
        history_after((), row(status=MEMBER, joined=d("2001"), left=d("2009")))
    assert caught.value.column == "left"


def test_leaving_before_joining_is_refused():
    with pytest.raises(CellWrong):
        history_after((), row(joined=d("2009"), left=d("2001")))


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
        (3, "Code"), (3, "Country"), (3, "Joined"), (3, "Status"), (3, "Time zone"), (5, "Code"),
    ]  # fmt: skip
    assert "row 4" in sheet.faults[-1].text


@pytest.mark.parametrize(
    ("written", "code"),
    [("Myanmar", "MM"), ("Burma", "MM"), ("Chinese Taipei", "TW"), ("Taipei chinois", "TW"), ("Viet Nam", "VN"), ("VNM", "VN"),
     ("MY", "MY"), ("UK", "GB"), ("Republic of Korea", "KR"), ("Lao PDR", "LA"), ("Lao People’s Democratic Republic", "LA"),
     ("Iran (Islamic Republic of)", "IR"), ("Hong Kong SAR", "HK"), ("Macau", "MO"), ("Türkiye", "TR"), ("Côte d’Ivoire", "CI"),
     ("Corée du Sud", "KR"), ("Nhật Bản", "JP"), ("USA", "US")],
)  # fmt: skip
def test_countries_are_known_by_the_names_that_lists_use(written, code):
    assert names.country_named(written) == code


@pytest.mark.parametrize(
    ("written", "status"),
    [("associate member", "partner"), ("Membre associé", "partner"), ("full member", "member"), ("Observer city", "observer"),
     ("Thành viên chính thức", "member"), ("ex-member", "former")],
)  # fmt: skip
def test_standings_are_known_by_the_words_that_networks_use(written, status):
    assert status_named(written) == status


def test_a_code_is_made_that_nobody_has():
    taken = {"HUE", "HUI"}
    assert names.made_code({"en": "Hue"}, "VN", set()) == "HUE"
    assert names.made_code({"en": "Huế City"}, "VN", taken) == "HUC"
    assert names.made_code({"vi": "Đà Nẵng"}, "VN", set()) == "DAN"
    assert names.made_code({"en": "東京"}, "JP", {"JP1"}) == "JP2"
    assert names.made_code({"en": "Ulm"}, "DE", {"ULM"}) == "ULM1"
