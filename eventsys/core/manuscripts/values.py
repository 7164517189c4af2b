"""What was read of a text, in plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from eventsys.core.words.languages import lazy_gettext as _l

__all__ = [
    "CHANGE_WORDS",
    "LOSS_WORDS",
    "NEAR",
    "SIGN",
    "TrackedChange",
    "Changes",
    "ManuscriptLine",
    "LineRole",
    "Loss",
    "LossKind",
    "Manuscript",
    "PreparedFile",
    "Reading",
    "Runs",
    "spaced",
]

#: Where a sign stands that is known by its number in a font alone.
SIGN = "\ufffc"
NEAR = 60
"""Letters of a paragraph that tell which one is meant."""
Runs = tuple[tuple[str, bool], ...]
"""Words in order, and whether they are stressed (slanted)."""


class LossKind(StrEnum):
    """What a text of ours cannot carry, or what was found to differ."""

    HIDDEN = "hidden"
    STRUCK = "struck"
    TEXT_BOX = "text_box"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    TABLE = "table"
    PICTURE = "picture"
    EQUATION = "equation"
    RUBY = "ruby"
    SIGN = "sign"
    HEADER = "header"
    LINK = "link"
    EMBEDDED = "embedded"
    RAISED = "raised"
    AROUND = "around"
    NUMBERED = "numbered"
    MISSING = "missing"
    ADDED = "added"


#: What is said of each, before its words.
LOSS_WORDS = {
    LossKind.HIDDEN: _l("Hidden words, left out"),
    LossKind.STRUCK: _l("Words that are struck out, left out"),
    LossKind.TEXT_BOX: _l("Text box, left out"),
    LossKind.FOOTNOTE: _l("Footnote, left out"),
    LossKind.COMMENT: _l("Comment, left out"),
    LossKind.TABLE: _l("Table, left out"),
    LossKind.PICTURE: _l("Picture, left out"),
    LossKind.EQUATION: _l("Formula, left out"),
    LossKind.RUBY: _l("Reading beside its characters, left out"),
    LossKind.SIGN: _l("Sign of a symbol font: check what became of it"),
    LossKind.HEADER: _l("Header or footer, left out"),
    LossKind.LINK: _l("Address of a link, left out"),
    LossKind.EMBEDDED: _l("Embedded part, left out"),
    LossKind.RAISED: _l("Raised or lowered letters, now on the line"),
    LossKind.AROUND: _l("Words around the text (cover, place, date, signatures), left out"),
    LossKind.NUMBERED: _l("Number of a paragraph: it is given a new one"),
    LossKind.MISSING: _l("Words of the file that are missing here"),
    LossKind.ADDED: _l("Words that are not in the file"),
}


CHANGE_WORDS = {"inserted": _l("put in"), "deleted": _l("taken out"), "moved": _l("moved here")}


class Changes(StrEnum):
    """What to do with tracked changes."""

    ACCEPT = "accept"
    REJECT = "reject"


class LineRole(StrEnum):
    """What a line is by the word of its file, in a format that says so."""

    TITLE = "title"
    PREAMBLE = "preamble"
    POINT = "point"
    CONTINUES = "continues"


@dataclass(frozen=True, slots=True)
class Loss:
    """``words`` are those concerned, as they stand in the file; ``near`` begins the paragraph they belong to."""

    kind: LossKind
    words: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A tracked change that is neither accepted nor rejected: words put in, or taken out, or a moved passage."""

    verb: str
    """``inserted``, ``deleted`` or ``moved``."""
    words: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class ManuscriptLine:
    """One paragraph. ``title``, ``heading``: by its style. ``number``: in an automatic list on the first level.

    ``bullet``: in a list without numbers. ``inner``: belongs to the item of a list before it. ``role``: set where the
    file tells it; nothing needs to be recognised then.
    """

    runs: Runs
    title: bool = False
    heading: bool = False
    number: int | None = None
    bullet: bool = False
    inner: bool = False
    role: LineRole | None = None

    @property
    def words(self) -> str:
        return "".join(words for words, _stressed in self.runs)


@dataclass(frozen=True, slots=True)
class Reading:
    """The paragraphs in order, and all that is not among them."""

    lines: tuple[ManuscriptLine, ...]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file that was read: without tracked changes one reading, of :attr:`Changes.ACCEPT`; else both.

    ``language``: the tag of the language that it says it is in, as it stands there, or "".
    """

    readings: Mapping[Changes, Reading]
    changes: tuple[TrackedChange, ...] = field(default=())
    language: str = ""


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file as pandoc gets it. ``data``, and ``words`` that must come out, by what is done with tracked changes.

    ``stand_ins``: letters that pandoc spoils, by the private ones that stand for them.
    """

    data: Mapping[Changes, bytes]
    losses: list[Loss]
    changes: list[TrackedChange]
    words: Mapping[Changes, str]
    stand_ins: Mapping[str, str] = field(default_factory=dict)


def spaced(text: str) -> str:
    """Single spaces; no-break spaces of any width stay, as they are part of good writing.

    >>> spaced(" 12\\u00a0%  of\\n cities ")
    '12\\xa0% of cities'
    """
    for blank in "\t\n\r\v\f\x85\u2028\u2029":
        text = text.replace(blank, " ")
    return " ".join(part for part in text.split(" ") if part)
