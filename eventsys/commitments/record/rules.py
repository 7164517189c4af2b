"""The states of a commitment: which follows which, what is over, and when it is overdue."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from eventsys.commitments.record.errors import CommitmentEnded, NoCommitmentStep
from eventsys.commitments.record.models import STATE_WORDS
from eventsys.commitments.record.models import CommitmentState as State
from eventsys.conferences.editions.models import Conference
from eventsys.core.words.dates import ImpreciseDate

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

STATE_TONES: dict[str, str] = {
    State.ACCEPTED: "info",
    State.IN_PROGRESS: "info",
    State.REPORTED: "info",
    State.EVALUATED: "info",
    State.COMPLETED: "ok",
    State.CONTINUED: "warn",
    State.DISCONTINUED: "danger",
}


class CommitmentAction(StrEnum):
    """What may be done about a commitment, in the order in which it is offered."""

    ACCEPT = "accept"
    START = "start"
    REPORT = "report"
    EVALUATE = "evaluate"
    COMPLETE = "complete"
    CONTINUE = "continue"
    DISCONTINUE = "discontinue"
    EDIT = "edit"


STEPS = {
    CommitmentAction.ACCEPT: State.ACCEPTED,
    CommitmentAction.START: State.IN_PROGRESS,
    CommitmentAction.REPORT: State.REPORTED,
    CommitmentAction.EVALUATE: State.EVALUATED,
    CommitmentAction.COMPLETE: State.COMPLETED,
    CommitmentAction.CONTINUE: State.CONTINUED,
    CommitmentAction.DISCONTINUE: State.DISCONTINUED,
}


def possible(state: State) -> frozenset[CommitmentAction]:
    """What may be done next: a step on the way, and changes until the end."""
    found = {action for action, wanted in STEPS.items() if wanted in ARROWS[state]}
    return frozenset(found if state in ENDED else found | {CommitmentAction.EDIT})


def check_possible(action: CommitmentAction, state: State) -> None:
    """Of a step. Raises :class:`NoCommitmentStep`."""
    check_step(state, STEPS[action])


def check_step(state: str, wanted: State) -> None:
    """Raises :class:`NoCommitmentStep` when there is no arrow from ``state`` to ``wanted``."""
    if wanted not in ARROWS[State(state)]:
        raise NoCommitmentStep(state=STATE_WORDS[State(state)], wanted=STATE_WORDS[wanted])


def check_editable(state: str) -> None:
    """Words of a commitment change until it has ended. Raises :class:`CommitmentEnded`."""
    if CommitmentAction.EDIT not in possible(State(state)):
        raise CommitmentEnded(state=STATE_WORDS[State(state)])


def is_overdue(due: ImpreciseDate | None, state: str, today: date) -> bool:
    """Whether the last day that ``due`` can mean has passed while it is still the city's turn."""
    return due is not None and State(state) in TO_BE_DONE and due.last_day() < today


def today_at(conference: Conference, now: datetime) -> date:
    """The day of ``now`` where the conference is."""
    return conference.day_of(now)
