"""What a colour is called: people look for "the dark blue one", never for its number."""

from __future__ import annotations

from colorsys import rgb_to_hls
from typing import Final

from eventsys.core.languages import gettext as _
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["colour_word"]

_HUES: Final = (
    (15, _l("red"), None), (46, _l("orange"), _l("brown")), (68, _l("yellow"), _l("brown")), (165, _l("green"), None),
    (196, _l("turquoise"), None), (255, _l("blue"), None), (290, _l("violet"), None), (345, _l("pink"), _l("purple")),
    (361, _l("red"), None),
)  # fmt: skip
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
