"""The page of a person about the own data: erasure is asked for and decided."""

from __future__ import annotations

from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.privacy.requests import queries
from eventsys.registration.consent import service as consent
from eventsys.registration.links import service as links
from tests.accounts.factories import letters, make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.support.planted import PLANTED, WHO
from tests.support.web import post


def test_the_person_asks_and_the_organiser_sees_what_goes_before_deciding(app: Flask) -> None:
    conference, now = make_conference(), clock.now()
    delegate = make_delegate(make_delegation(conference, "TYO"), **WHO)
    links.send_own_link(delegate, by=SYSTEM, now=now)
    db.session.commit()
    person, organiser = app.test_client(), app.test_client()
    person.get(f"/l/{make_link('delegate', delegate.public_id, conference=conference)}")
    sign_in(organiser, make_user(Role.ORGANISER, conference))
    mine = f"/r/{conference.slug}/me/{delegate.public_id}/data"
    theirs = f"/o/{conference.slug}/privacy/people/{delegate.public_id}"
    for _time in range(2):
        assert post(person, f"{mine}/erasure", {"wish": "Please forget me"}, page=mine).status_code == 303
    consent.add_consent(delegate, by=SYSTEM, now=now)
    db.session.commit()
    assert "Version 1" in organiser.get(f"/o/{conference.slug}/delegates/{delegate.public_id}").text
    assert "Kept until" in person.get(mine).text
    assert "Please forget me" in organiser.get(theirs).text
    assert "asks to have" in organiser.get(f"/o/{conference.slug}/delegates/{delegate.public_id}").text
    assert post(organiser, theirs, {"do": "refuse", "reason": ""}).status_code == 422
    assert post(organiser, theirs, {"do": "refuse", "reason": "You speak tomorrow."}).status_code == 303
    assert "You speak tomorrow." in person.get(mine).text
    assert post(person, f"{mine}/erasure", {"wish": ""}, page=mine).status_code == 303
    assert post(organiser, theirs, {"do": "erase", "reason": "Asked twice."}).status_code == 303
    assert person.get(mine).status_code == 303  # the link has ended
    listed = organiser.get(f"/o/{conference.slug}/privacy/requests").text
    assert "Name erased" in listed
    assert not [word for planted in PLANTED.values() for word in planted if word in listed]
    assert post(organiser, theirs, {"do": "erase", "reason": "Once more"}).status_code == 422
    assert [one.state for one in queries.erasures_of(delegate)] == ["refused", "done"]
    assert [letter.subject for letter in letters() if letter.to_address][-1].startswith(
        "Your data were erased"
    )
    outbox = organiser.get(f"/o/{conference.slug}/outbox").text
    assert "Words deleted" in outbox


def test_a_person_takes_the_request_back_and_may_do_so_once(app: Flask) -> None:
    conference = make_conference()
    delegate = make_delegate(make_delegation(conference, "TYO"))
    db.session.commit()
    person = app.test_client()
    person.get(f"/l/{make_link('delegate', delegate.public_id, conference=conference)}")
    mine = f"/r/{conference.slug}/me/{delegate.public_id}/data"
    assert post(person, f"{mine}/erasure", {"wish": "Please"}, page=mine).status_code == 303
    for said in ("Your request is taken back.", "Nobody asks for this erasure any more."):
        assert post(person, f"{mine}/erasure", {"do": "take-back"}, page=mine).status_code == 303
        assert said in person.get(mine).text
        assert [one.state for one in queries.erasures_of(delegate)] == ["taken_back"]
