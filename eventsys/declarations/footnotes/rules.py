"""Notes of where words came from, as values: made of what is on record, written into the record of a file, read back.

A file may be a stranger's: reading believes nothing, and what is read covers the texts beside it exactly or is refused.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from eventsys.core.words.text import Localized
from eventsys.declarations.amendments.models import AmendmentKind, AmendmentState
from eventsys.declarations.amendments.rules import Decision, RollEntry
from eventsys.declarations.footnotes.errors import FootnotesUnclear
from eventsys.declarations.origins.rules import CLAUSES, Origin, OriginKind, Traces, runs_of
from eventsys.declarations.voting.models import Manner

MOST_RUNS = 100_000
"""In all languages of a file."""
_RUN = re.compile(r"[1-9][0-9]{0,6}\*[0-9]{1,6}", re.ASCII)
_LABEL = re.compile(r"[1-9][0-9]{0,5}(\.[1-9][0-9]{0,5})?", re.ASCII)
_FIXED = Origin(OriginKind.FIXED)
SHAPES = (AmendmentKind.MOVE, AmendmentKind.DELETE)
"""Kinds of amendments that bring no words."""


@dataclass(frozen=True, slots=True)
class Source:
    """What words are from: see :class:`Origin`, and when its version was saved (None of words that the house sets)."""

    origin: Origin
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AmendmentNote:
    """An amendment that made words of the text, or that one of those amends (``parent``), by their labels. ``city``: the
    code of whose it was; ``proposed``: language to words; ``was``: the words of the paragraph that it moved or took out, for
    no word of the text leads to such a one."""

    label: str
    parent: str | None
    kind: AmendmentKind
    city: str
    proposed: Mapping[str, str]
    decision: Decision
    was: Mapping[str, str] = field(default_factory=dict)

    @property
    def shapes(self) -> bool:
        """Whether it brought no words, but moved a paragraph, or took it out."""
        return self.kind in SHAPES


@dataclass(frozen=True, slots=True)
class Footnotes:
    """``texts``: language to stretches of its frozen words in reading order, each as how many code points from which of
    ``sources`` (by its number). ``cities``: code to the name that the city had then."""

    texts: Mapping[str, tuple[tuple[int, int], ...]]
    sources: tuple[Source, ...]
    amendments: Mapping[str, AmendmentNote] = field(default_factory=dict)
    cities: Mapping[str, Localized] = field(default_factory=dict)


def footnotes(
    laid: Mapping[str, Sequence[tuple[str, str]]],
    traces: Traces,
    saved_at: Mapping[int, datetime],
    amendments: Iterable[AmendmentNote] = (),
    cities: Mapping[str, Localized] | None = None,
) -> Footnotes:
    """``laid``: language to pieces as :func:`laid_out` gives them; ``saved_at``: number of a version to its moment.

    Of ``amendments`` and ``cities`` those stay that words lead to, and those that moved paragraphs or took them out.
    """
    numbers: dict[Origin, int] = {}
    texts = {}
    for language, pieces in laid.items():
        stretches = [one for key, words in pieces for one in _origins(traces, key, language, words)]
        texts[language] = tuple(
            (sum(length for length, _origin in group), numbers.setdefault(origin, len(numbers)))
            for origin, group in itertools.groupby(stretches, key=lambda one: one[1])
        )
    every = {one.label: one for one in amendments}
    named = _with_parents({one for origin in numbers for one in origin.amendments}, every)
    kept = {label: one for label, one in every.items() if label in named or one.shapes}
    codes = {one.city for one in kept.values()} | {e.city for one in kept.values() for e in one.decision.roll}
    codes |= {origin.city for origin in numbers}
    return Footnotes(
        texts,
        tuple(Source(origin, saved_at.get(origin.version)) for origin in numbers),
        kept,
        {code: name for code, name in (cities or {}).items() if code in codes},
    )


def _origins(traces: Traces, key: str, language: str, words: str) -> list[tuple[int, Origin]]:
    """Stretches of a piece: how long, from where. Of words that no version has, nothing is known."""
    if not key or not words:
        return [(len(words), _FIXED)] if words else []
    found = traces.get(key, {})
    if key == CLAUSES and found:
        return [(len(words), found[""].origins[0])]
    # a party that has no name in a language is called there as in another
    every = (one for one in (found.get(language), *found.values()) if one is not None and one.text == words)
    traced = next(every, None)
    if traced is None:
        return [(len(words), Origin(OriginKind.UNKNOWN))]
    return [(run.end - run.start, run.origin) for run in runs_of(traced)]


def _with_parents(labels: set[str], every: Mapping[str, AmendmentNote]) -> set[str]:
    found = set(labels)
    for label in labels:
        at: str | None = label
        while at is not None and at in every:
            found.add(at)
            at = every[at].parent
    return found


# --- as plain values, in the record of a file ---------------------------------------------------------------------


def plain(notes: Footnotes) -> dict[str, Any]:
    """In values that JSON knows. A text is one line: ``27*0 2*3`` are 27 code points from source 0, then two from 3."""
    return {
        "texts": {code: " ".join(f"{n}*{s}" for n, s in runs) for code, runs in notes.texts.items()},
        "sources": [_plain_source(source) for source in notes.sources],
        "amendments": [_plain_amendment(one) for one in notes.amendments.values()],
        "cities": {code: dict(name) for code, name in notes.cities.items()},
    }


def _plain_source(source: Source) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": str(source.origin.kind)}
    if source.at:
        found |= {"version": source.origin.version, "at": source.at.isoformat()}
    if source.origin.amendments:
        found["amendments"] = list(source.origin.amendments)
    if source.origin.city:
        found["city"] = source.origin.city
    return found


def _plain_amendment(one: AmendmentNote) -> dict[str, Any]:
    decision = one.decision
    return {
        "amendment": one.label,
        "to": one.parent,
        "kind": str(one.kind),
        "city": one.city,
        "proposed": dict(one.proposed),
        **({"was": dict(one.was)} if one.was else {}),
        "decision": {
            "state": str(decision.state),
            "how": str(decision.how),
            "at": decision.at.isoformat() if decision.at else None,
            "note": decision.note,
            "votes": list(decision.votes) if decision.votes else None,
            "roll": [f"{entry.city} {entry.vote}" for entry in decision.roll],
            "together": list(decision.together),
            "manner": str(decision.manner) if decision.manner else None,
            "vote": decision.vote,
        },
    }


def read(told: Any, contents: Mapping[str, str]) -> Footnotes:
    """What :func:`plain` wrote, of texts with these ``contents`` (language to words). Raises :class:`FootnotesUnclear`."""
    try:
        cities = {str(code): Localized(_words(name)) for code, name in told["cities"].items()}
        found = Footnotes(
            {str(code): _runs(line) for code, line in told["texts"].items()},
            tuple(_source(one) for one in told["sources"]),
            {one["amendment"]: _amendment(one, cities) for one in told["amendments"]},
            cities,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FootnotesUnclear from error
    check_covers(found, contents)
    return found


def check_covers(notes: Footnotes, contents: Mapping[str, str]) -> None:
    """Every word of ``contents`` has its note and every note is there; raises :class:`FootnotesUnclear`."""
    lengths = {code: sum(length for length, _source in runs) for code, runs in notes.texts.items()}
    sources = {source for runs in notes.texts.values() for _length, source in runs}
    named = {label for source in notes.sources for label in source.origin.amendments}
    parents = {one.parent for one in notes.amendments.values()} - {None}
    fits = (
        lengths == {code: len(words) for code, words in contents.items()}
        and sources <= set(range(len(notes.sources)))
        and named | parents <= set(notes.amendments)
        and {one.city for one in notes.amendments.values()} <= set(notes.cities)
        and {one.origin.city for one in notes.sources} <= {"", *notes.cities}
    )
    if not fits:
        raise FootnotesUnclear


def _runs(line: str) -> tuple[tuple[int, int], ...]:
    words = line.split(" ")
    if len(words) > MOST_RUNS or not all(map(_RUN.fullmatch, words)):
        raise ValueError
    pairs = (word.split("*") for word in words)
    return tuple((int(length), int(source)) for length, source in pairs)


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 10**6:
        raise ValueError
    return int(value)


def _label(value: Any) -> str:
    if not isinstance(value, str) or not _LABEL.fullmatch(value):
        raise ValueError
    return value


def _words(value: Any) -> dict[str, str]:
    return {str(code): str(words) for code, words in value.items()}


def _moment(value: str | None) -> datetime | None:
    found = datetime.fromisoformat(value) if value is not None else None
    if found is not None and found.tzinfo is None:
        raise ValueError
    return found


def _source(told: Mapping[str, Any]) -> Source:
    amendments = tuple(_label(one) for one in told.get("amendments", ()))
    kind, version = OriginKind(told["kind"]), _whole(told.get("version", 0))
    origin = Origin(kind, version, amendments, str(told.get("city", "")))
    return Source(origin, _moment(told.get("at")))


def _amendment(told: Mapping[str, Any], cities: Mapping[str, Localized]) -> AmendmentNote:
    decision = told["decision"]
    votes = tuple(_whole(one) for one in decision["votes"]) if decision["votes"] else None
    if votes is not None and len(votes) != 3:
        raise ValueError
    return AmendmentNote(
        _label(told["amendment"]),
        None if told["to"] is None else _label(told["to"]),
        AmendmentKind(told["kind"]),
        str(told["city"]),
        _words(told["proposed"]),
        Decision(
            AmendmentState(decision["state"]),
            str(decision["how"]),
            _moment(decision["at"]),
            str(decision["note"]),
            votes,
            tuple(_entry(line, cities) for line in decision["roll"]),
            tuple(_label(one) for one in decision["together"]),
            Manner(decision["manner"]) if decision["manner"] is not None else None,
            None if decision["vote"] is None else _whole(decision["vote"]),
        ),
        _words(told.get("was", {})),
    )


def _entry(line: str, cities: Mapping[str, Localized]) -> RollEntry:
    city, _space, vote = line.rpartition(" ")
    return RollEntry(city, cities[city], vote)
