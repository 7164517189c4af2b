"""Files that translators' programs exchange: XLIFF 2 (one text from one language into another) and TMX 1.4b (a memory).

Written and read here with lxml, as the library that is made for it stands under the GPL (``docs/decisions/libraries.md``). What
comes from outside is read in a bounded process (:mod:`eventsys.core.bounded`).
"""

from eventsys.core.bilingual.errors import (
    BilingualRefused,
    BilingualUnreadable,
    FormerXliff,
    NotMemory,
    NotXliff,
    TooManyPieces,
)
from eventsys.core.bilingual.matching import Match, alike, found_matches, matches_in
from eventsys.core.bilingual.tmx import read_tmx, tmx
from eventsys.core.bilingual.values import (
    CodeFault,
    Note,
    ReadSegment,
    ReadSheet,
    Remembered,
    Runs,
    Segment,
    SegmentState,
    Sheet,
    starred,
)
from eventsys.core.bilingual.xliff import xliff
from eventsys.core.bilingual.xliff_reading import MEGABYTES, MOST_OCTETS, SECONDS, read_xliff

__all__ = [
    "MEGABYTES",
    "MOST_OCTETS",
    "SECONDS",
    "BilingualRefused",
    "BilingualUnreadable",
    "CodeFault",
    "FormerXliff",
    "Match",
    "NotMemory",
    "NotXliff",
    "Note",
    "ReadSegment",
    "ReadSheet",
    "Remembered",
    "Runs",
    "Segment",
    "SegmentState",
    "Sheet",
    "TooManyPieces",
    "alike",
    "found_matches",
    "matches_in",
    "read_tmx",
    "read_xliff",
    "starred",
    "tmx",
    "xliff",
]
