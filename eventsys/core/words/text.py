"""Localized text: one value in several languages, kept in one JSON column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

from eventsys.core.words.bcp47 import nearest
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.signs import without_stray_signs

__all__ = ["Localized", "LocalizedText", "clean", "folded", "searchable", "sought"]


#: Characters that turn the writing direction of what follows, on the page or badge of somebody else, too.
_TURNING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))

#: Letters that Unicode takes for whole, and keyboards without them do not; signs that look alike.
_ALIKE = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "œ": "oe", "æ": "ae", "þ": "th", "ħ": "h", "ŧ": "t"}
    | dict.fromkeys("‘’‛ʻʼ´`′＇", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
)
_BETWEEN = re.compile(r"[\s\-'\"“”„«»/\\,;:·•()\[\]{}|+]+")


_NO_WORDS = re.compile(f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff{''.join(_TURNING)}]")
"""Control characters but line breaks and tabs, unpaired surrogates, and what turns the direction of a line."""


def clean(text: str) -> str:
    """NFC, no control or direction-turning characters, no unpaired surrogates, no zero-width signs but those that
    a script spells with, outer white space gone; line breaks stay. Letters of right-to-left scripts need none of
    these to stand right."""
    text = _NO_WORDS.sub("", text)
    return unicodedata.normalize("NFC", without_stray_signs(text)).strip()


def folded(text: str) -> str:
    """For comparing alike on every database: no case, no Latin marks, đ as d, œ as oe, one kind of apostrophe and of
    hyphen, single spaces.

    Marks of other scripts are letters' better half, and stay.

    >>> folded("Nguyễn Thế  Thảo"), folded("Đà Nẵng"), folded("L’Œuvre"), folded("서울")
    ('nguyen the thao', 'da nang', "l'oeuvre", '서울')
    """
    decomposed = unicodedata.normalize("NFKD", without_stray_signs(text).casefold())
    bare = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f").translate(_ALIKE)
    return " ".join(unicodedata.normalize("NFC", bare).split())


def sought(text: str) -> list[str]:
    """The words of a search, in any order, folded: ``R‑48D4‑FB62`` is ``r``, ``48d4``, ``fb62``. Each is looked for
    in what :func:`searchable` made.

    >>> sought("Thảo  d’Ivoire")
    ['thao', 'd', 'ivoire']
    """
    return [word for word in _BETWEEN.split(folded(text)) if word]


def searchable(*texts: str) -> str:
    """What a search looks through: the words of ``texts``, and those with a hyphen or apostrophe also in one.

    >>> searchable("Jean‑Luc O’Brien", "R-48D4-FB62")
    'jean luc o brien jeanluc obrien r 48d4 fb62 r48d4fb62'
    """
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys(sought(text))
        for whole in folded(text).split():
            found.setdefault("".join(_BETWEEN.split(whole)))
    return " ".join(word for word in found if word)


class Localized(dict[str, str]):
    """Language code to text. Empty texts are not kept. Equality is the dict's."""

    def __init__(self, values: Mapping[str, str | None] | None = None, /, **more: str | None) -> None:
        merged = {**(values or {}), **more}
        super().__init__({lang: clean(text) for lang, text in merged.items() if text and clean(text)})

    def get_in(self, languages: Iterable[str]) -> str:
        """The text in the first of ``languages`` that has one or is read in another way of it (``zh-HK`` in ``zh-Hant``),
        else in any, else ``""``."""
        return self.get(self.tag_in(languages), "")

    def tag_in(self, languages: Iterable[str]) -> str:
        """The language of what :meth:`get_in` gives; "" where there is nothing."""
        if not self:
            return ""
        for lang in languages:
            if found := lang if lang in self else nearest(lang, tuple(self)):
                return found
        return next(iter(self))

    def also_in(self, languages: Iterable[str]) -> Localized:
        """The same, and in each of ``languages`` without a text that of the one which is read there."""
        near = {lang: self[found] for lang in languages if (found := nearest(lang, tuple(self)))}
        return Localized({**near, **self})

    def missing(self, languages: Iterable[str]) -> list[str]:
        """Those of ``languages`` that have no text."""
        return [lang for lang in languages if lang not in self]

    def __str__(self) -> str:
        return self.get_in(fallbacks())


class LocalizedText(TypeDecorator[Localized]):
    """Column type of :class:`Localized`. Assign a new value to change it: parts are not tracked."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> dict[str, str] | None:
        return None if value is None else dict(Localized(value))

    def process_result_value(self, value: Any, _dialect: Dialect) -> Localized | None:
        if value is None:
            return None
        found: Localized = Localized.__new__(Localized)
        found.update(value)  # it was cleaned when it was written: nothing for __init__ to do
        return found
