"""When the words of each language were last really changed, by what, which languages say less, which were never compared.

A text has pieces: its title, its paragraphs, of an agreement the parties' names. Each piece keeps for every language
the versions of the text in which its words came (its *moments*: one after a change, more when pieces were joined),
and which languages are *behind*. Every way by which words get in goes through one of the functions here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.acts.rules import same_words
from eventsys.declarations.wording.errors import NotAligned, NotCompared


def joined(first: Localized, second: Localized) -> Localized:
    """One paragraph out of two, language by language."""
    codes = dict.fromkeys([*first, *second])
    return Localized({code: f"{first.get(code, '')} {second.get(code, '')}" for code in codes})


TITLE = "0"
"""The place of the title among the pieces (see :class:`Piece`)."""


class CauseKind(StrEnum):
    """What made a version of a text. Of ``SHAPE`` words only change places: paragraphs split, joined, moved, taken out.

    ``REGISTER`` and ``EDITION``: names of an agreement's parties were taken from the register of cities, or from what a city
    is called at this edition of the plenary.
    """

    DRAFT = "draft"
    EDIT = "edit"
    IMPORT = "import"
    TRANSLATION = "translation"
    AMENDMENT = "amendment"
    MERGE = "merge"
    SHAPE = "shape"
    REGISTER = "register"
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Layer:
    """The whole words of a paragraph (language to text) as ``amendment`` (its label: "3", "3.1") alone made or wanted them."""

    amendment: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a version; a version may have several (amendments decided together).

    ``amendments``: their labels. ``layers``: paragraph id (hex) to words on the way from the former version to this
    one. Of an ``AMENDMENT`` they follow each other, each upon the last: what it proposed, then what those to it made of
    that, the last as the paragraph stands now. Of a ``MERGE`` they stand beside each other: what each amendment
    proposed, which the words of this version take up or not. Of a ``REGISTER`` and an ``EDITION`` a layer has the name of a
    party (by its id) as it stood there, in the languages in which it was taken; its ``amendment`` is "". A paragraph without
    layers was made what it is by the first of ``amendments``; where a version has several causes, each names its paragraphs
    in ``layers``.
    """

    kind: CauseKind
    amendments: tuple[str, ...] = ()
    layers: Mapping[str, tuple[Layer, ...]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """In values that JSON knows."""
        layers = {
            key: [{"amendment": one.amendment, "words": dict(one.words)} for one in found]
            for key, found in self.layers.items()
        }
        return {"kind": str(self.kind), "amendments": list(self.amendments), "layers": layers}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Cause:
        """The cause that :meth:`plain` turned into plain values."""
        layers = {
            key: tuple(Layer(one["amendment"], one["words"]) for one in found)
            for key, found in plain["layers"].items()
        }
        return cls(CauseKind(plain["kind"]), tuple(plain["amendments"]), layers)


@dataclass(frozen=True, slots=True)
class Wording:
    """``moments``: language to the versions in which its words came; ``behind``: languages that may say less."""

    moments: dict[str, list[int]] = field(default_factory=dict)
    behind: list[str] = field(default_factory=list)


def reworded(
    before: Localized, after: Localized, had: Wording, version: int, *, unseen: bool = False
) -> Wording:
    """What becomes of ``had`` when a piece's words change from ``before`` to ``after`` in ``version``.

    Words are compared, not their presence: a language that was typed again unchanged is not spoken of. New words in
    a language that was in line leave the languages that stay as they were behind. A language that was behind and
    gets new words is brought into line, unless these were written ``unseen`` of the others (an amendment, or beside
    older words): then nobody has looked at what it lacked, and the others lack what it says. A first
    translation leaves nobody behind.
    """
    changed = {
        code for code in {*before, *after} if not same_words(before.get(code, ""), after.get(code, ""))
    }
    moments = {code: [version] if code in changed else had.moments.get(code, []) for code in after}
    anew = {code for code in changed if code in before and code in after}
    if anew - set(had.behind):
        behind = [code for code in after if code not in changed]
    elif anew and unseen:
        behind = [code for code in after if code in before]
    else:
        behind = [code for code in had.behind if code in after and code not in changed]
    return Wording(moments, behind)


def translated(
    before: Localized, after: Localized, had: Wording, version: int, *, source: str, target: str
) -> Wording:
    """The same when the words in ``target`` are said to fit the present ones in ``source``, by whoever translated them: no other
    language is left behind, and they are in line if those are."""
    changed = not same_words(before.get(target, ""), after.get(target, ""))
    moments = {**had.moments, target: [version]} if changed else had.moments
    behind = [code for code in had.behind if code != target]
    return Wording(moments, [*behind, target] if source in behind else behind)


def divided(
    whole: Localized, halves: tuple[Localized, Localized], had: Wording, version: int
) -> tuple[Wording, Wording]:
    """What both ``halves`` of a piece that was ``whole`` keep: a language that was not divided is behind."""
    parted = set(halves[1])
    moments = {
        code: [*had.moments.get(code, []), version] if code in parted else had.moments.get(code, [])
        for code in whole
    }
    behind = list(dict.fromkeys([*had.behind, *(code for code in whole if code not in parted)]))
    first, second = (
        Wording({c: moments[c] for c in half}, [c for c in behind if c in half]) for half in halves
    )
    return first, second


def joined_wording(
    first: Localized, second: Localized, had: Wording, other: Wording
) -> tuple[Localized, Wording]:
    """One piece out of two. A language that had words in one of them only is behind."""
    text = joined(first, second)
    moments = {code: sorted({*had.moments.get(code, []), *other.moments.get(code, [])}) for code in text}
    lacking = [code for code in text if (code in first) != (code in second)]
    return text, Wording(moments, list(dict.fromkeys([*had.behind, *other.behind, *lacking])))


@dataclass(frozen=True, slots=True)
class Piece:
    """``what``: :data:`TITLE`, "party:2", or part and number ("b_point:3"); ``key``: a paragraph's or party's id (hex)."""

    what: str
    text: Localized
    wording: Wording
    key: str = ""

    def since(self, languages: Sequence[str]) -> int:
        """The version in which the language that was left longest got its words."""
        found = [max(self.wording.moments.get(code) or [0]) for code in languages if code in self.text]
        return min(found, default=0)


@dataclass(frozen=True, slots=True)
class Compared:
    """The secretariat's word that ``languages`` say the same in everything up to ``version``."""

    version: int
    languages: tuple[str, ...]
    by: str
    at: datetime
    word: str


def places(paragraphs: Iterable[tuple[str, str, Localized, Wording]]) -> list[Piece]:
    """Paragraphs (id, part, words, their wording) in reading order, as pieces."""
    counts, found = dict.fromkeys(ParagraphKind, 0), []
    for key, part, text, wording in paragraphs:
        counts[ParagraphKind(part)] += 1
        found.append(Piece(f"{part}:{counts[ParagraphKind(part)]}", text, wording, key))
    return found


def words_then(content: Mapping[str, Any], piece: Piece) -> Mapping[str, str]:
    """A piece's words in a kept version (its ``content``); nothing where it was not there."""
    if piece.what == TITLE:
        return dict(content["title"])
    there = (one["text"] for one in content["paragraphs"] if one["id"] == piece.key)
    called = (one["name"] for one in content.get("parties", ()) if one["id"] == piece.key)
    return next(there, next(called, {}))


def uneven(pieces: Sequence[Piece], languages: Sequence[str], compared: Compared | None) -> list[Piece]:
    """Pieces whose languages were last changed at different moments, and not compared since.

    A comparison covers the languages it was about, and words that were there then.
    """
    covers = compared.version if compared and set(languages) <= set(compared.languages) else 0
    return [piece for piece in pieces if _is_uneven(piece, languages, covers)]


def _is_uneven(piece: Piece, languages: Sequence[str], covers: int) -> bool:
    found: list[Sequence[int]] = [piece.wording.moments.get(c, []) for c in languages if c in piece.text]
    differ = len(set(map(tuple, found))) > 1
    return differ and max((moment for one in found for moment in one), default=0) > covers


def check_aligned(pieces: Sequence[Piece], languages: Sequence[str]) -> None:
    """Raises :class:`NotAligned` with the first language that is behind."""
    for piece in pieces:
        for code in languages:
            if code in piece.wording.behind:
                raise NotAligned(what=piece.what, language=code)


def check_compared(pieces: Sequence[Piece], languages: Sequence[str], compared: Compared | None) -> None:
    """Raises :class:`NotCompared` with every place that asks for it."""
    if found := uneven(pieces, languages, compared):
        raise NotCompared(places=[piece.what for piece in found])
