"""Decisions about texts from values alone: emphasis, completeness, splitting, two editors' work, frozen words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eventsys.core.text import Localized
from eventsys.declarations.errors import NoPoints, NothingToSplit, TextMissing
from eventsys.declarations.models import Part

__all__ = [
    "Cells", "Completeness", "Merged", "check_complete", "completeness", "digest", "emphasis",
    "frozen_words", "is_whole", "joined", "merge", "new_order", "plain", "split",
]  # fmt: skip

Cells = Mapping[str, Mapping[str, str]]
"""Paragraph id (hex) to language to text."""

_STRESS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")


def emphasis(text: str) -> list[tuple[str, bool]]:
    """Runs of words, and whether each is stressed: ``*so*`` is the only markup there is.

    >>> emphasis("we *firmly* agree, 3 * 4")
    [('we ', False), ('firmly', True), (' agree, 3 * 4', False)]
    """
    runs, at = [], 0
    for found in _STRESS.finditer(text):
        runs += [(text[at : found.start()], False), (found[1], True)]
        at = found.end()
    runs.append((text[at:], False))
    return [run for run in runs if run[0]]


def plain(text: str) -> str:
    """The words alone."""
    return "".join(words for words, _stressed in emphasis(text))


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
    lines = [plain(title[language]), ""]
    if between:
        lines += [between, ""]
    number = 0
    for part, text in paragraphs:
        words = plain(text[language])
        if part == Part.POINT:
            number += 1
            words = f"{number}. {words}"
        lines += [words, ""]
    if clauses:
        lines += [clauses, ""]
    return unicodedata.normalize("NFC", "\n".join(lines))


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
    points = sum(part == Part.POINT for part in parts)
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
                code, code in title, there.count(Part.PREAMBLE), there.count(Part.POINT), behind
            )
        )  # fmt: skip
    return found


def split(text: Localized) -> tuple[Localized, Localized]:
    """Two paragraphs out of one, at the first line break of each language; a language without one stays whole.

    Raises :class:`NothingToSplit` when no language has a line break.
    """
    halves = {code: words.split("\n", 1) for code, words in text.items()}
    if all(len(parts) == 1 for parts in halves.values()):
        raise NothingToSplit
    first = Localized({code: parts[0] for code, parts in halves.items()})
    return first, Localized({code: parts[1] for code, parts in halves.items() if len(parts) == 2})


def joined(first: Localized, second: Localized) -> Localized:
    """One paragraph out of two, language by language."""
    codes = dict.fromkeys([*first, *second])
    return Localized({code: f"{first.get(code, '')} {second.get(code, '')}" for code in codes})


def new_order(ids: Sequence[str], wanted: Mapping[str, int]) -> list[str]:
    """``ids`` in the order of the numbers typed beside them (from 1); who was given a number gets it.

    >>> new_order(["a", "b", "c", "d"], {"d": 2})
    ['a', 'd', 'b', 'c']
    >>> new_order(["a", "b", "c", "d"], {"a": 3})
    ['b', 'c', 'a', 'd']
    """
    keys = {}
    for now, one in enumerate(ids, 1):
        place = wanted.get(one, now)
        keys[one] = (place, (place > now) - (place < now), now)
    return sorted(ids, key=keys.__getitem__)


@dataclass(frozen=True, slots=True)
class Merged:
    """``texts``: what to save; ``conflicts``: (paragraph id, language) that both editors changed differently;
    ``lost``: paragraphs that were changed here and removed there."""

    texts: dict[str, dict[str, str]]
    conflicts: frozenset[tuple[str, str]]
    lost: frozenset[str]


def merge(base: Cells, theirs: Cells, mine: Cells) -> Merged:
    """What two editors typed who started from the same ``base``; where they disagree, mine stands in ``texts``."""
    texts: dict[str, dict[str, str]] = {}
    conflicts, lost = set(), set()
    for key, typed in mine.items():
        before, now = base.get(key, {}), theirs.get(key)
        changed = {code for code, words in typed.items() if words != before.get(code, "")}
        if now is None:
            if changed:
                lost.add(key)
            continue
        merged = dict(now)
        for code in changed:
            if now.get(code, "") not in {before.get(code, ""), typed[code]}:
                conflicts.add((key, code))
            merged[code] = typed[code]
        texts[key] = merged
    return Merged(texts, frozenset(conflicts), frozenset(lost))
