"""Editions in words."""

from __future__ import annotations

import pytest

from eventsys.conferences.editions.models import HOUSE_ACCENT, Conference
from eventsys.conferences.editions.rules import edition_words, ordinal
from eventsys.conferences.facts.rules import slug_for


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


def test_papers_are_in_the_conference_s_colour_or_the_house_s():
    assert [Conference(accent=own).paper_accent for own in ("", "#0e5a6b")] == [HOUSE_ACCENT, "#0e5a6b"]
