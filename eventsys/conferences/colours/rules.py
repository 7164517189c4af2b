"""Colours: is the accent readable, and its twin for dark pages (contrast as WCAG 2.2 defines it); and what a colour is
called, as people look for "the dark blue one", never for its number.
"""

from __future__ import annotations

import math
import re
from colorsys import rgb_to_hls
from typing import Final

from eventsys.conferences.colours.errors import AccentTooPale, BadColour
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l

LEAST = 4.5
# The grounds of assets/css/tokens.css; of the dark ones surface is the less forgiving.
PAPER, WHITE, DARK_SURFACE, INK, DARK_INK = "#faf8f4", "#ffffff", "#1a2029", "#16202e", "#22090d"
OWN_SHARE = 0.45  # as templates/_shell/head.html mixes it


def checked_colour(colour: str) -> str:
    """``#rrggbb`` in small letters. Raises :class:`BadColour`."""
    shaped = colour.strip().lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", shaped):
        raise BadColour(colour=colour)
    return shaped


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#rrggbb``) by WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def checked_accent(colour: str) -> str:
    """``""`` keeps the house's own. Readable as text on paper, and under white words on a button;
    its twin is readable on dark pages. Raises :class:`BadColour`, :class:`AccentTooPale`.
    """
    if not colour.strip():
        return ""
    shaped = checked_colour(colour)
    ratio = _worst(shaped)
    if ratio < LEAST:
        raise AccentTooPale(ratio=math.floor(ratio * 10) / 10, darker=darkened(shaped))
    return shaped


def _worst(colour: str) -> float:
    twin = dark_twin(colour)
    return min(
        contrast(colour, PAPER),
        contrast(colour, WHITE),
        contrast(twin, DARK_SURFACE),
        contrast(twin, DARK_INK),
    )


def darkened(colour: str) -> str:
    """The nearest darker shade that passes."""
    for step in range(1, 100):
        shade = _mixed(colour, "#000000", 1 - step / 100)
        if _worst(shade) >= LEAST:
            return shade
    return INK


def dark_twin(colour: str) -> str:
    """The accent on dark pages: mixed with white, as tokens.css does with ``color-mix``."""
    return _mixed(colour, WHITE, OWN_SHARE)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour``."""
    return WHITE if contrast(colour, WHITE) >= contrast(colour, "#000000") else "#000000"


_HUES: Final = (
    (15, _l("red"), None),
    (46, _l("orange"), _l("brown")),
    (68, _l("yellow"), _l("brown")),
    (165, _l("green"), None),
    (196, _l("turquoise"), None),
    (255, _l("blue"), None),
    (290, _l("violet"), None),
    (345, _l("pink"), _l("purple")),
    (361, _l("red"), None),
)
"""Up to which degree of the circle of colours a word goes, and the word of the dark ones where they have their own."""
_GREY, _BLACK, _WHITE, _DARK, _LIGHT = 0.2, 0.08, 0.95, 0.32, 0.72


def colour_word(colour: str) -> str:
    """``#16202e`` in the language of the page: "dark blue"."""
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    hue, light, strength = rgb_to_hls(red, green, blue)
    if light < _BLACK or light > _WHITE:
        return str(_("black") if light < _BLACK else _("white"))
    if strength < _GREY:
        return _shade(str(_("grey")), light)
    word, dark = next((word, dark) for most, word, dark in _HUES if hue * 360 < most)
    return str(dark) if dark and light < _DARK else _shade(str(word), light)


def _shade(word: str, light: float) -> str:
    if light < _DARK:
        return str(_("dark %(colour)s", colour=word))
    return str(_("light %(colour)s", colour=word)) if light > _LIGHT else word
