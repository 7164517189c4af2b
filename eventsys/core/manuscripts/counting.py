"""Whether the words that came out are those that went in, whoever read them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from eventsys.core.manuscripts.values import SIGN, Loss, LossKind

__all__ = ["compared"]

_MOST = 60
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_HYPHENS = str.maketrans({"\u2011": "-", "\u2010": "-"})


def compared(before: str, after: str) -> list[Loss]:
    """Words that are more often in ``before`` than in ``after``, named as missing; and the other way round as added.

    A word is what stands between white space; raised figures count as figures, and invisible signs not at all.

    >>> [(str(one.kind), one.words) for one in compared("Cities meet every year", "Cities meet each year")]
    [('missing', 'every'), ('added', 'each')]
    """
    old, new = Counter(_words(before)), Counter(_words(after))
    missing, added = old - new, new - old
    for word in [word for word in missing if SIGN in word]:
        _matched(word, missing, added)
    found = []
    for kind, differing in ((LossKind.MISSING, missing), (LossKind.ADDED, added)):
        words = list(differing.elements())
        if words:
            shown = " ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "")
            found.append(Loss(kind, shown))
    return found


def _matched(word: str, missing: Counter[str], added: Counter[str]) -> None:
    """A word with signs of unknown look fits any word that has one character in place of each."""
    shape = re.compile("".join("." if sign == SIGN else re.escape(sign) for sign in word))
    for one in [one for one in added if shape.fullmatch(one)]:
        fitting = min(missing[word], added[one])
        missing[word] -= fitting
        added[one] -= fitting


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_HYPHENS).split()
