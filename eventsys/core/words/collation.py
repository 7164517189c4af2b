"""The order of words in a reader's alphabet (Unicode's collation with CLDR's rules, by ICU); numbers as numbers.

Vietnamese has ă, â, đ, ê, ô, ơ, ư as letters of their own and its tones in an order of their own; English, French and
the others here look at letters without accents first. Lists that a database pages by key keep keys of that order,
one for each alphabet (:data:`ALPHABETS`): text of figures and letters a to f, which every database sorts alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, TypeVar

import icu

from eventsys.core.words.languages import current, fallbacks
from eventsys.core.words.text import Localized

__all__ = ["ALPHABETS", "alphabet", "by_words", "in_latin", "local_key", "sort_key", "stored_key"]

Thing = TypeVar("Thing")

ALPHABETS: Final = ("en", "vi")
"""English stands for all languages that order letters as Unicode's root does: French is one."""
_LONGEST: Final = 600  # of a stored key: what an index takes, some 120 letters that differ from all others
_APART: Final = "00"  # lower than any octet of a key: "Lê" with all its given names comes before "Lê Văn"
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_SIGNS: Final = str.maketrans(dict.fromkeys("'’ʼ‘") | dict.fromkeys("-\u2010\u2011\u2012\u2013", " "))


def alphabet(language: str) -> str:
    """The one of :data:`ALPHABETS` that ``language`` is sorted in."""
    return language if language in ALPHABETS else ALPHABETS[0]


@lru_cache(maxsize=64)
def _collator(language: str) -> icu.Collator:
    return icu.Collator.createInstance(icu.Locale.forLanguageTag(f"{language or 'en'}-u-kn"))


def sort_key(text: str, language: str | None = None) -> bytes:
    """Where ``text`` stands in the alphabet of ``language`` (the page's by default).

    Spaces and hyphens separate words, apostrophes count for nothing, and "Dialogue 2" comes before "Dialogue 10".
    """
    return _key(text, language or current())


@lru_cache(maxsize=8192)
def _key(text: str, language: str) -> bytes:
    words = " ".join(text.translate(_SIGNS).split())
    return bytes(_collator(language).getSortKey(words))


def local_key(text: Localized) -> bytes:
    """The same of a text in the page's language, or in the one that is read instead."""
    return sort_key(text.get_in(fallbacks()))


def by_words(
    things: Iterable[Thing], words: Callable[[Thing], str], language: str | None = None
) -> list[Thing]:
    """``things`` in the order of their ``words``; those that are alike keep theirs."""
    return sorted(things, key=lambda thing: sort_key(words(thing), language))


def stored_key(language: str, *parts: str) -> str:
    """A key for a column: by the first part, then by the next."""
    return _APART.join(sort_key(part, language).hex() for part in parts)[:_LONGEST]


def in_latin(name: str) -> str:
    """How a name in another alphabet or syllabary is read in Latin letters, to stand among those; "" of one in Han
    characters, which every language reads otherwise.

    >>> in_latin("София"), in_latin("서울"), in_latin("東京"), in_latin("Hà Nội")
    ('Sofiâ', 'seoul', '', 'Hà Nội')
    """
    return "" if _HAN.search(name) else str(_romanizer().transliterate(name))


@lru_cache(maxsize=1)
def _romanizer() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin")
