"""Decisions about declarations from values alone: life, completeness, quorum, order, frozen words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from eventsys.core.text import Localized
from eventsys.declarations.errors import Frozen, NoPoints, NoQuorum, NoStep, TextMissing
from eventsys.declarations.models import DECLARATION_WORDS, Part
from eventsys.declarations.models import DeclarationState as State

__all__ = [
    "ARROWS",
    "check_complete",
    "check_editable",
    "check_quorum",
    "check_step",
    "collation_key",
    "digest",
    "frozen_words",
]

ARROWS: dict[State, frozenset[State]] = {
    State.ZERO_DRAFT: frozenset({State.CIRCULATED, State.FINALISED}),
    State.CIRCULATED: frozenset({State.AMENDMENTS_OPEN, State.FINALISED}),
    State.AMENDMENTS_OPEN: frozenset({State.CONSOLIDATED}),
    State.CONSOLIDATED: frozenset({State.FINALISED, State.AMENDMENTS_OPEN}),
    State.FINALISED: frozenset({State.ADOPTED, State.AMENDMENTS_OPEN}),
    State.ADOPTED: frozenset({State.OPEN_FOR_SIGNATURE}),
    State.OPEN_FOR_SIGNATURE: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.ARCHIVED}),
    State.ARCHIVED: frozenset(),
}
_FROZEN = frozenset({State.ADOPTED, State.OPEN_FOR_SIGNATURE, State.CLOSED, State.ARCHIVED})


def check_step(state: str, wanted: State) -> None:
    """Raises :class:`NoStep` when there is no arrow from ``state`` to ``wanted``."""
    if wanted not in ARROWS[State(state)]:
        raise NoStep(state=DECLARATION_WORDS[State(state)], wanted=DECLARATION_WORDS[wanted])


def check_editable(state: str) -> None:
    """Raises :class:`Frozen` from adoption on."""
    if State(state) in _FROZEN:
        raise Frozen


def check_complete(
    title: Localized, paragraphs: Sequence[tuple[str, Localized]], languages: Sequence[str]
) -> None:
    """Every language has the title and every paragraph, so all have the same number of points.

    ``paragraphs``: (part, text) in reading order. Raises :class:`NoPoints`, or :class:`TextMissing` with
    the first gap.
    """
    if not any(part == Part.POINT for part, _ in paragraphs):
        raise NoPoints
    for language in title.missing(languages):
        raise TextMissing(what="0", language=language)
    counts = dict.fromkeys(Part, 0)
    for part, text in paragraphs:
        counts[Part(part)] += 1
        for language in text.missing(languages):
            raise TextMissing(what=f"{part}:{counts[Part(part)]}", language=language)


def check_quorum(present: int, members: int, needed: int | None = None) -> int:
    """The number needed (more than half of the members, unless the network's rules name another).

    Raises :class:`NoQuorum`.
    """
    needed = needed or members // 2 + 1
    if present < needed:
        raise NoQuorum(present=present, members=members, needed=needed)
    return needed


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


def frozen_words(title: Localized, paragraphs: Iterable[tuple[str, Localized]], language: str) -> str:
    """The adopted text in ``language`` as plain text: title, preamble, numbered points.

    What is hashed on adoption, and what anybody can type again to check: lines end in LF, text is NFC.
    """
    lines = [title[language], ""]
    number = 0
    for part, text in paragraphs:
        if part == Part.POINT:
            number += 1
            lines.append(f"{number}. {text[language]}")
        else:
            lines.append(text[language])
        lines.append("")
    return unicodedata.normalize("NFC", "\n".join(lines))


def digest(content: str) -> str:
    """SHA-256 of the UTF-8 octets, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()
