"""Small capitals only where each letter has one."""

from __future__ import annotations

import pytest

from eventsys.pdf.shaping.capitals import has_small_capitals


@pytest.mark.parametrize("text", ["Hanoi", "Métro Manille", "Kraków", "12th Plenary", "Gro\u0308ße"])
def test_latin_letters_that_were_drawn(text: str):
    assert has_small_capitals(text)


@pytest.mark.parametrize(
    "text", ["Đà Nẵng", "Томск", "Αθήνα", "東京都", "กรุงเทพ", "Tokyo 東京", "UN", "21", ""]
)
def test_others_stay_as_they_are(text: str):
    """Letters without one, scripts without case, a word half in another script, and where nothing is small."""
    assert not has_small_capitals(text)
