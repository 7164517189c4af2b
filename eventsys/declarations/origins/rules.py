"""Where each word of a text came from, from its versions alone.

A word belongs to the version in which it came, and to what made that version. Words that stay keep their origin through
edits, splits, joins, moves and drafts that are read in anew; what was saved before origins were kept is said to be so.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eventsys.core.traces import TracedText, moved, rewritten
from eventsys.core.words.changes import blocks, tokens
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.acts.rules import plain
from eventsys.declarations.wording.rules import TITLE, Cause, CauseKind, Layer

_LEAST = 4
"""How many words that leave one place and arrive at another are taken for the same ones."""


class OriginKind(StrEnum):
    """What brought a word. ``UNKNOWN``: it was saved before origins were kept; ``REGISTER`` and ``EDITION``: it is of the name of
    a party, as the register of cities has it or as the city is called at this edition; ``CLAUSE``: it says which languages are
    authentic, as was chosen; ``FIXED``: what the house sets around every text (numbers of points, "between")."""

    DRAFT = "draft"
    EDIT = "edit"
    IMPORT = "import"
    TRANSLATION = "translation"
    AMENDMENT = "amendment"
    MERGE = "merge"
    REGISTER = "register"
    EDITION = "edition"
    CLAUSE = "clause"
    UNKNOWN = "unknown"
    FIXED = "fixed"


_KINDS = {
    CauseKind.DRAFT: OriginKind.DRAFT,
    CauseKind.EDIT: OriginKind.EDIT,
    CauseKind.IMPORT: OriginKind.IMPORT,
    CauseKind.TRANSLATION: OriginKind.TRANSLATION,
    CauseKind.REGISTER: OriginKind.REGISTER,
    CauseKind.EDITION: OriginKind.EDITION,
    CauseKind.SHAPE: OriginKind.EDIT,  # it brings no words; if it did, somebody of the secretariat did
}


_NAMED = frozenset({CauseKind.REGISTER, CauseKind.EDITION})


@dataclass(frozen=True, slots=True)
class Origin:
    """``version``: number of the version in which a word came. ``amendments``: labels, of an ``AMENDMENT`` that of the one
    that brought it, of a ``MERGE`` those that it took up, of another kind those that had changed the piece in other
    languages before. ``city``: the code of the one whose record a name was taken from."""

    kind: OriginKind
    version: int = 0
    amendments: tuple[str, ...] = ()
    city: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``start`` to ``end`` of a piece, in code points of what :func:`bare` makes of it."""

    start: int
    end: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Saved:
    """A version as it was kept: its ``number``, ``content`` (see :class:`TextVersion`), what made it (nothing known: empty)."""

    number: int
    content: Mapping[str, Any]
    causes: tuple[Cause, ...] = ()


Traced = TracedText[Origin]
Traces = dict[str, dict[str, Traced]]
"""Piece (the title, the clauses, a paragraph's or party's id in hex) to language to its words with their origins. Of the clauses,
whose words the house makes of what was chosen, there is one word, in every language."""
CLAUSES = "clauses"
"""The place of the clauses on authentic languages among the pieces."""


@functools.lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """What is frozen of a piece: composed letters (NFC), without the stars that stress words."""
    return unicodedata.normalize("NFC", plain(words))


def runs_of(traced: Traced) -> tuple[Run, ...]:
    return tuple(Run(*run) for run in traced.runs())


def laid_out(
    title: Mapping[str, str],
    paragraphs: Iterable[tuple[str, str, Mapping[str, str]]],
    language: str,
    *,
    clauses: str = "",
    between: Sequence[tuple[str, str]] = (),
) -> list[tuple[str, str]]:
    """The adopted text of a language in reading order, as pieces (see :data:`Traces`; "": set by the house) and their words.

    ``paragraphs``: id (hex), part, words. ``between``: an agreement's parties, in pieces; ``clauses`` say which languages are
    authentic. A paragraph without words in the language is passed over. Together they are what is frozen.
    """
    blocks_of_text = [[(TITLE, bare(title.get(language, "")))], list(between)]
    number = 0
    for key, part, text in paragraphs:
        number += part == ParagraphKind.POINT
        words = [(key, bare(text.get(language, "")))]
        blocks_of_text.append([("", f"{number}. "), *words] if part == ParagraphKind.POINT else words)
    blocks_of_text.append([(CLAUSES, clauses)])
    found: list[tuple[str, str]] = []
    for block in blocks_of_text:
        if block and block[-1][1]:
            found += [*([("", "\n\n")] if found else []), *block]
    return [(key, unicodedata.normalize("NFC", words)) for key, words in [*found, ("", "\n")]]


