"""The order of names in the alphabet of a language, and how the texts are bound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from eventsys.declarations.models import Order, Volumes

__all__ = ["Place", "bound", "collation_key", "holder_first", "in_order"]

_VIETNAMESE = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries."""
_SINGLE = str.maketrans({"œ": "oe", "æ": "ae", "đ": "d", "ø": "o", "ł": "l", "ı": "i"})


def collation_key(text: str, language: str) -> tuple[object, ...]:
    """A sort key in the alphabet of ``language``.

    English and French look at letters without accents first. Vietnamese has ă, â, đ, ê, ô, ơ, ư as letters of
    their own and looks at the tones last. Spaces and hyphens separate words; apostrophes count for nothing.
    """
    words = re.sub("['’ʼ]", "", text.casefold()).replace("-", " ").split()
    key = _vietnamese_key if language == "vi" else _latin_key
    keys = [key(unicodedata.normalize("NFD", word)) for word in words]
    return tuple(first for first, _ in keys), tuple(second for _, second in keys), text


def _vietnamese_key(word: str) -> tuple[object, object]:
    letters = unicodedata.normalize("NFC", "".join(c for c in word if c not in _TONES))
    ranks = tuple(_VIETNAMESE.get(c, 100 + ord(c)) for c in letters)
    return ranks, tuple(_TONES[c] for c in word if c in _TONES)


def _latin_key(word: str) -> tuple[object, object]:
    letters = "".join(c for c in word.translate(_SINGLE) if not unicodedata.combining(c))
    return tuple(map(ord, letters)), word


@dataclass(frozen=True, slots=True)
class Place:
    """A city among the signatories: its name in the language of the order, its rank if it was given one."""

    key: int
    name: str
    rank: int | None = None
    host: bool = False


def in_order(places: Sequence[Place], order: Order, language: str) -> list[int]:
    """The keys in the order of signing. Cities without a rank follow those that have one."""

    def wanted(place: Place) -> tuple[object, ...]:
        alphabet = collation_key(place.name, language)
        if order == Order.PRECEDENCE:
            return place.rank is None, place.rank or 0, alphabet, place.key
        if order == Order.ALTERNAT:
            return not place.host, 0, alphabet, place.key
        return False, 0, alphabet, place.key

    return [place.key for place in sorted(places, key=wanted)]


def bound(volumes: str, languages: Sequence[str]) -> list[str]:
    """The languages of the originals, "" for one that holds all of them.

    >>> bound("each", ["en", "vi"]), bound("one", ["en", "vi"]), bound("each", ["en"])
    (['en', 'vi'], [''], [''])
    """
    return list(languages) if volumes == Volumes.EACH and len(languages) > 1 else [""]


def holder_first(parties: Sequence[int], holder: int | None) -> list[int]:
    """The alternat: an original names its holder first, the others keep their order.

    >>> holder_first([1, 2, 3], 3)
    [3, 1, 2]
    """
    return sorted(parties, key=lambda party: party != holder)
