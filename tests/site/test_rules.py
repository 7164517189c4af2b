"""Searching without regard to case and marks, in scripts with and without spaces."""

from __future__ import annotations

import pytest

from eventsys.core.words.tags import language_of
from eventsys.core.words.text import folded
from eventsys.site.rules import fits


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("thao ng", "Nguyễn Thế Thảo", True),
        ("THẢO", "Nguyễn Thế Thảo", True),
        ("guyen", "Nguyễn Thế Thảo", False),
        ("da", "Đà Nẵng", True),
        ("東京", "東京都", True),
        ("京都", "東京都", True),
        ("томск", "Томск", True),
        ("กรุงเทพ", "กรุงเทพมหานคร", True),
        ("planning", "“Planning”: the city", True),
        ("thao inose", "Nguyễn Thế Thảo", False),
    ],
)
def test_words_begin_words(asked, text, found):
    assert fits(folded(asked).split(), [text]) is found


def test_names_are_in_the_language_of_their_country():
    assert [language_of(country) for country in ("JP", "KR", "TW", "TH", "XX")] == [
        "ja",
        "ko",
        "zh-Hant",
        "th",
        "",
    ]
