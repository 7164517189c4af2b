"""The memory of a network: its adopted declarations, and what the present text says already in several languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eventsys.core import bilingual
from eventsys.core.bilingual import BilingualUnreadable, Match, Remembered, found_matches, matches_in
from eventsys.core.bilingual.matching import pairs
from eventsys.core.bounded.calling import call
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import gettext as _
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.rules import emphasis
from eventsys.declarations.wording.rules import Piece
from eventsys.declarations.wording.service import piece_words, pieces

_MOST_TEXTS = 100
"""Declarations that are looked through: more editions than any network has held."""


def memory_of(declaration: Declaration) -> list[Remembered]:
    """Piece by piece, each in all its languages: of the text itself those that are in line, then of adopted declarations (see
    :func:`frozen_in_network`), the latest first. Where each is from is said in the language in force."""
    found = list(_remembered(declaration, _("this text")))
    for other in acts_queries.frozen_in_network(declaration, most=_MOST_TEXTS):
        title = other.title.get_in(fallbacks(languages=other.languages))
        year = (other.adopted_on or other.conference.starts).year
        found += _remembered(other, f"{title} ({year})")
    return found


def _remembered(declaration: Declaration, where: str) -> Iterator[Remembered]:
    for piece in pieces(declaration):
        words = {
            code: tuple(emphasis(piece.text[code]))
            for code in declaration.languages
            if code in piece.text and code not in piece.wording.behind
        }
        if len(words) > 1:
            key = f"{declaration.public_id.hex}-{piece.key or 'title'}"
            yield Remembered(words, f"{where}: {piece_words(piece.what)}", key)


def matches(
    declaration: Declaration, wanted: Sequence[Piece], source: str, target: str
) -> dict[str, list[Match]]:
    """What the memory knows of pieces, by their places; each that is there in ``source``."""
    known = pairs(memory_of(declaration), source, target)
    return {piece.what: found_matches(piece.text[source], known) for piece in wanted if source in piece.text}


def matches_in_file(
    data: bytes, wanted: Mapping[str, str], source: str, target: str, *, origin: str
) -> dict[str, list[Match]]:
    """The same of a memory in TMX that somebody brings, read in a process of its own: no transaction may be open. Keeps nothing.

    ``wanted``: place to words in ``source``. Raises :class:`BilingualRefused`, :class:`TookTooMuch`, :class:`Busy`.
    """
    if len(data) > bilingual.MOST_OCTETS:
        raise BilingualUnreadable
    return call(
        matches_in,
        data,
        dict(wanted),
        source,
        target,
        origin=origin,
        seconds=bilingual.SECONDS,
        megabytes=bilingual.MEGABYTES,
    )
