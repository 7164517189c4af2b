"""Localized text: one value in several languages, kept in one JSON column."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

from eventsys.core.languages import fallbacks

__all__ = ["Localized", "LocalizedText", "clean", "folded"]


#: Characters that turn the writing direction of what follows, on the page or badge of somebody else, too.
_TURNING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))

#: Letters that Unicode takes for whole, and keyboards without them do not.
_STROKES = str.maketrans({"đ": "d", "ø": "o", "ł": "l"})


def clean(text: str) -> str:
    """NFC, no control or direction-turning characters, no unpaired surrogates, outer white space gone; line
    breaks stay. Letters of right-to-left scripts need none of these to stand right."""
    text = "".join(
        c for c in text if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in _TURNING)
    )
    return unicodedata.normalize("NFC", text).strip()


def folded(text: str) -> str:
    """For sorting and searching alike on every database: no case, no Latin marks, đ as d, single spaces.

    Marks of other scripts are letters' better half, and stay.

    >>> folded("Nguyễn Thế  Thảo"), folded("Đà Nẵng"), folded("서울")
    ('nguyen the thao', 'da nang', '서울')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f").translate(_STROKES)
    return " ".join(unicodedata.normalize("NFC", bare).split())


class Localized(dict[str, str]):
    """Language code to text. Empty texts are not kept. Equality is the dict's."""

    def __init__(self, values: Mapping[str, str | None] | None = None, /, **more: str | None) -> None:
        merged = {**(values or {}), **more}
        super().__init__({lang: clean(text) for lang, text in merged.items() if text and clean(text)})

    def get_in(self, languages: Iterable[str]) -> str:
        """The text in the first of ``languages`` that has one, else in any, else ``""``."""
        for lang in languages:
            if lang in self:
                return self[lang]
        return next(iter(self.values()), "")

    def missing(self, languages: Iterable[str]) -> list[str]:
        """Those of ``languages`` that have no text."""
        return [lang for lang in languages if lang not in self]

    def __str__(self) -> str:
        return self.get_in(fallbacks())


class LocalizedText(TypeDecorator[Localized]):
    """Column type of :class:`Localized`. Assign a new value to change it: parts are not tracked."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> dict[str, str] | None:
        return None if value is None else dict(Localized(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Localized | None:
        if value is None:
            return None
        found = Localized()
        found.update(value)  # it was cleaned when it was written
        return found
