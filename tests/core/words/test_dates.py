from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.languages import in_language


def test_dates_are_kept_as_given_and_sort_by_day() -> None:
    given_order = ["end of 2019", "2012-06", "2019", "2019-12-30", "2001"]
    ordered = sorted((ImpreciseDate.parse(t) for t in given_order), key=lambda d: d.sort_key)
    assert [str(d) for d in ordered] == ["2001", "2012-06", "2019", "2019-12-30", "end of 2019"]


@pytest.mark.parametrize(
    "text", ["", "19", "2019-13", "2019-02-30", "end of", "start of 2019", "2019-6", "0000", "2019-00"]
)
def test_other_shapes_and_days_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ImpreciseDate.parse(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_full_days_round_trip(day: date) -> None:
    parsed = ImpreciseDate.parse(day.isoformat())
    assert (parsed.first_day(), parsed.last_day(), str(parsed)) == (day, day, day.isoformat())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["end of 2019", "June 2012", "2001", "spring 2019", "early 2013", "before 2004", "about 2010"],
        ),
        ("fr", ["fin 2019", "juin 2012", "2001", "printemps 2019", "début 2013", "avant 2004", "vers 2010"]),
        (
            "vi",
            [
                "cuối năm 2019",
                "tháng 6 năm 2012",
                "2001",
                "mùa xuân năm 2019",
                "đầu năm 2013",
                "trước năm 2004",
                "khoảng năm 2010",
            ],
        ),
    ],
)
def test_dates_are_spoken_in_the_readers_language(app: Flask, language: str, words: list[str]) -> None:
    with app.test_request_context(), in_language(language):
        texts = ("end of 2019", "2012-06", "2001", "2019-21", "2013-37", "/2004", "2010~")
        assert [ImpreciseDate.parse(t).spoken(language) for t in texts] == words


def test_a_table_has_figures_where_there_are_some_and_words_of_its_reader_where_there_are_none(
    app: Flask,
) -> None:
    with app.test_request_context(), in_language("fr"):
        texts = ("2013", "2013-11", "2013-11-18", "2013-21", "end of 2013")
        tabled = [ImpreciseDate.parse(text).in_table("fr") for text in texts]
    assert tabled == ["2013", "2013-11", "2013-11-18", "printemps 2013", "fin 2013"]


@pytest.mark.parametrize(
    ("text", "counts_from", "earliest", "last"),
    [
        ("2019-21", "2019-03-01", "2019-03-01", "2019-05-31"),
        ("2013-37", "2013-01-01", "2013-01-01", "2013-04-30"),
        ("/2004", "2003-12-31", "0001-01-01", "2003-12-31"),
        ("2010/", "2011-01-01", "2011-01-01", "9999-12-31"),
        ("2010~", "2010-01-01", "2010-01-01", "2010-12-31"),
        ("2004/2006-06", "2004-01-01", "2004-01-01", "2006-06-30"),
        ("199X", "1990-01-01", "1990-01-01", "1999-12-31"),
    ],
)
def test_an_imprecise_date_says_what_days_it_can_mean(
    text: str, counts_from: str, earliest: str, last: str
) -> None:
    parsed = ImpreciseDate.parse(text)
    found = (parsed.first_day(), parsed.earliest_day(), parsed.last_day())
    assert [day.isoformat() for day in found] == [counts_from, earliest, last]
