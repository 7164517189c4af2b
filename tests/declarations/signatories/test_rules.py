"""What may be done about one signature, from values alone."""

from __future__ import annotations

from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.signatories.rules import SignatoryAction, possible


def test_a_signature_is_given_or_its_want_recorded_while_the_document_is_open_and_waits_for_it():
    signing = {State.OPEN_FOR_SIGNATURE, State.PARTLY_SIGNED}
    for state in State:
        assert possible(state, awaited=True) == (set(SignatoryAction) if state in signing else set()), state
        assert possible(state, awaited=False) == set(), state
