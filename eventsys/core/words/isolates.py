"""Words that run the other way inside a sentence, set apart by Unicode's isolates, so that the rest stays in its place."""

from __future__ import annotations

import re
from typing import Final

from eventsys.core.words.tags import text_direction

__all__ = ["isolated"]

_FROM_THE_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FROM_THE_LEFT: Final = re.compile(r"[A-Za-z\u00c0-\u058f\u0900-\u1fff\u3040-\ud7ff]")
_FIRST_STRONG, _END = "\u2068", "\u2069"


def isolated(text: str, language: str) -> str:
    """``text`` as it may stand in a sentence of ``language``: with isolates where it has letters that run the other way.

    >>> isolated("Hanoi", "en"), isolated("هانوي", "ar"), isolated("هانوي", "en") == "\u2068هانوي\u2069"
    ('Hanoi', 'هانوي', True)
    """
    other = _FROM_THE_LEFT if text_direction(language) == "rtl" else _FROM_THE_RIGHT
    return f"{_FIRST_STRONG}{text}{_END}" if other.search(text) else text
