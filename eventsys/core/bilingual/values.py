"""What such files say, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "CodeFault",
    "Note",
    "ReadSegment",
    "ReadSheet",
    "Remembered",
    "Runs",
    "Segment",
    "SegmentState",
    "Sheet",
    "even",
    "starred",
]

Runs = tuple[tuple[str, bool], ...]
"""Words in reading order, and whether each run is stressed; a line feed in them is a line break."""


class SegmentState(StrEnum):
    """XLIFF 2.1, 4.3.1.27 *state*, of which we write the first two."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class CodeFault(StrEnum):
    """What is wrong with the codes inside a target."""

    BROKEN = "broken"
    """One has no end or no beginning, or stands inside another."""
    UNKNOWN = "unknown"
    """One that the source has not."""
    HALF = "half"
    """The piece was cut into segments, and some of them have no words."""


@dataclass(frozen=True, slots=True)
class Note:
    """``category``: what it is about, in one English word, as programs sort notes by it."""

    words: str
    category: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece to translate. ``key`` is of letters, digits, hyphens; ``digest`` comes back with the piece."""

    key: str
    name: str
    source: Runs
    target: Runs
    state: SegmentState
    digest: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text between two languages; ``original`` says which text it is, and comes back."""

    source_language: str
    target_language: str
    original: str
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...] = ()
    directions: tuple[str, str] = ("auto", "auto")
    """Of the source and of the target: ``ltr`` or ``rtl``."""


@dataclass(frozen=True, slots=True)
class ReadSegment:
    """A piece as it came back; ``target`` is empty where there are no words."""

    key: str
    source: Runs
    target: Runs
    state: SegmentState
    digest: str = ""
    fault: CodeFault | None = None


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Language tags as the file has them."""

    source_language: str
    target_language: str
    original: str
    segments: tuple[ReadSegment, ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What says the same in several languages (tag to words), where it is ``from``, in words, and its id."""

    words: Mapping[str, Runs]
    origin: str = ""
    key: str = ""


def even(runs: Runs) -> Runs:
    """The same words in as few runs as can be."""
    found: list[tuple[str, bool]] = []
    for words, stressed in runs:
        if found and found[-1][1] == stressed:
            found[-1] = (found[-1][0] + words, stressed)
        elif words:
            found.append((words, stressed))
    return tuple(found)


def starred(runs: Runs) -> str:
    """One text, with stars around what is stressed and white space outside them: as the codes' own data say it.

    >>> starred((("we ", False), ("firmly ", True), ("agree", False)))
    'we *firmly* agree'
    """
    return "".join(_between_stars(words) if stressed else words for words, stressed in even(runs))


def _between_stars(words: str) -> str:
    bare = words.strip()
    return words.replace(bare, f"*{bare}*") if bare else words