def together(laid: Sequence[tuple[str, str]]) -> str:
    """The words of what is laid out."""
    return "".join(words for _piece, words in laid)


def trace(versions: Iterable[Saved]) -> Traces:
    """Where the words of the last of ``versions`` (all there are, the first one first) came from, by piece and language."""
    traces: Traces = {}
    raw: dict[str, Mapping[str, str]] = {}
    waiting: _Waiting = {}
    clauses: Traced = TracedText()
    chosen: tuple[str, str] | None = None
    named = False
    for saved in versions:
        now = _pieces(saved.content)
        if chosen != _chosen(saved.content):
            chosen = _chosen(saved.content)
            clauses = TracedText(("",), (Origin(OriginKind.CLAUSE, saved.number),))
        if raw and not named:
            unkept = {key: now[key] for key in _unkept(saved)}
            traces |= {key: _from_before(words, saved.number) for key, words in unkept.items()}
            raw = {**raw, **unkept}
        named = "parties" in saved.content
        changed = [key for key in {**raw, **now} if raw.get(key) != now.get(key)]
        for language in dict.fromkeys(
            code for key in changed for code in {**raw.get(key, {}), **now.get(key, {})}
        ):
            keys = [key for key in changed if _words(raw, key, language) != _words(now, key, language)]
            before = [traces.get(key, {}).get(language, TracedText()) for key in keys]
            texts = [bare(_words(now, key, language)) for key in keys]
            after = _step(saved, language, keys, before, texts, waiting)
            for key, traced in zip(keys, after, strict=True):
                traces.setdefault(key, {})[language] = traced
        _note(saved, waiting, {key: _changed_in(raw, now, key) for key in changed if key in now})
        for key in raw.keys() - now.keys():
            traces.pop(key, None)
        raw = now
    found = {key: {code: one for code, one in by.items() if one.tokens} for key, by in traces.items()}
    return {**found, CLAUSES: {"": clauses}} if chosen else found


_Pieces = Mapping[str, Mapping[str, str]]
_Waiting = dict[str, dict[str, set[str]]]
"""Piece to amendment to the languages that it changed there, or that were changed after it."""


