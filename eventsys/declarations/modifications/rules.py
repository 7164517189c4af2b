"""Which parts of a document an amendment left its words in, from the notes frozen with them; what a file tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from lxml import etree

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.acts.rules import bare, plain
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.footnotes.rules import AmendmentNote, Footnotes
from eventsys.declarations.modifications.models import AKN, OWN, Change, ModKind

BODY, RECITALS = "mainBody", "recs"
_KINDS = {
    AmendmentKind.INSERT: ModKind.INSERTION,
    AmendmentKind.REPLACE: ModKind.SUBSTITUTION,
    AmendmentKind.DELETE: ModKind.REPEAL,
    AmendmentKind.MOVE: ModKind.RENUMBERING,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document: its ``eId``, what the frozen words have before it ("3. "), its words."""

    eid: str
    before: str
    words: str


@dataclass(frozen=True, slots=True)
class Noted:
    """The notes of a text, and of each amendment (by label) the words that it was about, and in which part of the text.
    ``zone``: whose days those of decisions are."""

    notes: Footnotes
    was: Mapping[str, Localized]
    parts: Mapping[str, ParagraphKind]
    zone: tzinfo


def changes(
    noted: Noted, language: str, content: str, pieces: Sequence[Piece], order: Sequence[str]
) -> tuple[Change, ...]:
    """What amendments made of the text in ``language``, whose frozen words are ``content``. ``order``: in which languages cities
    are named, the first that has a name. By their numbers."""
    found = _where(noted.notes, language, content, pieces)
    return tuple(
        _change(noted, one, language, found.get(one.label, ()), pieces, order)
        for one in sorted(noted.notes.amendments.values(), key=_number)
    )


def _number(one: AmendmentNote) -> list[int]:
    return [int(part) for part in one.label.split(".")]


def _where(
    notes: Footnotes, language: str, content: str, pieces: Sequence[Piece]
) -> dict[str, tuple[str, ...]]:
    """Label to the parts that have words of the amendment, or of one to it."""
    spans = list(_spans(content, pieces))
    found: dict[str, dict[str, None]] = {}
    at = 0
    for length, source in notes.texts.get(language, ()):
        here = [eid for eid, start, end in spans if start < at + length and at < end]
        for label in notes.sources[source].origin.amendments:
            above: str | None = label
            while above is not None:
                found.setdefault(above, {}).update(dict.fromkeys(here))
                above = notes.amendments[above].parent
        at += length
    return {label: tuple(eids) for label, eids in found.items()}


def _spans(content: str, pieces: Sequence[Piece]) -> Iterator[tuple[str, int, int]]:
    at = 0
    for piece in pieces:
        start = content.find(piece.before + piece.words, at)
        if start >= 0:
            at = start + len(piece.before) + len(piece.words)
            yield piece.eid, start + len(piece.before), at


def _change(
    noted: Noted,
    one: AmendmentNote,
    language: str,
    at: tuple[str, ...],
    pieces: Sequence[Piece],
    order: Sequence[str],
) -> Change:
    old = noted.was.get(one.label, Localized()).get(language, "")
    if not at and one.kind is AmendmentKind.MOVE:
        at = tuple(piece.eid for piece in pieces if bare(piece.words) == bare(old))[:1]
    decided = one.decision.at
    return Change(
        one.label,
        one.parent,
        one.city,
        noted.notes.cities[one.city].get_in(order),
        _KINDS[one.kind],
        at or (_stood(noted, one, pieces),),
        "" if one.kind is AmendmentKind.INSERT else plain(old),
        "" if one.shapes else plain(one.proposed.get(language, "")),
        decided.astimezone(noted.zone).date() if decided else None,
        one.decision.votes,
    )


def _stood(noted: Noted, one: AmendmentNote, pieces: Sequence[Piece]) -> str:
    """Where a paragraph stood that is there no more."""
    recital = noted.parts.get(one.label) is ParagraphKind.PREAMBLE
    return RECITALS if recital and any(piece.eid.startswith(RECITALS) for piece in pieces) else BODY


# --- read from a file ---------------------------------------------------------------------------------------------


def proposal(label: str) -> str:
    """The ``eId`` by which a document calls an amendment."""
    return f"amendment-{label.replace('.', '-')}"


def read_changes(meta: etree._Element) -> tuple[Change, ...]:
    """What a document's *meta* tells of amendments. Raises :class:`ValueError` for what this house would not have written."""
    return tuple(map(_read, meta.iterfind(f"{AKN}analysis/{AKN}passiveModifications/{AKN}textualMod")))


def _read(mod: etree._Element) -> Change:
    told = mod.find(f"{AKN}source/{OWN}amendment")
    if told is None:
        raise ValueError("a change without its amendment")
    meta = mod.getparent().getparent().getparent()
    by = proposal(told.get("label", ""))
    days = [
        one.get("date")
        for one in meta.iterfind(f"{AKN}lifecycle/{AKN}eventRef")
        if one.get("source") == f"#{by}"
    ]
    return Change(
        told.get("label", ""),
        told.get("to"),
        told.get("city", ""),
        told.text or "",
        ModKind(mod.get("type", "")),
        tuple(one.get("href", "").removeprefix("#") for one in mod.iterfind(f"{AKN}destination")),
        mod.findtext(f"{AKN}old/{OWN}words", ""),
        mod.findtext(f"{AKN}new/{OWN}words", ""),
        date.fromisoformat(days[0] or "") if days else None,
        _votes(list(_counts(meta, by))),
    )


def _counts(meta: etree._Element, by: str) -> Iterator[int]:
    for voting in meta.iterfind(f"{AKN}analysis/{AKN}parliamentary/{AKN}voting"):
        if voting.get("href") == f"#{by}":
            for one in voting.iterfind(f"{AKN}count"):
                yield int(one.get("value", ""))


def _votes(counts: Sequence[int]) -> tuple[int, int, int] | None:
    if not counts:
        return None
    yes, no, abstaining = counts
    return yes, no, abstaining
