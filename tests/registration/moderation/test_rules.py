"""What may be decided, from values alone."""

from __future__ import annotations

import pytest

from eventsys.registration.moderation import rules
from eventsys.registration.moderation.rules import Room, Verdict
from eventsys.registration.people.models import DelegateState

EVERY = frozenset(Verdict)


@pytest.mark.parametrize("state", list(DelegateState))
def test_what_may_be_decided_on_whom(state: DelegateState) -> None:
    wanted = {
        "submitted": EVERY,
        "pre_approved": EVERY,
        "waitlisted": {Verdict.ACCREDIT, Verdict.DECLINE},
    }
    assert rules.possible(state) == wanted.get(str(state), set())


def test_every_state_is_in_the_queue_under_one_word() -> None:
    said = [state for states in rules.QUEUE.values() for state in states]
    assert sorted(said) == sorted(DelegateState)
    assert rules.QUEUE.keys() == rules.QUEUE_WORDS.keys()
    assert rules.states_of("nonsense") == rules.states_of("waiting") == {"submitted", "pre_approved"}


@pytest.mark.parametrize(
    ("room", "left", "full"),
    [(Room(3, None), None, False), (Room(3, 5), 2, False), (Room(5, 5), 0, True), (Room(6, 5), 0, True)],
)
def test_how_many_places_are_left(room: Room, left: int | None, full: bool) -> None:
    assert (room.left, room.is_full) == (left, full)
