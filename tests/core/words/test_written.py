"""Days and hours as each language writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from eventsys.core.words import written

FIRST, OPENING, CLOSING = date(2013, 11, 1), date(2013, 11, 18), date(2013, 11, 19)


@pytest.mark.parametrize(
    ("language", "first", "later", "short"),
    [
        ("en", "1 November 2013", "18 November 2013", "18 Nov 2013"),
        ("fr", "1ᵉʳ novembre 2013", "18 novembre 2013", "18 nov. 2013"),
        ("vi", "ngày 1 tháng 11 năm 2013", "ngày 18 tháng 11 năm 2013", "18/11/2013"),
    ],
)
def test_a_day(language: str, first: str, later: str, short: str) -> None:
    assert [written.day(FIRST, language), written.day(OPENING, language)] == [first, later]
    assert written.short_day(OPENING, language) == short


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Sunday, 1 December 2013"),
        ("fr", "dimanche 1ᵉʳ décembre 2013"),
        ("vi", "Chủ Nhật, ngày 1 tháng 12 năm 2013"),
    ],
)
def test_a_day_in_its_week(language: str, words: str) -> None:
    assert written.day_in_week(date(2013, 12, 1), language) == words


@pytest.mark.parametrize(
    ("language", "two", "three", "apart", "years"),
    [
        (
            "en",
            "on 18 and 19 November 2013",
            "from 1 to 3 November 2013",
            "from 30 November to 2 December 2013",
            "on 31 December 2013 and 1 January 2014",
        ),
        (
            "fr",
            "les 18 et 19 novembre 2013",
            "du 1ᵉʳ au 3 novembre 2013",
            "du 30 novembre au 2 décembre 2013",
            "les 31 décembre 2013 et 1ᵉʳ janvier 2014",
        ),
        (
            "vi",
            "vào ngày 18 và ngày 19 tháng 11 năm 2013",
            "từ ngày 1 đến ngày 3 tháng 11 năm 2013",
            "từ ngày 30 tháng 11 đến ngày 2 tháng 12 năm 2013",
            "vào ngày 31 tháng 12 năm 2013 và ngày 1 tháng 1 năm 2014",
        ),
    ],
)
def test_a_stretch_inside_a_sentence(language: str, two: str, three: str, apart: str, years: str) -> None:
    assert [
        written.on_days(OPENING, CLOSING, language),
        written.on_days(FIRST, date(2013, 11, 3), language),
        written.on_days(date(2013, 11, 30), date(2013, 12, 2), language),
        written.on_days(date(2013, 12, 31), date(2014, 1, 1), language),
    ] == [two, three, apart, years]


def test_one_day_inside_a_sentence_and_a_stretch_that_begins_with_the_first() -> None:
    assert [written.on_days(FIRST, FIRST, lang) for lang in ("en", "fr", "vi")] == [
        "on 1 November 2013",
        "le 1ᵉʳ novembre 2013",
        "vào ngày 1 tháng 11 năm 2013",
    ]
    assert written.days(FIRST, date(2013, 11, 21), "fr") == "1ᵉʳ–21 novembre 2013"


@pytest.mark.parametrize(
    ("language", "half", "full", "moment"),
    [
        ("en", "14:30", "09:00", "18 November 2013, 14:30"),
        ("fr", "14\u00a0h\u00a030", "9\u00a0h", "18 novembre 2013, 14\u00a0h\u00a030"),
        ("vi", "14:30", "09:00", "14:30 ngày 18/11/2013"),
    ],
)
def test_an_hour_and_a_moment(language: str, half: str, full: str, moment: str) -> None:
    at = datetime(2013, 11, 18, 14, 30)  # noqa: DTZ001  # a wall clock
    assert [written.clock(at, language), written.clock(at.replace(hour=9, minute=0), language)] == [
        half,
        full,
    ]
    assert written.moment(at, language) == moment
