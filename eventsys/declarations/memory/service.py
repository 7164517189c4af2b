"""The memory of a network: its adopted declarations, and what the present text says already in several languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from eventsys.core import bilingual
from eventsys.core.bilingual import BilingualUnreadable, Match, Remembered, alike, found_matches, matches_in
from eventsys.core.bilingual.matching import pairs
from eventsys.core.bounded.calling import call
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import gettext as _
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.documents import place_words
from eventsys.declarations.acts.models import Declaration, Paragraph
from eventsys.declarations.acts.rules import emphasis
from eventsys.declarations.memory import queries
from eventsys.declarations.memory.rules import Beside, Sought, shown
from eventsys.declarations.wording.rules import Piece
from eventsys.declarations.wording.service import piece_words, pieces

_MOST_TEXTS = 100
"""Declarations that are looked through: more editions than any network has held."""
_DEPTH = 10
"""Earlier paragraphs alike that are read for one: several may say the same in another language, or nothing."""


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


# --- beside a box of the editor --------------------------------------------------------------------------------


def beside(declaration: Declaration, sought: Sequence[Sought]) -> dict[str, dict[str, list[Beside]]]:
    """Key of a paragraph to language to what earlier declarations of the network say there, the best first; in two statements,
    whatever is sought. Places are in the language in force."""
    languages = declaration.languages
    looked = {one.key: one.sources(languages) for one in sought}
    needed = list(dict.fromkeys(code for found in looked.values() for code in found.values()))
    if not needed:
        return {}
    known = queries.known_words(declaration, needed)
    in_source = {code: [(one.words[code], one.id) for one in known if code in one.words] for code in needed}
    like = {
        one.key: {code: _like(one.words[code], in_source[code]) for code in set(looked[one.key].values())}
        for one in sought
    }
    ids = {number for found in like.values() for ranked in found.values() for _likeness, number in ranked}
    read = queries.paragraphs_with_texts(ids) if ids else {}
    return {
        one.key: {
            target: shown(
                (
                    _beside(likeness, source, target, *read[number])
                    for likeness, number in like[one.key][source]
                    if target in read[number][0].text and target not in read[number][0].behind
                ),
                one.words.get(target, ""),
            )
            for target, source in looked[one.key].items()
        }
        for one in sought
    }


def _like(words: str, known: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    """Per cent, and the id of the paragraph."""
    found = alike(words, [one for one, _number in known], most=_DEPTH)
    return [(likeness, known[at][1]) for likeness, at in found]


def _beside(likeness: int, source: str, target: str, paragraph: Paragraph, text: Declaration) -> Beside:
    return Beside(
        likeness,
        source,
        paragraph.text[source],
        paragraph.text[target],
        text.title,
        place_words(paragraph.part, paragraph.position),
        _adopted_on(text),
        text.state,
    )


def _adopted_on(text: Declaration) -> date:
    """The day that its paper says, else that on which its adoption was recorded."""
    if text.adopted_on or text.adopted_at is None:
        return text.adopted_on or text.conference.starts
    return text.conference.day_of(text.adopted_at)
