"""Splitting, ordering, and two editors' work, from values alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventsys.core.words.text import Localized
from eventsys.declarations.paragraphs.errors import NothingToSplit

Cells = Mapping[str, Mapping[str, str]]
"""Paragraph id (hex) to language to text."""


def split(text: Localized) -> tuple[Localized, Localized]:
    """Two paragraphs out of one, at the first line break of each language; a language without one stays whole.

    Raises :class:`NothingToSplit` when no language has a line break.
    """
    halves = {code: words.split("\n", 1) for code, words in text.items()}
    if all(len(parts) == 1 for parts in halves.values()):
        raise NothingToSplit
    first = Localized({code: parts[0] for code, parts in halves.items()})
    return first, Localized({code: parts[1] for code, parts in halves.items() if len(parts) == 2})


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
