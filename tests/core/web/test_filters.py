from __future__ import annotations

from datetime import date

import pytest
from flask import Flask, render_template_string

from eventsys.core.web.filters import daterange, filesize, weekday_day
from eventsys.core.words.languages import in_language
from eventsys.pdf.shaping.bidi import runs_in_order

FIRST, LAST = date(2013, 11, 18), date(2013, 11, 19)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["18–19 November 2013", "18 November 2013", "18 November 2013 – 2 December 2013"]),
        ("fr", ["18–19 novembre 2013", "18 novembre 2013", "18 novembre 2013 – 2 décembre 2013"]),
        (
            "vi",
            [
                "ngày 18–19 tháng 11 năm 2013",
                "ngày 18 tháng 11 năm 2013",
                "ngày 18 tháng 11 năm 2013 – ngày 2 tháng 12 năm 2013",
            ],
        ),
    ],
)
def test_ranges_of_days_in_the_readers_language(app: Flask, language: str, words: list[str]) -> None:
    with app.test_request_context(), in_language(language):
        assert [daterange(FIRST, LAST), daterange(FIRST, FIRST), daterange(FIRST, date(2013, 12, 2))] == words


@pytest.mark.parametrize(("language", "word"), [("en", "Saturday"), ("fr", "samedi"), ("vi", "Thứ Bảy")])
def test_the_weekday_of_the_hanoi_museum_conference(app: Flask, language: str, word: str) -> None:
    with app.test_request_context(), in_language(language):
        assert weekday_day(date(2023, 11, 18)).startswith(word)


def test_sizes(app: Flask) -> None:
    with app.test_request_context(), in_language("fr"):
        assert [filesize(12), filesize(1_530), filesize(20_000_000), filesize(3_000_000_000)] == [
            "12 B",
            "1,5 kB",
            "20 MB",
            "3 GB",
        ]


def test_names_that_run_the_other_way_keep_their_places_on_a_page(app: Flask) -> None:
    names = {"one": {"ar": "هانوي"}, "other": {"ar": "طوكيو"}}
    with app.test_request_context(), in_language("en"):
        line = render_template_string("{{ one | loc }}, {{ other | loc }} (12)", **names)
    seen = [piece.strip("\u2068\u2069") for piece, _level in runs_in_order(line, 0)]
    assert "".join(seen) == "هانوي, طوكيو (12)"
