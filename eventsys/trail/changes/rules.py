"""What changed, in words: the fields of an entry that have a name, before and after.

The trail keeps values as the services wrote them: texts by language, codes of states, moments, ids. A page tells what a
reader understands; the rest (ids, digests, places in an order) stays in the export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.tags import own_name
from eventsys.core.words.text import Localized
from eventsys.trail.words.rules import FIELD_WORDS

__all__ = ["Difference", "Speech", "differences"]

_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
#: Fields whose texts are codes: they are told where a word is known, and not otherwise.
_CODED = frozenset(
    {
        "state",
        "kind",
        "purpose",
        "via",
        "part",
        "source",
        "vote",
        "role",
        "standing",
        "status",
        "travel_asked",
        "name_order",
        "origin",
    }
)
#: Fields whose texts are codes of languages.
_LANGUAGES = frozenset({"language", "languages", "native_language", "authentic", "divergence"})
#: Fields whose texts may be days that are known in part alone.
_IMPRECISE = frozenset({"founded", "since", "until", "due", "said_on"})
#: The field that lists fields whose values are nobody's business.
_CHANGED = "changed"
#: Where these are numbers, the numbers are ids.
_NUMBER_FIELDS = frozenset({"room", "field"})
_MOST = 12  # of a list; the rest is counted


@dataclass(frozen=True, slots=True)
class Difference:
    """One field. ``before`` and ``after`` are ready texts; ``None`` where there was nothing."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Speech:
    """How values are said in the language of the page: a text in several languages, a day, a moment, yes and no, a
    list; an imprecise date; ``word`` gives the word of a code by verb and field, or ``None``."""

    text: Callable[[Mapping[str, str]], str]
    day: Callable[[date], str]
    moment: Callable[[datetime], str]
    truth: Callable[[bool], str]
    listed: Callable[[list[str], int], str]
    imprecise: Callable[[ImpreciseDate], str]
    word: Callable[[str, str, str], str | None]


def differences(
    verb: str, before: dict[str, Any] | None, after: dict[str, Any] | None, speech: Speech
) -> list[Difference]:
    """Fields that differ, in the order they were written; those that are the same on both sides are left out."""
    old, new = _fields(before), _fields(after)
    found = []
    for name in dict.fromkeys((*new, *old)):
        if name not in FIELD_WORDS or (before and after and old.get(name) == new.get(name)):
            continue
        said = [_said(verb, name, side.get(name), speech) for side in (old, new)]
        if any(said) and said[0] != said[1]:
            found.append(Difference(str(FIELD_WORDS[name]), said[0] or None, said[1] or None))
    return found


def _fields(values: dict[str, Any] | None) -> dict[str, Any]:
    """A text by language that stands without a field's name is the field "text"."""
    if values and all(name in SUPPORTED for name in values):
        return {"text": values}
    return values or {}


def _said(verb: str, name: str, value: Any, speech: Speech) -> str:
    if isinstance(value, list):
        told = [said for one in value if (said := _said(verb, name, one, speech))]
        return speech.listed(told[:_MOST], len(told) - _MOST) if told else ""
    if isinstance(value, str):
        return _coded(verb, name, value, speech)
    if name in _NUMBER_FIELDS and isinstance(value, int):
        return ""
    return _plain(verb, value, speech)


def _coded(verb: str, name: str, value: str, speech: Speech) -> str:
    """The word of a code; a text is told as it stands."""
    if name == _CHANGED:
        return str(FIELD_WORDS.get(value, ""))
    if name in _LANGUAGES:
        return own_name(value)
    if word := speech.word(verb, name, value):
        return word
    return "" if name in _CODED else _text(name, value, speech)


def _plain(verb: str, value: Any, speech: Speech) -> str:
    match value:
        case bool():
            return speech.truth(value)
        case int() | float():
            return str(value)
        case dict() if all(isinstance(v, str) and _LANGUAGE.fullmatch(k) for k, v in value.items()):
            return speech.text(Localized(value))
        case dict():
            return " · ".join(_inner(verb, value, speech))
    return ""


def _inner(verb: str, values: dict[str, Any], speech: Speech) -> Iterator[str]:
    """What stands in a field of its own inside another, as a line of a history; a yes or no without a name says nothing."""
    for name, value in values.items():
        if isinstance(value, bool) and name not in FIELD_WORDS:
            continue
        if said := _said(verb, name, value, speech):
            yield said


def _text(name: str, value: str, speech: Speech) -> str:
    if _ID.fullmatch(value):
        return ""
    try:
        if _DAY.fullmatch(value):
            return speech.day(date.fromisoformat(value))
        if _MOMENT.fullmatch(value):
            moment = datetime.fromisoformat(value)
            return speech.moment(moment) if moment.tzinfo else value
        if name in _IMPRECISE:
            return speech.imprecise(ImpreciseDate.parse(value))
    except ValueError:
        return value
    return value
