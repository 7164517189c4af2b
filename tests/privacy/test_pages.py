"""The pages: each reader sees of a person what the table says; erasure is asked for and decided."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.privacy import queries
from eventsys.registration.consent import service as consent
from eventsys.registration.links import service as links
from eventsys.registration.people.policy import DATA, Reader
from tests.accounts.factories import letters, make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.support.planted import PLANTED, WHO
from tests.support.web import post


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PRESS])
def test_the_page_of_a_person_tells_each_role_what_the_table_says(app: Flask, role: Role) -> None:
    conference = make_conference()
    delegate = make_delegate(make_delegation(conference, "TYO"), **WHO)
    client = app.test_client()
    sign_in(client, make_user(role, conference))
    page = client.get(f"/o/{conference.slug}/delegates/{delegate.public_id}")
    if role == Role.DESK:  # is led to the desk, from the person's code at least
        page = client.get(page.location) if page.status_code == 303 else page
    told = {data for data, words in PLANTED.items() if all(word in page.text for word in words)}
    assert told == {data for data in PLANTED if Reader(role) in DATA[data].readers} - {"passport"}


def test_who_does_not_see_addresses_finds_nobody_by_them(app: Flask) -> None:
    conference = make_conference()
    make_delegate(make_delegation(conference, "TYO"), **WHO)
    db.session.commit()
    found = {}
    for role in (Role.VIEWER, Role.REVIEWER):
        client = app.test_client()
        sign_in(client, make_user(role, conference))
        for words in ("yuki.planted", "9876 5432", "kurobane"):
            page = client.get(f"/o/{conference.slug}/search", query_string={"q": words})
            found[role, words] = "Kurobane" in page.text
    assert found == {
        (Role.VIEWER, "yuki.planted"): False,
        (Role.VIEWER, "9876 5432"): False,
        (Role.VIEWER, "kurobane"): True,
        (Role.REVIEWER, "yuki.planted"): True,
        (Role.REVIEWER, "9876 5432"): True,
        (Role.REVIEWER, "kurobane"): True,
    }


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
