"""Editions in words, windows, milestones, colours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from eventsys.conferences.errors import AccentTooPale, BadColour, BadSlug
from eventsys.conferences.forms import lines_of, themes_of
from eventsys.conferences.rules.colours import (
    LEAST,
    WHITE,
    checked_accent,
    contrast,
    dark_twin,
    darkened,
    ink_on,
)
from eventsys.conferences.rules.dates import Window, shifted, shown_milestones
from eventsys.conferences.rules.hues import colour_word
from eventsys.conferences.rules.standard import STANDARD_CATEGORIES
from eventsys.conferences.rules.words import checked_slug, edition_words, ordinal, slug_for
from eventsys.core.languages import in_language
from eventsys.core.zones import at_local


@pytest.mark.parametrize(
    ("number", "en", "fr", "vi"),
    [
        (1, "1st", "1ʳᵉ", "lần thứ nhất"),
        (2, "2nd", "2ᵉ", "lần thứ 2"),
        (3, "3rd", "3ᵉ", "lần thứ 3"),
        (11, "11th", "11ᵉ", "lần thứ 11"),
        (12, "12th", "12ᵉ", "lần thứ 12"),
        (21, "21st", "21ᵉ", "lần thứ 21"),
        (112, "112th", "112ᵉ", "lần thứ 112"),
    ],
)
def test_ordinals(number, en, fr, vi):
    assert [ordinal(number, lang) for lang in ("en", "fr", "vi")] == [en, fr, vi]


def test_an_edition_in_words():
    assert edition_words(12, "fr") == "12ᵉ édition"
    assert slug_for("ANMC21", 12) == "anmc21-12"


@pytest.mark.parametrize("slug", ["", "a", "-a", "a b", "../x", "a_b", "x" * 61, "é-1"])
def test_addresses_that_would_not_do(slug):
    with pytest.raises(BadSlug):
        checked_slug(slug)


def test_registration_is_open_from_the_first_moment_until_before_the_last():
    opens, closes = datetime(2013, 9, 1, tzinfo=UTC), datetime(2013, 10, 1, tzinfo=UTC)
    window = Window(opens, closes)
    second = timedelta(seconds=1)
    found = [window.is_open(at) for at in (opens - second, opens, closes - second, closes)]
    assert found == [False, True, True, False]
    assert not Window(None, closes).is_open(opens)
    assert Window(opens, None).is_open(closes)


def test_today_is_on_the_line_of_milestones():
    zone = "Asia/Ho_Chi_Minh"
    line = [
        ("registration_opens", datetime(2013, 9, 1, tzinfo=UTC)),
        ("opening", datetime(2013, 11, 18, 1, tzinfo=UTC)),
    ]
    shown = shown_milestones(line, datetime(2013, 10, 1, tzinfo=UTC), zone)
    assert [(m.kind, m.state) for m in shown] == [
        ("registration_opens", "past"),
        ("", "today"),
        ("opening", "future"),
    ]


def test_a_milestone_of_today_is_today_by_the_clock_of_the_conference():
    opening = datetime(2013, 11, 17, 18, tzinfo=UTC)  # the 18th, 1 a.m. in Hanoi
    shown = shown_milestones(
        [("opening", opening)], datetime(2013, 11, 18, 12, tzinfo=UTC), "Asia/Ho_Chi_Minh"
    )
    assert [(m.kind, m.state) for m in shown] == [("opening", "today")]


def test_a_copy_keeps_the_hour_of_the_clock():
    at = at_local(datetime(2013, 9, 1, 9, 0), "Asia/Ho_Chi_Minh")  # noqa: DTZ001  # a wall clock
    moved = shifted(at, from_zone="Asia/Ho_Chi_Minh", to_zone="Asia/Tomsk", by=timedelta(days=300))
    assert moved == at_local(datetime(2014, 6, 28, 9, 0), "Asia/Tomsk")  # noqa: DTZ001


@pytest.mark.parametrize("colour", ["#8c1d2f", "#000000", "#0e5a6b", "#1D4F8C", ""])
def test_readable_accents_pass(colour):
    assert checked_accent(colour) == colour.lower()


@pytest.mark.parametrize("colour", ["#ffff00", "#ffffff", "#e58b98", "#777777"])
def test_pale_accents_are_refused_with_a_shade_that_passes(colour):
    with pytest.raises(AccentTooPale) as caught:
        checked_accent(colour)
    darker = caught.value.values["darker"]
    assert checked_accent(darker) == darker == darkened(colour)
    assert darker in str(caught.value)


@pytest.mark.parametrize("colour", ["red", "#fff", "8c1d2f", "#8c1d2g", "#8c1d2f;}"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(BadColour):
        checked_accent(colour)


def test_contrast_is_that_of_wcag():
    assert round(contrast("#ffffff", "#000000"), 1) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_any_accent_that_passes_has_a_readable_twin_in_the_dark():
    for part in range(0, 256, 15):
        for colour in (
            f"#{part:02x}0000",
            f"#00{part:02x}00",
            f"#0000{part:02x}",
            f"#{part:02x}{part:02x}00",
        ):
            if contrast(colour, WHITE) >= LEAST:
                assert contrast(dark_twin(colour), "#1a2029") >= LEAST


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("colour", "en", "fr", "vi"),
    [
        ("#8c1d2f", "red", "rouge", "đỏ"),
        ("#16202e", "dark blue", "bleu foncé", "xanh dương đậm"),
        ("#7a5c00", "brown", "brun", "nâu"),
        ("#565f6c", "grey", "gris", "xám"),
        ("#b3e0c4", "light green", "vert clair", "xanh lục nhạt"),
        ("#000000", "black", "noir", "đen"),
    ],
)
def test_a_colour_is_called_by_its_name(colour, en, fr, vi):
    said = []
    for language in ("en", "fr", "vi"):
        with in_language(language):
            said.append(colour_word(colour))
    assert said == [en, fr, vi]


def test_the_usual_categories_have_words_in_every_language_and_readable_colours():
    assert [c.code for c in STANDARD_CATEGORIES] == [
        "head",
        "alternate",
        "delegate",
        "adviser",
        "expert",
        "speaker",
        "observer",
        "interpreter",
        "press",
        "staff",
        "security",
        "vip",
    ]
    assert all(c.en and c.fr and c.vi for c in STANDARD_CATEGORIES)
    assert all(contrast(c.colour, WHITE) >= LEAST and ink_on(c.colour) == WHITE for c in STANDARD_CATEGORIES)
    assert len({c.colour for c in STANDARD_CATEGORIES}) == 12
    assert [c.code for c in STANDARD_CATEGORIES if c.is_head] == ["head"]


def test_themes_are_lines_in_the_same_order():
    text = {"en": "low carbon\nAgenda 2030", "fr": "bas carbone\n\nAgenda 2030", "vi": "các-bon thấp"}
    themes = themes_of(text)
    assert themes == [
        {"en": "low carbon", "fr": "bas carbone", "vi": "các-bon thấp"},
        {"en": "Agenda 2030", "fr": "Agenda 2030"},
    ]
    assert themes_of(lines_of(themes)) == themes
    assert themes_of({}) == []
