"""Verbs, their refusals, and what they leave in the database."""

from __future__ import annotations

import base64

import pytest
from flask import Flask
from sqlalchemy import text

from eventsys.conferences.categories import service as categories
from eventsys.core import clock, signals
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.registration import errors, queries, rules, service
from eventsys.registration.models import DelegateState, PassportAccess
from eventsys.registration.rules import ARROWS, Verb
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.browser import letters
from tests.registration.factories import PERSON, category_of, make_delegate, make_delegation

NOW = clock.now()


def focal_of(delegation) -> Actor:
    return Actor(kind="link", label="Focal", grants=(Grant("focal", str(delegation.public_id), 1),))


VERBS = {
    Verb.SUBMIT: service.submit, Verb.PRE_APPROVE: service.pre_approve, Verb.APPROVE: service.approve,
    Verb.WAITLIST: service.waitlist, Verb.WITHDRAW: service.withdraw,
    Verb.RETURN: lambda d, **k: service.return_(d, "Photo", **k), Verb.REJECT: lambda d, **k: service.reject(d, "No", **k),
    Verb.REVOKE: lambda d, **k: service.revoke(d, "Fraud", **k),
}  # fmt: skip


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_follows_its_arrow_and_is_refused_by_name_elsewhere(app: Flask, verb: Verb) -> None:
    delegation = make_delegation(make_conference())
    sources, target = ARROWS[verb]
    for state in DelegateState:
        delegate = make_delegate(delegation, state, photo_digest="0" * 64)
        if state in sources:
            VERBS[verb](delegate, by=SYSTEM, now=NOW)
            assert delegate.state == target
            assert delegate.holds_place == (target in rules.PLACE_STATES)
        else:
            with pytest.raises(errors.WrongState, match="not possible while"):
                VERBS[verb](delegate, by=SYSTEM, now=NOW)
            assert delegate.state == state


def test_a_decision_leaves_one_audit_entry_and_a_signal(app: Flask) -> None:
    delegate = make_delegate(make_delegation(make_conference()), "pre_approved")
    heard = []

    def hear(sender, *, delegate):
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


@pytest.mark.parametrize("verb", [service.return_, service.reject])
def test_sending_back_and_rejecting_need_a_reason(app: Flask, verb) -> None:
    delegate = make_delegate(make_delegation(make_conference()), "pre_approved")
    with pytest.raises(errors.ReasonMissing):
        verb(delegate, " \n ", by=SYSTEM, now=NOW)
    assert delegate.state == "pre_approved"


def test_quotas_bind_the_category_and_the_whole_delegation(app: Flask) -> None:
    conference = make_conference()
    delegation = make_delegation(conference)
    delegate, adviser = category_of(conference, "delegate"), category_of(conference, "adviser")
    categories.set_quota(conference, places=1, category=delegate, by=SYSTEM)
    categories.set_quota(conference, places=2, by=SYSTEM)
    first = service.name_delegate(delegation, delegate, {"family_name": "A"}, by=SYSTEM, now=NOW)
    with pytest.raises(errors.QuotaFull, match="Delegate has at most 1"):
        service.name_delegate(delegation, delegate, {"family_name": "B"}, by=SYSTEM, now=NOW)
    service.name_delegate(delegation, adviser, {"family_name": "C"}, by=SYSTEM, now=NOW)
    with pytest.raises(errors.QuotaFull, match="Hanoi has at most 2"):
        service.name_delegate(delegation, adviser, {"family_name": "D"}, by=SYSTEM, now=NOW)
    service.withdraw(first, by=SYSTEM, now=NOW)
    service.name_delegate(delegation, adviser, {"family_name": "D"}, by=SYSTEM, now=NOW)


def test_a_city_s_own_quota_comes_before_that_of_all(app: Flask) -> None:
    conference = make_conference()
    hanoi, seoul = make_delegation(conference), make_delegation(conference, "SEL")
    kind = category_of(conference)
    categories.set_quota(conference, places=1, by=SYSTEM)
    categories.set_quota(conference, places=2, city=hanoi.city, by=SYSTEM)
    for delegation, fits in ((hanoi, 2), (seoul, 1)):
        for n in range(fits):
            service.name_delegate(delegation, kind, {"family_name": f"N{n}"}, by=SYSTEM, now=NOW)
        with pytest.raises(errors.QuotaFull):
            service.name_delegate(delegation, kind, {"family_name": "More"}, by=SYSTEM, now=NOW)


