"""How far a language is, and what becomes of a file that a translator sends back: from values alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Any

from eventsys.core.bilingual import CodeFault, ReadSheet, SegmentState, starred
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import clean
from eventsys.declarations.acts.rules import bare, emphasis, same_words
from eventsys.declarations.wording.rules import TITLE, Piece

TITLE_KEY = "title"
Undrawn = Callable[[str], Sequence[str]]
_MOST_OF_NAMES = 300
"""Letters of a title or of a party's name, as forms take them."""


def key_of(piece: Piece) -> str:
    """How a piece is called in a file: by the id of its paragraph or party, or as the title."""
    return TITLE_KEY if piece.what == TITLE else piece.key


def digest(words: str) -> str:
    """SHA-256, in hex, of what a reader compares of the words: no file comes back with the white space that it had."""
    return hashlib.sha256(bare(words).encode("utf-8", "surrogatepass")).hexdigest()


# --- which text a file is of -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Original:
    """The text from which a file was made. ``declaration``: its public id, as in addresses."""

    slug: str
    declaration: str
    version: int

    def __str__(self) -> str:
        return f"{self.slug}/declarations/{self.declaration}/v{self.version}"

    @classmethod
    def read(cls, text: str) -> Original | None:
        """Also behind a folder that a program has put before it."""
        found = re.search(r"([^/\\]+)[/\\]declarations[/\\]([0-9a-f-]{36})[/\\]v(\d{1,9})$", text)
        return cls(found[1], found[2], int(found[3])) if found else None


