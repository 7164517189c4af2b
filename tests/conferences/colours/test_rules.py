"""Which colours can be read, and what they are called."""

from __future__ import annotations

import pytest

from eventsys.conferences.colours.errors import AccentTooPale, BadColour
from eventsys.conferences.colours.rules import (
    LEAST,
    WHITE,
    checked_accent,
    colour_word,
    contrast,
    dark_twin,
    darkened,
)
from eventsys.core.words.languages import in_language


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
