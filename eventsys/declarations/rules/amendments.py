"""Decisions about amendments from values alone: when they are taken, what they need, brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eventsys.core.text import Localized
from eventsys.declarations.errors import (
    AlreadyDecided,
    AmendmentEmpty,
    AmendmentsClosed,
    BracketLeft,
    Frozen,
    NoSuchPlace,
    TargetGone,
)
from eventsys.declarations.models import (
    AMENDMENT_WORDS,
    AmendmentKind,
    AmendmentState,
    DeclarationState,
    Part,
)

__all__ = [
    "OPEN",
    "check_amendable",
    "check_brackets",
    "check_decidable",
    "check_proposal",
    "check_undecided",
]

OPEN = frozenset({AmendmentState.PROPOSED, AmendmentState.BRACKETED})
_DECIDABLE = frozenset(
    {DeclarationState.AMENDMENTS_OPEN, DeclarationState.CONSOLIDATED, DeclarationState.FINALISED}
)
_EARLY = frozenset({DeclarationState.ZERO_DRAFT, DeclarationState.CIRCULATED})
_BRACKET = re.compile(r"[\[\]［］]")


def check_amendable(state: str) -> None:
    """Cities propose while amendments are open. Raises :class:`AmendmentsClosed`."""
    if state != DeclarationState.AMENDMENTS_OPEN:
        raise AmendmentsClosed


def check_decidable(state: str) -> None:
    """The secretariat decides until adoption. Raises :class:`AmendmentsClosed`, :class:`Frozen`."""
    if state in _EARLY:
        raise AmendmentsClosed
    if state not in _DECIDABLE:
        raise Frozen


def check_undecided(state: str) -> None:
    """Raises :class:`AlreadyDecided`."""
    if state not in OPEN:
        raise AlreadyDecided(state=AMENDMENT_WORDS[AmendmentState(state)])


def check_proposal(
    kind: AmendmentKind, *, target: Localized | None, text: Localized, place: int | None, count: int
) -> None:
    """``target``: words of the paragraph it is about; ``text``: those proposed (see :func:`proposed`); ``count``:
    paragraphs of its kind.

    Raises :class:`TargetGone`, :class:`AmendmentEmpty`, :class:`NoSuchPlace`.
    """
    if kind != AmendmentKind.INSERT and target is None:
        raise TargetGone
    if kind in {AmendmentKind.INSERT, AmendmentKind.REPLACE} and not text:
        raise AmendmentEmpty
    if kind == AmendmentKind.MOVE and (place is None or not 1 <= place <= count):
        raise NoSuchPlace(count=count)


def check_brackets(
    title: Localized, paragraphs: Sequence[tuple[str, Localized]], bracketed: Sequence[int]
) -> None:
    """No square bracket is left in the text, and no amendment (their numbers) stands in brackets.

    Raises :class:`BracketLeft` with the first.
    """
    if bracketed:
        raise BracketLeft(what=f"amendment:{bracketed[0]}")
    if any(_BRACKET.search(words) for words in title.values()):
        raise BracketLeft(what="0")
    counts = dict.fromkeys(Part, 0)
    for part, text in paragraphs:
        counts[Part(part)] += 1
        if any(_BRACKET.search(words) for words in text.values()):
            raise BracketLeft(what=f"{part}:{counts[Part(part)]}")
