"""What a plenary may do about a text, from values alone."""

from __future__ import annotations

import pytest

from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.models import Instrument
from eventsys.declarations.adoption.rules import AdoptionAction, possible
from eventsys.networks.plenary.models import Decision

_TABLE = {
    State.ZERO_DRAFT: {AdoptionAction.WITHDRAW_STATEMENT},
    State.CIRCULATED: {AdoptionAction.WITHDRAW_STATEMENT, AdoptionAction.MAKE_STATEMENT},
    State.AMENDMENTS_OPEN: {AdoptionAction.WITHDRAW_STATEMENT, AdoptionAction.MAKE_STATEMENT},
    State.CONSOLIDATED: {AdoptionAction.WITHDRAW_STATEMENT, AdoptionAction.MAKE_STATEMENT},
    State.FINALISED: {AdoptionAction.WITHDRAW_STATEMENT, AdoptionAction.MAKE_STATEMENT, AdoptionAction.ADOPT},
    State.ADOPTED: set(),
    State.OPEN_FOR_SIGNATURE: set(),
    State.CLOSED: set(),
    State.ARCHIVED: set(),
}


@pytest.mark.parametrize("decision", Decision)
def test_members_speak_before_adoption_and_vote_on_the_final_words(decision):
    voting = {AdoptionAction.VOTE} if decision is not Decision.CONSENSUS else set()
    expected = _TABLE | {State.FINALISED: _TABLE[State.FINALISED] | voting}
    assert {state: possible(state, Instrument.DECLARATION, decision) for state in _TABLE} == expected


@pytest.mark.parametrize("kind", [Instrument.MINUTES, Instrument.MEMORANDUM])
def test_an_agreement_is_not_before_the_plenary(kind):
    assert {state: possible(state, kind, Decision.MAJORITY) for state in State} == dict.fromkeys(
        State, frozenset()
    )
