"""Pure decisions about changes that are asked for: when, what differs, and what was needed and may not be emptied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eventsys.core.words.text import Localized
from eventsys.registration.fields.models import DETAILS
from eventsys.registration.kinds.models import FieldKind
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.questions import rules as questions_rules
from eventsys.registration.questions.rules import AskedParts


def may_ask(state: DelegateState, *, today: date, ends: date) -> bool:
    """A registration is settled by its approval; before, it is mended by itself, or returned."""
    return state == DelegateState.APPROVED and today <= ends


def kept(value: Any) -> Any:
    """A value of a field as it is kept here: a text, a text by language, a day as it is written in ISO 8601; None for nothing."""
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, dict) else value


def value_of(name: str, said: Any) -> Any:
    """What was kept of a field, as the record has it."""
    match DETAILS[name].kind:
        case FieldKind.OFFICE:
            return Localized(said or {})
        case FieldKind.DAY:
            return date.fromisoformat(said) if said else None
    return said


def on_record(delegate: Delegate, names: Iterable[str]) -> dict[str, Any]:
    return {name: kept(getattr(delegate, name)) for name in names}


def differing(recorded: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Of what is ``wanted``, the fields that read otherwise on record."""
    return {name: value for name, value in wanted.items() if recorded[name] != value}


def moved_on(before: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[str]:
    """Fields that read otherwise now than when the change was asked for."""
    return [name for name, value in before.items() if recorded[name] != value]


@dataclass(frozen=True, slots=True)
class _AsWanted:
    """A person with some fields read as they shall be."""

    person: Delegate
    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        return value_of(name, self.values[name]) if name in self.values else getattr(self.person, name)


def emptied(delegate: Delegate, values: Mapping[str, Any], asked: AskedParts) -> list[Any]:
    """The words of what would be lacking that is not lacking now."""
    lacking = {thing.field for thing in questions_rules.things_to_do(delegate, asked)}
    then: Any = _AsWanted(delegate, values)
    return [thing.words for thing in questions_rules.things_to_do(then, asked) if thing.field not in lacking]


def told_lines(
    fields: Iterable[str], before: Mapping[str, Any], values: Mapping[str, Any], order: Sequence[str]
) -> list[str]:
    """A line for each field: its word, and while it waits what it read and shall read."""

    def plainly(name: str, said: Any) -> str:
        value = value_of(name, said)
        return value.get_in(order) if isinstance(value, Localized) else str(value or "—")

    return [
        f"{DETAILS[name].label}: {plainly(name, before.get(name))} → {plainly(name, values[name])}"
        if name in values
        else str(DETAILS[name].label)
        for name in fields
        if name in DETAILS
    ]