# --- how far a language is -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one language, counted in pieces; ``lacking`` and ``behind`` are their places, ``words`` how many the
    ``source`` has in those that are lacking."""

    language: str
    total: int
    lacking: tuple[str, ...]
    behind: tuple[str, ...]
    words: int

    @property
    def done(self) -> int:
        return self.total - len(self.lacking) - len(self.behind)


def progress(
    pieces: Sequence[Piece], language: str, source: str, *, counted: Callable[[str], int]
) -> Progress:
    """``counted``: how many words a text has."""
    lacking = [piece for piece in pieces if language not in piece.text]
    return Progress(
        language,
        len(pieces),
        tuple(piece.what for piece in lacking),
        tuple(piece.what for piece in pieces if language in piece.text and language in piece.wording.behind),
        sum(counted(piece.text.get(source, "")) for piece in lacking),
    )


# --- what came back --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HandedPiece:
    """``source`` as the file has it, ``given``: the digest of what it was given."""

    key: str
    source: str
    target: str
    state: SegmentState
    given: str
    fault: CodeFault | None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file for one text, of which it is certain; tags are those of the text's languages."""

    source: str
    target: str
    version: int
    pieces: tuple[HandedPiece, ...]

    def plain(self) -> dict[str, Any]:
        """In values that JSON knows."""
        return {
            "source": self.source,
            "target": self.target,
            "version": self.version,
            "pieces": [list(astuple(one)) for one in self.pieces],
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> HandedIn:
        """What :meth:`plain` turned into plain values."""
        pieces = tuple(
            HandedPiece(key, source, target, SegmentState(state), given, CodeFault(fault) if fault else None)
            for key, source, target, state, given, fault in plain["pieces"]
        )
        return cls(plain["source"], plain["target"], plain["version"], pieces)


def handed_in(sheet: ReadSheet, source: str, target: str, version: int) -> HandedIn:
    """The words of a file as they are typed here, with stars around what is stressed."""
    pieces = tuple(
        HandedPiece(
            one.key, clean(starred(one.source)), clean(starred(one.target)), one.state, one.digest, one.fault
        )
        for one in sheet.segments
    )
    return HandedIn(source, target, version, pieces)


class Verdict(StrEnum):
    """What a piece of the file would do."""

    NEW = "new"
    CHANGED = "changed"
    FITS = "fits"
    """The words stay; they were behind, and the translator says that they fit."""
    SAME = "same"
    EMPTY = "empty"


#: In the language in force.
VERDICT_WORDS = {
    Verdict.NEW: _l("new"),
    Verdict.CHANGED: _l("changed"),
    Verdict.FITS: _l("fits as it is"),
    Verdict.SAME: _l("as it stands"),
    Verdict.EMPTY: _l("not translated"),
}


class Objection(StrEnum):
    """Why a piece is not taken."""

    REMOVED = "removed"
    SOURCE_CHANGED = "source_changed"
    SOURCE_ALTERED = "source_altered"
    TARGET_CHANGED = "target_changed"
    CODES = "codes"
    HALF = "half"
    UNDRAWN = "undrawn"
    TOO_LONG = "too_long"


#: Sentences, in the language in force.
OBJECTION_WORDS = {
    Objection.REMOVED: _l("It was taken out of the text meanwhile."),
    Objection.SOURCE_CHANGED: _l("The words to be translated were changed meanwhile."),
    Objection.SOURCE_ALTERED: _l(
        "The words to be translated are not those that stood in the file when it was taken."
    ),
    Objection.TARGET_CHANGED: _l("Somebody else has changed these words meanwhile."),
    Objection.CODES: _l(
        "The codes around stressed words are missing, broken, or others than in the words to be translated."
    ),
    Objection.HALF: _l("Only a part of it is translated."),
    Objection.UNDRAWN: _l("No font can print these signs:"),
    Objection.TOO_LONG: _l("It is too long."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of the file beside the text. ``what``: its place (see :class:`Piece`), "" of a piece that is gone.

    ``source``: the present words to be translated, ``given`` those in the file; ``before`` and ``after`` are the
    words of the other language now and then.
    """

    key: str
    what: str
    verdict: Verdict
    source: str
    given: str
    before: str
    after: str
    objection: Objection | None = None
    signs: tuple[str, ...] = ()
    unfinished: bool = False
    """The translator has not marked it as translated."""


@dataclass(frozen=True, slots=True)
class Review:
    """All pieces of a file, in the order of the file."""

    rows: tuple[Row, ...]

    @property
    def taken(self) -> list[Row]:
        """What changes the text, or brings a language into line."""
        acts = {Verdict.NEW, Verdict.CHANGED, Verdict.FITS}
        return [row for row in self.rows if row.verdict in acts and row.objection is None]

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.objection is not None]

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict == verdict and row.objection is None for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """Alike where the same would be taken in and refused, of the same present words."""
        return hashlib.sha256(repr(self.rows).encode("utf-8", "surrogatepass")).hexdigest()


def review(
    handed: HandedIn,
    pieces: Iterable[Piece],
    *,
    most: int,
    undrawn: Undrawn = lambda _words: (),
) -> Review:
    """What a file would do to the text as its ``pieces`` are now. Keys that are none of theirs are of removed ones.

    ``most``: letters of a paragraph. ``undrawn``: the signs of a text that no font has.
    """
    present = {key_of(piece): piece for piece in pieces}
    return Review(tuple(_row(handed, one, present.get(one.key), most, undrawn) for one in handed.pieces))


def _row(handed: HandedIn, one: HandedPiece, piece: Piece | None, most: int, undrawn: Undrawn) -> Row:
    if piece is None:
        gone = Verdict.NEW if one.target else Verdict.EMPTY
        objection = Objection.REMOVED if one.target else None
        return Row(one.key, "", gone, one.source, one.source, "", one.target, objection)
    source, before = piece.text.get(handed.source, ""), piece.text.get(handed.target, "")
    verdict = _verdict(handed, one, piece, before)
    objection, signs = None, tuple[str, ...]()
    if verdict not in {Verdict.SAME, Verdict.EMPTY}:
        signs = tuple(undrawn(one.target))
        objection = _objection(handed, one, piece, most, bool(signs))
    unfinished = verdict in {Verdict.NEW, Verdict.CHANGED} and one.state == SegmentState.INITIAL
    return Row(
        one.key, piece.what, verdict, source, one.source, before, one.target, objection, signs, unfinished
    )


def _verdict(handed: HandedIn, one: HandedPiece, piece: Piece, before: str) -> Verdict:
    if not one.target:
        return Verdict.EMPTY
    if one.target == before:
        behind = piece.wording.behind
        may_fit = handed.target in behind and handed.source not in behind
        return Verdict.FITS if may_fit and one.state != SegmentState.INITIAL else Verdict.SAME
    return Verdict.CHANGED if before else Verdict.NEW


def _objection(
    handed: HandedIn, one: HandedPiece, piece: Piece, most: int, undrawn: bool
) -> Objection | None:
    moments = piece.wording.moments.get(handed.target) or [0]
    limit = most if piece.what.startswith(("a_", "b_")) else _MOST_OF_NAMES
    checks = {
        Objection.SOURCE_ALTERED: bool(one.given) and digest(one.source) != one.given,
        Objection.SOURCE_CHANGED: not same_words(one.source, piece.text.get(handed.source, "")),
        Objection.TARGET_CHANGED: max(moments) > handed.version,
        Objection.HALF: one.fault == CodeFault.HALF,
        Objection.CODES: one.fault is not None or _stressed(one.target) != _stressed(one.source),
        Objection.TOO_LONG: len(one.target) > limit,
        Objection.UNDRAWN: undrawn,
    }
    return next((objection for objection, found in checks.items() if found), None)


def _stressed(words: str) -> int:
    return sum(stressed for _words, stressed in emphasis(words))
