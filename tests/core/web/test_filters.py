from __future__ import annotations

from datetime import date

import pytest
from flask import Flask, render_template_string

from eventsys.core.web.filters import daterange, filesize, marked, shown, weekday_day
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
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


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"en": "Hall & court", "ru": "Зал"}, "Hall &amp; court"),
        ({}, ""),
        (None, ""),
        ("<b>", "&lt;b&gt;"),
        (
            {"fr": "Salle <1>"},
            '<bdi class="elsewhere" lang="fr" dir="ltr" title="in French" data-in="fr">Salle &lt;1&gt;</bdi>',
        ),
        (
            {"ar": "هانوي"},
            '<bdi class="elsewhere" lang="ar" dir="rtl" title="in Arabic" data-in="ar">هانوي</bdi>',
        ),
    ],
)
def test_words_of_another_language_are_marked_and_set_apart(app: Flask, value: object, told: str) -> None:
    with app.test_request_context(), in_language("en"):
        assert shown(value) == told
        assert render_template_string("{{ value | shown }}", value=value) == told


def test_words_are_marked_by_the_language_that_is_spoken(app: Flask) -> None:
    hall = Localized(en="Hall", ru="Зал")
    with app.test_request_context(), in_language("ru"):
        assert marked(hall, ("ru", "en")) == "Зал"
        assert marked(Localized(en="Hall"), ("ru", "en")).partition(" data-in")[0] == (
            '<bdi class="elsewhere" lang="en" dir="ltr" title="English"'
        )