def _pieces(content: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    parties = {one["id"]: one["name"] for one in content.get("parties", ())}
    return {TITLE: content["title"], **parties, **{one["id"]: one["text"] for one in content["paragraphs"]}}


def _chosen(content: Mapping[str, Any]) -> tuple[str, str]:
    return str(content.get("authentic", "")), str(content.get("divergence", ""))


def _words(pieces: _Pieces, key: str, language: str) -> str:
    return pieces.get(key, {}).get(language, "")


def _changed_in(raw: _Pieces, now: _Pieces, key: str) -> set[str]:
    languages = {*raw.get(key, {}), *now.get(key, {})}
    return {code for code in languages if _words(raw, key, code) != _words(now, key, code)}


def _step(
    saved: Saved,
    language: str,
    keys: Sequence[str],
    before: Sequence[Traced],
    texts: Sequence[str],
    waiting: _Waiting,
) -> list[Traced]:
    """Pieces that changed in one language. A whole text that left another piece is the same text."""
    left = {one.text: one for one in before if one.tokens}
    after = [
        left[text] if text in left else _brought(saved, language, key, was, text, waiting.get(key, {}))
        for key, was, text in zip(keys, before, texts, strict=True)
    ]
    fresh = {origin for one in after for origin in one.origins if origin.version == saved.number}
    only_places = any(cause.kind is CauseKind.SHAPE for cause in saved.causes)
    return moved(before, after, fresh, least=1 if only_places else _LEAST)


def _causes_of(saved: Saved, key: str) -> Sequence[Cause]:
    """Those that name the piece, else the first."""
    return [cause for cause in saved.causes if key in cause.layers] or saved.causes[:1]


def _labels(cause: Cause) -> tuple[str, ...]:
    return tuple(map(str, cause.amendments))


def _brought(
    saved: Saved, language: str, key: str, was: Traced, text: str, waiting: Mapping[str, set[str]]
) -> Traced:
    number = saved.number
    if not saved.causes:
        return rewritten(was, text, Origin(OriginKind.UNKNOWN, number))
    for cause in _causes_of(saved, key):
        layers = cause.layers.get(key, ())
        if cause.kind is CauseKind.AMENDMENT and layers:
            for layer in layers:
                by = Origin(OriginKind.AMENDMENT, number, (str(layer.amendment),))
                was = rewritten(was, bare(layer.words.get(language, "")), by)
        elif cause.kind is CauseKind.AMENDMENT:
            was = rewritten(was, text, Origin(OriginKind.AMENDMENT, number, _labels(cause)[:1]))
        elif cause.kind in _NAMED:
            for name in (layer.words[language] for layer in layers if language in layer.words):
                was = rewritten(was, bare(name), Origin(_KINDS[cause.kind], number, city=_city(saved, key)))
        elif cause.kind is CauseKind.MERGE:
            was = _merged(was, text, Origin(OriginKind.MERGE, number, _labels(cause)), layers, language)
        else:
            after = tuple(one for one, done in waiting.items() if language not in done)
            was = rewritten(was, text, Origin(_KINDS[cause.kind], number, after))
    return was if was.text == text else rewritten(was, text, Origin(OriginKind.EDIT, number))


def _unkept(saved: Saved) -> list[str]:
    """Parties of the first version that kept what they are called, but those that it named."""
    told = {key for cause in saved.causes for key in cause.layers}
    return [one["id"] for one in saved.content.get("parties", ()) if one["id"] not in told]


def _from_before(words: Mapping[str, str], version: int) -> dict[str, Traced]:
    unknown = Origin(OriginKind.UNKNOWN, version)
    return {code: TracedText.new(bare(text), unknown) for code, text in words.items()}


def _city(saved: Saved, key: str) -> str:
    return next(str(one["city"]) for one in saved.content["parties"] if one["id"] == key)


def _merged(was: Traced, text: str, by: Origin, layers: Sequence[Layer], language: str) -> Traced:
    """The words of a merge. A word that an amendment adds, and that the merge takes up, is the amendment's."""
    merged = rewritten(was, text, by)
    for layer in layers:
        proposed = tokens(bare(layer.words.get(language, "")))
        added = {n for block in blocks(was.tokens, proposed) if not block.same for n in block.new}
        own = Origin(OriginKind.AMENDMENT, by.version, (str(layer.amendment),))
        taken = {
            there: own
            for block in blocks(proposed, merged.tokens)
            if block.same
            for here, there in zip(block.old, block.new, strict=True)
            if here in added and merged.origins[there] == by
        }
        merged = merged.with_origins(taken)
    return merged


def _note(saved: Saved, waiting: _Waiting, changed: Mapping[str, set[str]]) -> None:
    """Who changed which languages of a piece, for languages that follow."""
    shared = {
        one: done for key in changed for one, done in waiting.get(key, {}).items()
    }  # what is split or joined waits together
    for key, languages in changed.items():
        if any(cause.kind is CauseKind.SHAPE for cause in saved.causes):
            waiting[key] = {one: set(done) for one, done in shared.items()}
            continue
        for done in waiting.get(key, {}).values():
            done.update(languages)
        for cause in _causes_of(saved, key) if saved.causes else ():
            if cause.amendments:
                labels = [str(one.amendment) for one in cause.layers.get(key, ())] or _labels(cause)
                waiting.setdefault(key, {}).update({one: set(languages) for one in labels})
