"""The term of an agreement, from values alone."""

from __future__ import annotations

from datetime import date

from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.agreements.errors import EndsTooEarly

#: An agreement that runs, for the first time or again.
RUNNING = (State.IN_FORCE, State.RENEWED)


def is_far_from(ends: date, day: date, *, years: int) -> bool:
    """Whether nobody expects that something about an agreement of a conference that ``ends`` then happens on ``day``:
    more than a year before, or ``years`` after.

    >>> is_far_from(date(2026, 11, 19), date(2206, 1, 1), years=30)
    True
    """
    return not ends.year - 1 <= day.year <= ends.year + years


def check_term(begins: date, ends: date | None) -> None:
    """Raises :class:`EndsTooEarly` unless the term has a last day on or after the first, or none."""
    if ends is not None and ends < begins:
        raise EndsTooEarly


def is_over(state: State, ends: date | None, today: date) -> bool:
    """Whether an agreement that runs has had its last day; one without end never has."""
    return state in RUNNING and ends is not None and ends < today
