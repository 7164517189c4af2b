"""Asking for a change on the own page, and deciding on it in the queue: the pages, without scripts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.changes import queries
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post, token_of

QUEUE = "/o/hanoi/review/queue"


@pytest.fixture
def person(app: Flask) -> Delegate:
    conference = make_conference(slug="hanoi")
    days = {"arrives_on": conference.starts, "departs_on": conference.ends}
    made = make_delegate(make_delegation(conference, "TYO"), photo_digest="0" * 64, **days)
    db.session.commit()
    return made


@pytest.fixture
def holder(client: FlaskClient, person: Delegate) -> FlaskClient:
    client.get("/l/" + make_link("delegate", person.public_id, conference=person.conference))
    return client


@pytest.fixture
def reviewer(app: Flask, person: Delegate) -> FlaskClient:
    client = app.test_client()
    sign_in(client, make_user("reviewer", person.conference, name="Lan"))
    return client


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def own(person: Delegate, more: str = "") -> str:
    return f"/r/hanoi/me/{person.public_id}{more}"


def form(person: Delegate, **over: str) -> dict[str, str]:
    """As the page has it, but for what is changed."""
    assert person.arrives_on
    assert person.departs_on
    return {
        "family_name": "Inose", "given_name": "Naoki", "name_order": "given", "email": "naoki@example.org", "language": "en",
        "office-en": "Governor", "office-fr": "Gouverneur", "organisation-en": "Metropolitan Government",
        "arrives_on": person.arrives_on.isoformat(), "departs_on": person.departs_on.isoformat(),
        "version": str(person.version), **over,
    }  # fmt: skip


def ask(client: FlaskClient, person: Delegate, **over: str) -> str:
    """What the page that follows says."""
    answer = post(client, own(person, "/change"), form(person, **over))
    db.session.expire_all()
    return words(client.get(answer.headers["Location"]).text if answer.status_code == 303 else answer.text)


def test_a_change_is_asked_for_seen_by_both_and_approved(
    holder: FlaskClient, reviewer: FlaskClient, person: Delegate
) -> None:
    assert f'href="{own(person, "/change")}"' in holder.get(own(person)).text
    said = ask(holder, person, **{"flight": "VN 311", "office-en": "Vice-Governor"})
    assert "The secretariat looks at the change" in said
    diff = "Office Governor Vice-Governor Flights or trains — VN 311"
    assert diff in said
    assert "Nobody waits" not in reviewer.get(f"{QUEUE}?passed=1").text
    assert "Review one by one 1" in words(reviewer.get("/o/hanoi/review").text)
    assert (
        "A change of this registration is asked for."
        in reviewer.get(f"/o/hanoi/delegates/{person.public_id}").text
    )
    at = f"{QUEUE}/{person.public_id}"
    assert reviewer.get(f"{QUEUE}?state=changes").headers["Location"] == f"{at}?state=changes"
    shown = words(reviewer.get(at).text)
    assert diff in shown
    assert "The person" in shown
    done = post(reviewer, at, {"verb": "approve_change", "version": str(person.version)})
    assert done.headers["Location"] == f"{QUEUE}?passed=1"
    assert "The change is approved: Naoki Inose" in words(reviewer.get(done.headers["Location"]).text)
    db.session.expire_all()
    assert (person.flight, person.office["en"]) == ("VN 311", "Vice-Governor")
    again = post(reviewer, at, {"verb": "approve_change", "version": "1"})
    assert again.status_code == 303  # the same reviewer, a second time
    assert db.session.query(OutboxLetter).count() == 1


def test_declined_the_person_reads_why(holder: FlaskClient, reviewer: FlaskClient, person: Delegate) -> None:
    ask(holder, person, hotel="Daewoo")
    at = f"{QUEUE}/{person.public_id}"
    seen = str(person.version)
    short = post(reviewer, at, {"verb": "decline_change", "version": seen, "reason": ""})
    assert short.status_code == 422
    post(
        reviewer,
        at,
        {"verb": "decline_change", "version": seen, "reason": "Your city pays for another hotel."},
    )
    page = words(holder.get(own(person)).text)
    assert "could not be accepted Your city pays for another hotel." in page
    assert "Ask for a change" in page
    db.session.expire_all()
    assert person.hotel == ""


def test_what_was_decided_on_must_be_what_was_seen(
    holder: FlaskClient, reviewer: FlaskClient, person: Delegate
) -> None:
    ask(holder, person, hotel="Daewoo")
    seen = str(person.version)
    ask(holder, person, hotel="Metropole")
    at = f"{QUEUE}/{person.public_id}"
    late = post(reviewer, at, {"verb": "decline_change", "version": seen, "reason": "Not that one."})
    assert late.status_code == 409
    assert "The person has changed this registration since you opened it" in words(late.text)
    assert "Not that one." in words(late.text)
    assert "Hotel — Metropole" in words(late.text)
    colleague = reviewer.application.test_client()
    sign_in(colleague, make_user("reviewer", person.conference, name="Minh"))
    post(colleague, at, {"verb": "approve_change", "version": str(person.version)})
    told = reviewer.post(
        at, data={"verb": "approve_change", "version": seen, "csrf_token": token_of(late.text)}
    )
    assert "Minh was faster: the change that was asked for is decided." in words(told.text)


def test_a_refusal_keeps_what_was_typed_and_what_waits_stands_in_the_form(
    holder: FlaskClient, person: Delegate
) -> None:
    assert "This cannot be left empty: Mail address." in ask(holder, person, email="", hotel="Daewoo")
    page = post(holder, own(person, "/change"), form(person, email="", hotel="Daewoo"))
    assert page.status_code == 422
    assert 'value="Daewoo"' in page.text
    assert "Nothing differs" in ask(holder, person)
    ask(holder, person, hotel="Daewoo")
    again = holder.get(own(person, "/change")).text
    assert 'value="Daewoo"' in again
    assert "waits already" in again
    post(holder, own(person, "/change/take-back"), page=own(person))
    assert queries.waiting_of(person) is None
    assert "Taken back." in holder.get(own(person)).text


def test_the_focal_point_asks_for_the_people_of_the_city_and_nobody_for_who_is_not_approved(
    app: Flask, person: Delegate
) -> None:
    draft = make_delegate(person.delegation, "draft")
    db.session.commit()
    client = app.test_client()
    client.get("/l/" + make_link("focal", person.delegation.public_id, conference=person.conference))
    page = client.get(f"/r/hanoi/delegation/{person.delegation.public_id}").text
    assert f'href="{own(person, "/change")}"' in page
    assert f'href="{own(draft, "/change")}"' not in page
    assert "Hotel — Daewoo" in ask(client, person, hotel="Daewoo")
    found = queries.waiting_of(person)
    assert found
    assert found.by_focal
    assert client.get(own(draft, "/change")).status_code == 303


def test_a_change_is_taken_back_on_the_own_page(
    holder: FlaskClient, reviewer: FlaskClient, person: Delegate
) -> None:
    ask(holder, person, hotel="Daewoo")
    answer = post(holder, own(person, "/change/take-back"), page=own(person))
    db.session.expire_all()
    assert "Taken back. Your registration stays as it is." in words(
        holder.get(answer.headers["Location"]).text
    )
    assert (queries.waiting_of(person), person.hotel) == (None, "")
    assert reviewer.get(f"{QUEUE}?state=changes").status_code == 200  # nobody is led to
