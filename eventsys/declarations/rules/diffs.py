"""What changed between two versions of a text, paragraph by paragraph and word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import Indel

from eventsys.declarations.models import Part

__all__ = ["Change", "Difference", "differences", "word_changes"]


class Change(StrEnum):
    """Of a paragraph, or of a run of words."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


Runs = list[tuple[Change, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph in one language. ``number`` and ``was`` are its places among its kind now and before;
    ``moved`` when it stands elsewhere among those that stayed. ``runs`` are words, kept, added, removed."""

    change: Change
    part: Part
    number: int | None
    was: int | None
    moved: bool
    runs: Runs


def word_changes(before: str, after: str) -> Runs:
    """Runs of words (single spaces between them), each kept, added or removed, in reading order.

    The longest common sequence of words, by rapidfuzz: its cost is bounded by the product of both lengths over 64, where difflib
    takes minutes for words that come again and again. Few kept words between larger changes belong to the change.
    """
    runs: Runs = []
    for block in _joined(_blocks(before.split(), after.split())):
        if block.same:
            runs.append((Change.SAME, " ".join(block.old)))
        else:
            runs += [(Change.REMOVED, " ".join(block.old)), (Change.ADDED, " ".join(block.new))]
    return [run for run in runs if run[1]]


@dataclass(slots=True)
class _Block:
    same: bool
    old: list[str]
    new: list[str]

    @property
    def size(self) -> int:
        return max(sum(map(len, self.old)), sum(map(len, self.new)))


def _blocks(old: list[str], new: list[str]) -> list[_Block]:
    """Kept and changed in turn."""
    blocks: list[_Block] = []
    for step in Indel.opcodes(old, new):
        same, was, now = (
            step.tag == "equal",
            old[step.src_start : step.src_end],
            new[step.dest_start : step.dest_end],
        )
        if blocks and blocks[-1].same == same:
            blocks[-1].old += was
            blocks[-1].new += now
        else:
            blocks.append(_Block(same, was, now))
    return blocks


def _joined(blocks: list[_Block]) -> list[_Block]:
    """What is kept between two changes and is smaller than each was met by chance: it is read as part of one change."""
    done: list[_Block] = []
    for block in blocks:
        done.append(block)
        while len(done) > 2 and not done[-1].same and done[-2].size <= min(done[-3].size, done[-1].size):
            kept, change = done.pop(-2), done.pop()
            done[-1].old += kept.old + change.old
            done[-1].new += kept.new + change.new
    return done


@dataclass(frozen=True, slots=True)
class _Place:
    part: Part
    number: int
    words: str


def _places(paragraphs: Sequence[Mapping[str, Any]], language: str) -> dict[str, _Place]:
    counts, found = dict.fromkeys(Part, 0), {}
    for one in paragraphs:
        part = Part(one["part"])
        counts[part] += 1
        found[str(one["id"])] = _Place(part, counts[part], one["text"].get(language, ""))
    return found


def differences(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], language: str
) -> list[Difference]:
    """All paragraphs of both versions in reading order; those removed stand where they stood.

    Paragraphs are mappings with ``id``, ``part`` and ``text`` (language to words).
    """
    old, new = _places(before, language), _places(after, language)
    return list(_walk(old, new))


def _walk(old: Mapping[str, _Place], new: Mapping[str, _Place]) -> Iterator[Difference]:
    was, now = list(old), list(new)
    for tag, i, j, k, m in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes():
        if tag != "equal":
            for key in was[i:j]:
                if key not in new:
                    place = old[key]
                    runs = [(Change.REMOVED, place.words)] if place.words else []
                    yield Difference(Change.REMOVED, place.part, None, place.number, False, runs)
        for key in now[k:m]:
            yield _compared(old.get(key), new[key], moved=tag != "equal")


def _compared(old: _Place | None, new: _Place, *, moved: bool) -> Difference:
    if old is None:
        runs = [(Change.ADDED, new.words)] if new.words else []
        return Difference(Change.ADDED, new.part, new.number, None, False, runs)
    change = Change.SAME if old.words == new.words else Change.CHANGED
    moved = moved or old.part != new.part
    return Difference(change, new.part, new.number, old.number, moved, word_changes(old.words, new.words))
