"""Texts that come in: Word, OpenDocument, RTF, HTML, Akoma Ntoso and plain text files read into paragraphs.

Pandoc reads all but the last two; what it drops in silence is taken out before and named (:mod:`word`, :mod:`opendocument`,
:mod:`webpage`), and afterwards the words that went in are counted against those that came out (:mod:`counting`).
"""

from eventsys.core.manuscripts.errors import (
    ChangesUnclear,
    ManuscriptRefused,
    ManuscriptUnreadable,
    OldFormat,
    ReaderMissing,
)
from eventsys.core.manuscripts.reading import MEGABYTES, MOST_OCTETS, SECONDS, read, read_text
from eventsys.core.manuscripts.values import (
    CHANGE_WORDS,
    LOSS_WORDS,
    Changes,
    LineRole,
    Loss,
    LossKind,
    Manuscript,
    ManuscriptLine,
    Reading,
    TrackedChange,
)

__all__ = [
    "CHANGE_WORDS",
    "LOSS_WORDS",
    "MEGABYTES",
    "MOST_OCTETS",
    "SECONDS",
    "TrackedChange",
    "Changes",
    "ChangesUnclear",
    "ManuscriptLine",
    "LineRole",
    "Loss",
    "LossKind",
    "Manuscript",
    "ManuscriptRefused",
    "ManuscriptUnreadable",
    "OldFormat",
    "Reading",
    "ReaderMissing",
    "read",
    "read_text",
]
