"""What may be done with a registration, and what is said of it, from its state."""

from __future__ import annotations

import pytest

from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.people.rules import ARROWS, RegistrationVerb, possible

S = DelegateState
_TABLE = {
    S.DRAFT: {RegistrationVerb.SUBMIT, RegistrationVerb.WITHDRAW},
    S.SUBMITTED: {RegistrationVerb.PRE_APPROVE, RegistrationVerb.RETURN, RegistrationVerb.WITHDRAW},
    S.RETURNED: {RegistrationVerb.SUBMIT, RegistrationVerb.WITHDRAW},
    S.PRE_APPROVED: {
        RegistrationVerb.RETURN,
        RegistrationVerb.APPROVE,
        RegistrationVerb.REJECT,
        RegistrationVerb.WAITLIST,
        RegistrationVerb.WITHDRAW,
    },
    S.APPROVED: {RegistrationVerb.REVOKE, RegistrationVerb.WITHDRAW},
    S.WAITLISTED: {RegistrationVerb.APPROVE, RegistrationVerb.REJECT, RegistrationVerb.WITHDRAW},
    S.REJECTED: set(),
    S.REVOKED: set(),
    S.WITHDRAWN: set(),
}


def test_what_may_be_done_with_a_registration_follows_from_its_state():
    assert {state: possible(state) for state in S} == _TABLE
    assert set(ARROWS) == set(RegistrationVerb)


@pytest.mark.parametrize(
    ("state", "facts"),
    [
        (S.DRAFT, set()),
        (S.SUBMITTED, {"is_submitted", "is_coming"}),
        (S.RETURNED, {"is_returned"}),
        (S.PRE_APPROVED, {"is_coming"}),
        (S.APPROVED, {"is_approved", "is_coming"}),
        (S.WAITLISTED, {"is_coming"}),
        (S.REJECTED, set()),
        (S.REVOKED, set()),
        (S.WITHDRAWN, set()),
    ],
)
def test_facts_of_a_registration(state, facts):
    told = ("is_approved", "is_returned", "is_submitted", "is_coming")
    assert {name for name in told if getattr(Delegate(state=state), name)} == facts
