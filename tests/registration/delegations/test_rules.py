"""What a city may say to its invitation, from values alone."""

from __future__ import annotations

import pytest

from eventsys.registration.delegations.errors import InvitationAnswered
from eventsys.registration.delegations.models import Delegation, DelegationState
from eventsys.registration.delegations.rules import InvitationAnswer, possible, state_after

_TABLE = {
    DelegationState.INVITED: {InvitationAnswer.ACCEPT, InvitationAnswer.DECLINE, InvitationAnswer.SEND_PROXY},
    DelegationState.ACCEPTED: {InvitationAnswer.DECLINE, InvitationAnswer.SEND_PROXY},
    DelegationState.DECLINED: {InvitationAnswer.ACCEPT, InvitationAnswer.SEND_PROXY},
    DelegationState.SENDS_PROXY: {InvitationAnswer.ACCEPT, InvitationAnswer.DECLINE},
}
_LEADS_TO = {
    InvitationAnswer.ACCEPT: DelegationState.ACCEPTED,
    InvitationAnswer.DECLINE: DelegationState.DECLINED,
    InvitationAnswer.SEND_PROXY: DelegationState.SENDS_PROXY,
}


def test_a_city_may_change_its_answer_and_is_represented_only_where_that_is_known():
    assert {state: possible(state, represented=True) for state in DelegationState} == _TABLE
    alone = {state: may - {InvitationAnswer.SEND_PROXY} for state, may in _TABLE.items()}
    assert {state: possible(state, represented=False) for state in DelegationState} == alone


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("verb", InvitationAnswer)
def test_an_answer_leads_to_its_state_and_is_given_once(verb):
    for state, may in _TABLE.items():
        if verb in may:
            assert state_after(verb, state) == _LEADS_TO[verb]
        else:
            with pytest.raises(InvitationAnswered):
                state_after(verb, state)


@pytest.mark.parametrize("state", DelegationState)
def test_facts_of_a_delegation(state):
    facts = ("has_accepted", "has_declined", "sends_proxy", "is_not_written_to", "expected")
    told = {name for name in facts if getattr(Delegation(state=state), name)}
    assert (
        told
        == {
            DelegationState.INVITED: {"is_not_written_to"},
            DelegationState.ACCEPTED: {"has_accepted", "expected"},
            DelegationState.DECLINED: {"has_declined"},
            DelegationState.SENDS_PROXY: {"sends_proxy"},
        }[state]
    )
