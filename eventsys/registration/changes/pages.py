"""A change that is asked for, in words: to whoever asks, and to whoever decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from eventsys.core import clock
from eventsys.registration.changes import queries, rules
from eventsys.registration.changes.forms import PARTS, ChangeForm
from eventsys.registration.changes.models import CHANGE_WORDS, AskedChange
from eventsys.registration.fields.models import DETAILS, in_section
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import field_words
from eventsys.registration.questions import queries as questions_queries
from eventsys.registration.questions.pages import filled


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A field: what is on record, and what it shall read. ``moved_on``: it reads otherwise now than when it was asked."""

    label: Any
    before: Any
    after: Any
    moved_on: bool = False


@dataclass(frozen=True, slots=True)
class OwnChanges:
    """On the person's own page: where a change is asked for ("" where none may be), the one that waits with its lines, and the
    last one that was decided."""

    url: str
    waiting: AskedChange | None
    lines: list[DiffLine]
    last: AskedChange | None


def diff_of(delegate: Delegate, asked: AskedChange) -> list[DiffLine]:
    """In the order of the form, against what is on record now."""
    recorded = rules.on_record(delegate, asked.values)
    moved = rules.moved_on(asked.before, recorded)
    return [
        DiffLine(
            field.label,
            field_words(field.name, rules.value_of(field.name, recorded[field.name])),
            field_words(field.name, rules.value_of(field.name, asked.values[field.name])),
            field.name in moved,
        )
        for field in DETAILS.values()
        if field.name in asked.values
    ]


def field_labels(asked: AskedChange) -> list[Any]:
    return [DETAILS[name].label for name in asked.fields if name in DETAILS]


def own_changes(delegate: Delegate) -> OwnChanges:
    conference = delegate.conference
    may = rules.may_ask(delegate.state, today=conference.day_of(clock.now()), ends=conference.ends)
    every = queries.changes_of(delegate)
    waiting = next((one for one in every if one.decided_at is None), None)
    last = next((one for one in every if one.decided_at is not None), None)
    url = url_for("registration.ask_change", slug=conference.slug, delegate_id=delegate.public_id)
    return OwnChanges(url if may else "", waiting, diff_of(delegate, waiting) if waiting else [], last)


def change_form(delegate: Delegate) -> ChangeForm:
    """The record as it shall read: what waits over what is there."""
    waiting = queries.waiting_of(delegate)
    wanted = {name: rules.value_of(name, said) for name, said in (waiting.values if waiting else {}).items()}
    return ChangeForm(
        asked=questions_queries.asked_of(delegate),
        region=delegate.delegation.party.country,
        conference=delegate.conference,
        data={**filled(delegate, *PARTS), **wanted},
    )


def sections(form: ChangeForm) -> list[tuple[str, list[Any]]]:
    """The inputs of each section that has any."""
    found = [(part, [form[one.input] for one in in_section(part) if one.input in form]) for part in PARTS]
    return [(part, inputs) for part, inputs in found if inputs]


def change_word(asked: AskedChange) -> Any:
    return CHANGE_WORDS[asked.state]
