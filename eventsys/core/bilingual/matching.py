"""What a memory knows of a piece: the same words, or much alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from eventsys.core.bilingual.tmx import read_tmx
from eventsys.core.bilingual.values import Remembered, starred
from eventsys.core.words.bcp47 import tag_among

__all__ = ["ENOUGH", "Match", "alike", "found_matches", "matches_in", "pairs"]

#: Per cent of the letters, below which a translator is quicker without.
ENOUGH: Final = 75
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Match:
    """``likeness`` in per cent: 100 only for the same words."""

    likeness: int
    source: str
    target: str
    origin: str


def alike(words: str, known: Sequence[str], *, most: int) -> list[tuple[int, int]]:
    """Per cent and place in ``known`` of what is at least :data:`ENOUGH` like ``words``, the best first; 100: the same words.

    Likeness is that of rapidfuzz: letters in common, in order, over all letters of both.
    """
    best = process.extract(words, known, scorer=fuzz.ratio, score_cutoff=ENOUGH, limit=most)
    return [(100 if found == words else min(99, int(likeness)), at) for found, likeness, at in best]


def found_matches(words: str, memory: Sequence[tuple[str, str, str]], *, most: int = _MOST) -> list[Match]:
    """The best (see :func:`alike`), each target once; ``memory``: source, target, and where it is from."""
    found: dict[str, Match] = {}
    # a target may stand in the memory many times: look further than ``most``
    for likeness, at in alike(words, [one[0] for one in memory], most=most * 10):
        source, target, origin = memory[at]
        found.setdefault(target, Match(likeness, source, target, origin))
    return list(found.values())[:most]


def pairs(memory: Iterable[Remembered], source: str, target: str) -> list[tuple[str, str, str]]:
    """For :func:`found_matches`, of two languages as they are called in the memory."""
    return [
        (starred(one.words[source]), starred(one.words[target]), one.origin)
        for one in memory
        if source in one.words and target in one.words
    ]


def matches_in(
    data: bytes, pieces: Mapping[str, str], source: str, target: str, *, origin: str
) -> dict[str, list[Match]]:
    """What a memory in TMX knows of ``pieces`` (key to words in ``source``), whatever case and script its tags are in.

    To be called in a bounded process. Raises what :func:`read_tmx` raises.
    """
    wanted = (source, target)
    memory = [
        Remembered(
            {tag_among(tag, wanted): runs for tag, runs in one.words.items()},
            ", ".join(filter(None, (origin, one.origin))),
        )
        for one in read_tmx(data)
    ]
    known = pairs(memory, source, target)
    return {key: found_matches(words, known) for key, words in pieces.items() if words}
