"""Verbs, their refusals, and what they leave in the database."""

from __future__ import annotations

import pytest

from eventsys.conferences.categories import service as categories
from eventsys.core import clock, signals
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.registration.decisions import errors, service
from eventsys.registration.invitations import errors as invitations_errors
from eventsys.registration.people import errors as people_errors
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import DelegateState
from eventsys.registration.people.rules import ARROWS, RegistrationVerb
from eventsys.registration.questions import errors as questions_errors
from eventsys.registration.questions import service as questions
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()


def focal_of(delegation) -> Actor:
    return Actor(kind="link", label="Focal", grants=(Grant("focal", str(delegation.public_id), 1),))


VERBS = {
    RegistrationVerb.SUBMIT: service.submit,
    RegistrationVerb.PRE_APPROVE: service.pre_approve,
    RegistrationVerb.APPROVE: service.approve,
    RegistrationVerb.WAITLIST: service.waitlist,
    RegistrationVerb.WITHDRAW: service.withdraw,
    RegistrationVerb.RETURN: lambda d, **k: service.send_back(d, "Photo", **k),
    RegistrationVerb.REJECT: lambda d, **k: service.reject(d, "No", **k),
    RegistrationVerb.REVOKE: lambda d, **k: service.revoke(d, "Fraud", **k),
}


@pytest.mark.parametrize("verb", list(RegistrationVerb))
def test_every_verb_follows_its_arrow_and_is_refused_by_name_elsewhere(verb: RegistrationVerb) -> None:
    delegation = make_delegation(make_conference())
    sources, target = ARROWS[verb]
    for state in DelegateState:
        delegate = make_delegate(delegation, state, photo_digest="0" * 64)
        if state in sources:
            VERBS[verb](delegate, by=SYSTEM, now=NOW)
            assert delegate.state == target
            assert delegate.holds_place == (target in people_rules.PLACE_STATES)
        else:
            with pytest.raises(people_errors.WrongState, match="not possible while"):
                VERBS[verb](delegate, by=SYSTEM, now=NOW)
            assert delegate.state == state


def test_a_decision_leaves_one_audit_entry_and_a_signal() -> None:
    delegate = make_delegate(make_delegation(make_conference()), "pre_approved")
    heard = []

    def hear(_sender, *, delegate):
        heard.append(delegate)

    with signals.delegate_decided.connected_to(hear):
        service.approve(delegate, by=SYSTEM, now=NOW)
        service.revoke(delegate, "Left office", by=SYSTEM, now=NOW)
    entries = db.session.query(AuditEntry).filter_by(thing_id=str(delegate.public_id)).order_by(AuditEntry.id)
    assert [(e.verb, e.before, e.after) for e in entries] == [
        ("delegate.approved", {"state": "pre_approved"}, {"state": "approved"}),
        ("delegate.revoked", {"state": "approved"}, {"state": "revoked", "reason": "Left office"}),
    ]
    assert heard == [delegate, delegate]


@pytest.mark.parametrize("verb", [service.send_back, service.reject])
def test_sending_back_and_rejecting_need_a_reason(verb) -> None:
    delegate = make_delegate(make_delegation(make_conference()), "pre_approved")
    with pytest.raises(invitations_errors.ReasonMissing):
        verb(delegate, " \n ", by=SYSTEM, now=NOW)
    assert delegate.state == "pre_approved"


def test_from_the_waiting_list_only_into_a_free_place() -> None:
    conference = make_conference()
    delegation, kind = make_delegation(conference), category_of(conference)
    waiting = make_delegate(delegation, "waitlisted")
    categories.set_quota(conference, places=1, category=kind, by=SYSTEM)
    taken = make_delegate(delegation, "approved")
    with pytest.raises(people_errors.QuotaFull):
        service.approve(waiting, by=SYSTEM, now=NOW)
    service.revoke(taken, "Ill", by=SYSTEM, now=NOW)
    service.approve(waiting, by=SYSTEM, now=NOW)
    assert waiting.holds_place


def test_a_returned_registration_may_be_mended_after_the_close() -> None:
    delegate = make_delegate(
        make_delegation(make_conference(registration_open=False)), "returned", photo_digest="0" * 64
    )
    actor = focal_of(delegate.delegation)
    questions.edit(delegate, {"hotel": "Daewoo"}, by=actor, now=NOW)
    service.submit(delegate, by=actor, now=NOW)
    with pytest.raises(questions_errors.NotEditable, match="Submitted"):
        questions.edit(delegate, {"hotel": "Metropole"}, by=actor, now=NOW)


def test_what_is_missing_is_named() -> None:
    delegation = make_delegation(make_conference(), "SEL")
    delegate = make_delegate(delegation, "draft", office={}, organisation={}, arrives_on=None)
    with pytest.raises(errors.Incomplete, match=r"Your photo, Your role,? and Your journey"):
        service.submit(delegate, by=SYSTEM, now=NOW)
    whole = make_delegate(delegation, "draft", photo_digest="0" * 64, consented_at=None)
    with pytest.raises(errors.NoConsent):
        service.submit(whole, by=SYSTEM, now=NOW)
