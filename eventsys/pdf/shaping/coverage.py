"""Which signs no font here can draw: asked when a name is entered, and before a paper is made."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from wtforms.validators import ValidationError

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.signs import code_points, emoji_in
from eventsys.pdf.errors import NoGlyph
from eventsys.pdf.shaping.fonts import font_stack
from eventsys.pdf.shaping.shape import Shaper, clusters, tidy

__all__ = ["printable", "sign_words", "undrawable", "unprintable"]

_PLAIN: Final = re.compile("[\\s!-~\u00a0-\u024f\u1e00-\u1eff\u2010-\u2015\u2018-\u201d\u2026]*")
_KEPT: Final = 20_000


def undrawable(text: str) -> tuple[str, ...]:
    """The signs (letters with their marks) that no font has, each once. The fonts of a design's own families come
    first, then all others: so the answer is the same for every design, weight and language."""
    if _PLAIN.fullmatch(text):
        return ()
    found = (cluster for cluster in clusters(tidy(text)) if not cluster.isspace())
    return tuple(dict.fromkeys(cluster for cluster in found if not _is_drawn(cluster)))


@lru_cache(maxsize=1)
def _shaper() -> Shaper:
    return Shaper(tuple(name.strip(" '") for name in font_stack().split(",")), 400, "normal", "")


@lru_cache(maxsize=_KEPT)
def _is_drawn(cluster: str) -> bool:
    try:
        _shaper().word(cluster)
    except NoGlyph:
        return False
    return True


def unprintable(text: str) -> tuple[str, ...]:
    """What does not belong in a name that is printed: emoji, and what no font draws. №, °, ®, ™, ㈱ and ★ do."""
    if _PLAIN.fullmatch(text):
        return ()
    return tuple(dict.fromkeys((*emoji_in(text), *undrawable(text))))


def sign_words(sign: str) -> str:
    """A sign in the middle of a sentence, with its numbers in Unicode, for whose screen does not draw it either."""
    return str(_("“%(sign)s” (%(codes)s)", sign=sign, codes=code_points(sign)))


def printable(_form: Any, field: Any) -> None:
    """Validator of a form's field whose words are printed."""
    for sign in unprintable(field.data or ""):
        raise ValidationError(
            _(
                "The sign %(sign)s cannot be printed. Please leave it out or write it in other letters.",
                sign=sign_words(sign),
            )
        )
