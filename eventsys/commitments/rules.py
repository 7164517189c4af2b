"""The life of a commitment: which state follows which, what goes on record, and when it is overdue."""

from __future__ import annotations

from datetime import date

from eventsys.commitments.errors import CommitmentEnded, NoCommitmentStep, WordsMissing
from eventsys.commitments.models import STATE_WORDS
from eventsys.commitments.models import CommitmentState as State
from eventsys.core.dates import ImpreciseDate
from eventsys.core.text import Localized

__all__ = [
    "ARROWS", "ENDED", "STATE_TONES", "TO_BE_DONE", "WITH_WORDS", "check_editable", "check_step", "check_words",
    "is_overdue",
]  # fmt: skip

#: What is continued is reported on again, at the next plenary.
ARROWS: dict[State, frozenset[State]] = {
    State.RECORDED: frozenset({State.ACCEPTED}),
    State.ACCEPTED: frozenset({State.IN_PROGRESS}),
    State.IN_PROGRESS: frozenset({State.REPORTED}),
    State.REPORTED: frozenset({State.EVALUATED}),
    State.EVALUATED: frozenset({State.COMPLETED, State.CONTINUED, State.DISCONTINUED}),
    State.CONTINUED: frozenset({State.REPORTED}),
    State.COMPLETED: frozenset(),
    State.DISCONTINUED: frozenset(),
}
ENDED = frozenset(state for state, following in ARROWS.items() if not following)
#: The city's turn: nothing was reported on it since it was promised or continued.
TO_BE_DONE = frozenset({State.RECORDED, State.ACCEPTED, State.IN_PROGRESS, State.CONTINUED})
#: What was done, the verdict, and why it ends without being done.
WITH_WORDS = frozenset({State.REPORTED, State.EVALUATED, State.DISCONTINUED})

STATE_TONES: dict[str, str] = {
    State.ACCEPTED: "info", State.IN_PROGRESS: "info", State.REPORTED: "info", State.EVALUATED: "info",
    State.COMPLETED: "ok", State.CONTINUED: "warn", State.DISCONTINUED: "danger",
}  # fmt: skip


def check_step(state: str, wanted: State) -> None:
    """Raises :class:`NoCommitmentStep` when there is no arrow from ``state`` to ``wanted``."""
    if wanted not in ARROWS[State(state)]:
        raise NoCommitmentStep(state=STATE_WORDS[State(state)], wanted=STATE_WORDS[wanted])


def check_words(wanted: State, words: Localized) -> None:
    """Raises :class:`WordsMissing`."""
    if wanted in WITH_WORDS and not words:
        raise WordsMissing


def check_editable(state: str) -> None:
    """Raises :class:`CommitmentEnded`."""
    if State(state) in ENDED:
        raise CommitmentEnded(state=STATE_WORDS[State(state)])


def is_overdue(due: ImpreciseDate | None, state: str, today: date) -> bool:
    """Whether the last day that ``due`` can mean has passed while it is still the city's turn."""
    return due is not None and State(state) in TO_BE_DONE and due.last_day() < today