def test_a_second_head_is_refused_by_name_and_a_replacement_is_not(app: Flask) -> None:
    conference = make_conference()
    delegation, head = make_delegation(conference), category_of(conference, "head")
    service.name_delegate(delegation, head, PERSON, by=SYSTEM, now=NOW)
    with pytest.raises(errors.SecondHead, match="Nguyễn Thế Thảo"):
        service.name_delegate(delegation, head, {"family_name": "Other"}, by=SYSTEM, now=NOW)
    other = make_delegate(delegation, "draft")
    with pytest.raises(errors.SecondHead):
        service.edit(other, {}, by=SYSTEM, now=NOW, category=head)
    db.session.rollback()


def test_replacing_frees_the_place_and_takes_it_in_one_step(app: Flask) -> None:
    conference = make_conference()
    delegation, head = make_delegation(conference), category_of(conference, "head")
    first = service.name_delegate(delegation, head, PERSON, by=SYSTEM, now=NOW)
    second = service.replace(first, {"family_name": "Other"}, by=SYSTEM, now=NOW)
    assert (first.state, second.state, second.is_head) == ("withdrawn", "draft", True)
    assert queries.head_of(delegation) is second


def test_from_the_waiting_list_only_into_a_free_place(app: Flask) -> None:
    conference = make_conference()
    delegation, kind = make_delegation(conference), category_of(conference)
    waiting = make_delegate(delegation, "waitlisted")
    categories.set_quota(conference, places=1, category=kind, by=SYSTEM)
    taken = make_delegate(delegation, "approved")
    with pytest.raises(errors.QuotaFull):
        service.approve(waiting, by=SYSTEM, now=NOW)
    service.revoke(taken, "Ill", by=SYSTEM, now=NOW)
    service.approve(waiting, by=SYSTEM, now=NOW)
    assert waiting.holds_place


def test_the_same_form_twice_names_one_person_and_a_namesake_with_the_same_mail_is_refused(
    app: Flask,
) -> None:
    conference = make_conference()
    delegation, kind, key = make_delegation(conference), category_of(conference), uuid7()
    first = service.name_delegate(delegation, kind, PERSON, by=SYSTEM, now=NOW, public_id=key)
    assert service.name_delegate(delegation, kind, PERSON, by=SYSTEM, now=NOW, public_id=key) is first
    with pytest.raises(errors.AlreadyNamed, match="Nguyễn Thế Thảo"):
        service.name_delegate(delegation, kind, PERSON, by=SYSTEM, now=NOW, public_id=uuid7())
    foreign = make_delegation(conference, "SEL")
    elsewhere = service.name_delegate(foreign, kind, PERSON, by=SYSTEM, now=NOW, public_id=key)
    assert elsewhere is not first
    assert elsewhere.public_id != key


@pytest.mark.parametrize("name", ["x" * 121, "Two\nlines", "a\u2028b", "Smile 😀"])
def test_names_no_paper_can_carry_are_refused(app: Flask, name: str) -> None:
    delegation = make_delegation(make_conference())
    with pytest.raises(errors.UnsafeName):
        service.name_delegate(
            delegation, category_of(delegation.conference), {"family_name": name}, by=SYSTEM, now=NOW
        )


def test_names_are_composed_and_lose_what_cannot_be_stored(app: Flask) -> None:
    delegation = make_delegation(make_conference())
    details = {
        "family_name": "Nguye\u0302\u0303n\ud800",
        "given_name": "The\u0301   Tha\u0309o\x07",
        "name_order": "family",
    }
    found = service.name_delegate(delegation, category_of(delegation.conference), details, by=SYSTEM, now=NOW)
    assert found.full_name == "Nguyễn Thé Thảo"
    assert found.sort_name == "nguyen the thao"


@pytest.mark.parametrize(
    ("window", "refusal"), [(False, errors.RegistrationClosed), (None, errors.RegistrationNotOpen)]
)
def test_outside_the_window_only_staff_name_people(app: Flask, window, refusal) -> None:
    conference = make_conference(registration_open=window)
    delegation, kind = make_delegation(conference), category_of(conference)
    with pytest.raises(refusal):
        service.name_delegate(delegation, kind, PERSON, by=focal_of(delegation), now=NOW)
    service.name_delegate(delegation, kind, PERSON, by=SYSTEM, now=NOW)


def test_a_returned_registration_may_be_mended_after_the_close(app: Flask) -> None:
    delegate = make_delegate(
        make_delegation(make_conference(registration_open=False)), "returned", photo_digest="0" * 64
    )
    actor = focal_of(delegate.delegation)
    service.edit(delegate, {"hotel": "Daewoo"}, by=actor, now=NOW)
    service.submit(delegate, by=actor, now=NOW)
    with pytest.raises(errors.NotEditable, match="Submitted"):
        service.edit(delegate, {"hotel": "Metropole"}, by=actor, now=NOW)


