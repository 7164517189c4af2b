"""When a text is complete, the words that are frozen, and what changed between two versions, paragraph by paragraph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from eventsys.core.words.changes import DiffKind, Runs, word_changes
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.models import Instrument, ParagraphKind
from eventsys.declarations.acts.rules import DeclarationAction
from eventsys.declarations.completion.errors import NoPoints, ParagraphTextMissing
from eventsys.declarations.origins.rules import laid_out, together


@dataclass(frozen=True, slots=True)
class ParagraphDiff:
    """One paragraph in one language. ``number`` and ``was`` are its places among its kind now and before;
    ``moved`` when it stands elsewhere among those that stayed. ``runs`` are words, kept, added, removed."""

    change: DiffKind
    part: ParagraphKind
    number: int | None
    was: int | None
    moved: bool
    runs: Runs


@dataclass(frozen=True, slots=True)
class _ParagraphPlace:
    part: ParagraphKind
    number: int
    words: str


def _places(paragraphs: Sequence[Mapping[str, Any]], language: str) -> dict[str, _ParagraphPlace]:
    counts, found = dict.fromkeys(ParagraphKind, 0), {}
    for one in paragraphs:
        part = ParagraphKind(one["part"])
        counts[part] += 1
        found[str(one["id"])] = _ParagraphPlace(part, counts[part], one["text"].get(language, ""))
    return found


def differences(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], language: str
) -> list[ParagraphDiff]:
    """All paragraphs of both versions in reading order; those removed stand where they stood.

    Paragraphs are mappings with ``id``, ``part`` and ``text`` (language to words).
    """
    old, new = _places(before, language), _places(after, language)
    return list(_walk(old, new))


def _walk(old: Mapping[str, _ParagraphPlace], new: Mapping[str, _ParagraphPlace]) -> Iterator[ParagraphDiff]:
    was, now = list(old), list(new)
    for tag, i, j, k, m in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes():
        if tag != "equal":
            for key in was[i:j]:
                if key not in new:
                    place = old[key]
                    runs = [(DiffKind.REMOVED, place.words)] if place.words else []
                    yield ParagraphDiff(DiffKind.REMOVED, place.part, None, place.number, False, runs)
        for key in now[k:m]:
            yield _compared(old.get(key), new[key], moved=tag != "equal")


def _compared(old: _ParagraphPlace | None, new: _ParagraphPlace, *, moved: bool) -> ParagraphDiff:
    if old is None:
        runs = [(DiffKind.ADDED, new.words)] if new.words else []
        return ParagraphDiff(DiffKind.ADDED, new.part, new.number, None, False, runs)
    change = DiffKind.SAME if old.words == new.words else DiffKind.CHANGED
    moved = moved or old.part != new.part
    return ParagraphDiff(change, new.part, new.number, old.number, moved, word_changes(old.words, new.words))


def after_comparing(state: State, kind: Instrument) -> DeclarationAction | None:
    """What follows for a text that waited for nothing but a comparison of its languages: it is made final, or agreed;
    None where the comparison alone is asked for."""
    may = acts_rules.possible(state, kind)
    return next(
        (action for action in (DeclarationAction.FINALISE, DeclarationAction.AGREE) if action in may), None
    )


def check_has_points(parts: Iterable[str]) -> None:
    """A text without a single point declares nothing. Raises :class:`NoPoints`."""
    if ParagraphKind.POINT not in set(parts):
        raise NoPoints


def check_complete(
    title: Localized, paragraphs: Sequence[tuple[str, Localized]], languages: Sequence[str]
) -> None:
    """Every language has the title and every paragraph, so all have the same number of points.

    ``paragraphs``: (part, text) in reading order. Raises :class:`NoPoints`, or :class:`ParagraphTextMissing` with
    the first gap.
    """
    if not any(part == ParagraphKind.POINT for part, _ in paragraphs):
        raise NoPoints
    for language in title.missing(languages):
        raise ParagraphTextMissing(what="0", language=language)
    counts = dict.fromkeys(ParagraphKind, 0)
    for part, text in paragraphs:
        counts[ParagraphKind(part)] += 1
        for language in text.missing(languages):
            raise ParagraphTextMissing(what=f"{part}:{counts[ParagraphKind(part)]}", language=language)


def frozen_words(
    title: Localized,
    paragraphs: Iterable[tuple[str, Localized]],
    language: str,
    *,
    clauses: str = "",
    between: str = "",
) -> str:
    """The adopted text in ``language`` as plain text: title, parties, preamble, numbered points, clauses.

    What is hashed on adoption, and what anybody can type again to check: lines end in LF, text is NFC,
    words are without their emphasis. ``between``: an agreement's parties. ``clauses`` say which languages are authentic.
    """
    pieces = [("", part, text) for part, text in paragraphs]
    return together(laid_out(title, pieces, language, clauses=clauses, between=[("", between)]))


def digest(content: str) -> str:
    """SHA-256 of the UTF-8 octets, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far one language is: title there, paragraphs there of all, and how many of these are behind."""

    language: str
    title: bool
    preamble: int
    points: int
    behind: int

    def complete(self, preamble: int, points: int) -> bool:
        return self.title and (self.preamble, self.points, self.behind) == (preamble, points, 0)


def is_whole(lines: Sequence[Completeness], parts: Sequence[str]) -> bool:
    """Whether there are points, and every language has a title and every paragraph, in line or behind; ``parts``:
    that of each paragraph."""
    points = sum(part == ParagraphKind.POINT for part in parts)
    there = (True, len(parts) - points, points)
    return points > 0 and all((line.title, line.preamble, line.points) == there for line in lines)


def completeness(
    title: Localized,
    paragraphs: Sequence[tuple[str, Localized, Sequence[str]]],
    languages: Sequence[str],
    *,
    title_behind: Sequence[str] = (),
) -> list[Completeness]:
    """A line for each language; ``paragraphs``: (part, text, languages behind)."""
    found = []
    for code in languages:
        there = [part for part, text, _behind in paragraphs if code in text]
        behind = sum(code in behind for _part, _text, behind in paragraphs) + (code in title_behind)
        found.append(
            Completeness(
                code,
                code in title,
                there.count(ParagraphKind.PREAMBLE),
                there.count(ParagraphKind.POINT),
                behind,
            )
        )
    return found
