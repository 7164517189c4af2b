"""Pure decisions of the public pages and of the search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from babel.languages import get_official_languages

__all__ = ["fits", "language_of", "plain"]


def plain(text: str) -> str:
    """For searching and ordering: no case, no Latin marks, đ as d.

    >>> plain("Nguyễn Thế Thảo"), plain("Đà Nẵng")
    ('nguyen the thao', 'da nang')
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f").replace("đ", "d")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def fits(words: Sequence[str], texts: Iterable[str]) -> bool:
    """Every one of ``words`` (plain) begins a word of ``texts``; anywhere in scripts without spaces."""
    hay = " " + plain(" ".join(texts))
    for sign in "“”\"'’(-/,":
        hay = hay.replace(sign, " ")
    return all(f" {word}" in hay or (not word.isascii() and word in hay) for word in words)


def language_of(country: str) -> str:
    """The language of a country's own names, for the right shapes of letters: ``JP`` → ``ja``."""
    found = get_official_languages(country) or ("",)
    return str(found[0]).replace("_", "-")