def test_a_form_opened_before_somebody_else_saved_is_refused(app: Flask) -> None:
    delegate = make_delegate(make_delegation(make_conference()), "draft")
    before = delegate.version
    service.edit(delegate, {"hotel": "Daewoo"}, by=SYSTEM, now=NOW, version=before)
    with pytest.raises(errors.EditedMeanwhile):
        service.edit(delegate, {"hotel": "Metropole"}, by=SYSTEM, now=NOW, version=before)
    assert delegate.hotel == "Daewoo"


def test_what_is_missing_is_named(app: Flask) -> None:
    delegation = make_delegation(make_conference(), "SEL")
    delegate = make_delegate(delegation, "draft", office={}, organisation={}, arrives_on=None)
    with pytest.raises(errors.Incomplete, match=r"Your photo, Your role,? and Your journey"):
        service.submit(delegate, by=SYSTEM, now=NOW)
    whole = make_delegate(delegation, "draft", photo_digest="0" * 64, consented_at=None)
    with pytest.raises(errors.NoConsent):
        service.submit(whole, by=SYSTEM, now=NOW)


def test_standing_is_that_of_the_edition_s_own_time(app: Flask) -> None:
    network = make_network()
    tomsk = make_city("TOF", network=network, status="observer", since="2010")
    member = make_city("SEL", network=network)
    stranger = make_city("TYO")
    conference = make_conference(network=network)
    added = service.invite_cities(
        conference, [service.Invitee(c) for c in (tomsk, member, stranger)], by=SYSTEM, now=NOW
    )
    assert [d.standing for d in added] == ["observer", "member", "partner"]
    assert letters("invitation") == []
    with pytest.raises(errors.AlreadyInvited, match="Seoul"):
        service.invite_cities(conference, [service.Invitee(member)], by=SYSTEM, now=NOW)


def test_a_city_declines_with_a_reason_and_may_come_after_all(app: Flask) -> None:
    delegation = make_delegation(make_conference(), state="invited")
    actor = focal_of(delegation)
    with pytest.raises(errors.ReasonMissing):
        service.decline(delegation, "", by=actor, now=NOW)
    with pytest.raises(errors.NotAccepted):
        service.name_delegate(delegation, category_of(delegation.conference), PERSON, by=actor, now=NOW)
    service.decline(delegation, "Elections", by=actor, now=NOW)
    assert (delegation.state, delegation.answer_note, delegation.answered_at) == (
        "declined",
        "Elections",
        NOW,
    )
    with pytest.raises(errors.InvitationDeclined):
        service.name_delegate(delegation, category_of(delegation.conference), PERSON, by=actor, now=NOW)
    service.accept(delegation, by=actor, now=NOW)
    with pytest.raises(errors.AlreadyAnswered):
        service.accept(delegation, by=actor, now=NOW)
    service.name_delegate(delegation, category_of(delegation.conference), PERSON, by=actor, now=NOW)
    with pytest.raises(errors.HasDelegates):
        service.decline(delegation, "Elections", by=actor, now=NOW)


def test_looks_at_passports_are_logged_and_the_log_outlives_them(app: Flask) -> None:
    delegate = make_delegate(make_delegation(make_conference()))
    ends = delegate.conference.ends
    service.set_passport(delegate, number="C1234567", nationality="VN", expires_on=ends, by=SYSTEM, now=NOW)
    service.set_passport(delegate, number="C7654321", nationality="VN", expires_on=ends, by=SYSTEM, now=NOW)
    kept = db.session.execute(text("SELECT number, nationality, expires_on FROM passport")).one()
    for written, plain in zip(kept, ("C7654321", "VN", ends.isoformat()), strict=True):
        # not "is it in there": two letters turn up in one ciphertext of twenty
        assert written != plain
        assert base64.urlsafe_b64decode(written)[0] == 0x80, "sealed texts begin with Fernet's version"
    seen = service.look_at_passport(delegate, by=Actor(kind="user", user_id=7, label="Mai"), now=NOW)
    assert seen is not None
    assert seen.number == "C7654321"
    assert service.purge_passports(delegate.conference, by=SYSTEM, now=NOW) == (1, [])
    assert queries.passport_of(delegate) is None
    log = db.session.query(PassportAccess).order_by(PassportAccess.id)
    assert [(e.actor_label, e.actor_kind, e.actor_id, e.what) for e in log] == [
        ("eventsys", "system", None, "changed"), ("eventsys", "system", None, "changed"), ("Mai", "user", 7, "seen"),
        ("eventsys", "system", None, "purged"),
    ]  # fmt: skip
    audited = (
        db.session.query(AuditEntry).filter(AuditEntry.verb.startswith("passport.")).order_by(AuditEntry.id)
    )
    assert [(e.actor_id, e.verb) for e in audited][2:] == [(7, "passport.seen"), (None, "passport.purged")]
    assert (
        not db.session.query(AuditEntry).filter(AuditEntry.after.cast(db.String).contains("C7654321")).count()
    )
