"""What is left to do about the conference's declarations, by their states."""

from __future__ import annotations

import pytest

from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.rules import ARROWS
from eventsys.declarations.overview.rules import are_all_signed, is_one_adopted


def test_a_declaration_is_adopted_before_it_is_signed_and_stays_so():
    assert [state for state in ARROWS if is_one_adopted([state])] == [
        State.ADOPTED,
        State.OPEN_FOR_SIGNATURE,
        State.CLOSED,
        State.ARCHIVED,
    ]
    assert [state for state in ARROWS if are_all_signed([state])] == [State.CLOSED, State.ARCHIVED]


@pytest.mark.parametrize(
    ("states", "adopted", "signed"),
    [
        ([], False, False),
        ([State.ZERO_DRAFT, State.ADOPTED], True, False),
        ([State.CLOSED, State.OPEN_FOR_SIGNATURE], True, False),
        ([State.CLOSED, State.ARCHIVED], True, True),
    ],
)
def test_one_has_to_be_adopted_and_all_to_be_signed(states, adopted, signed):
    assert (is_one_adopted(states), are_all_signed(states)) == (adopted, signed)
