"""What forms and definition lists say about places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventsys.core.web.filters import loc
from eventsys.core.words.languages import gettext as _
from eventsys.registration.composer.models import FormChoice, FormQuestion
from eventsys.registration.limits import queries, rules
from eventsys.registration.limits.rules import Standing
from eventsys.registration.people.models import Delegate


def _limited(questions: Iterable[FormQuestion]) -> list[FormChoice]:
    return [choice for question in questions for choice in question.choices if choice.places is not None]


def notes(questions: Sequence[FormQuestion], delegate: Delegate | None = None) -> dict[str, str]:
    """What stands beside limited choices, by their keys: places left, or how the person stands. Nothing is asked of the
    database where nothing is limited."""
    limited = _limited(questions)
    if not limited:
        return {}
    tallies = queries.tallies(limited)
    mine = queries.standings(delegate) if delegate else {}
    return {choice.key: rules.note(tallies[choice.id], mine.get(choice.id)) for choice in limited}


def _waiting(questions: Iterable[FormQuestion], delegate: Delegate) -> list[tuple[FormChoice, Standing]]:
    limited = _limited(questions)
    mine = queries.standings(delegate) if limited else {}
    return [(choice, mine[choice.id]) for choice in limited if choice.id in mine and mine[choice.id].waits]


def standing_lines(questions: Sequence[FormQuestion], delegate: Delegate) -> dict[int, list[str]]:
    """By question a line for each choice that the person waits for."""
    lines: dict[int, list[str]] = {}
    for choice, standing in _waiting(questions, delegate):
        line = _(
            "%(choice)s: %(standing)s", choice=loc(choice.words), standing=rules.standing_words(standing)
        )
        lines.setdefault(choice.question_id, []).append(line)
    return lines


def waiting_for(questions: Iterable[FormQuestion], delegate: Delegate) -> list[str]:
    """The choices of these questions that the person waits for, each with the number on its list."""
    return [
        _("%(choice)s (number %(number)s)", choice=loc(choice.words), number=standing.number)
        for choice, standing in _waiting(questions, delegate)
    ]
