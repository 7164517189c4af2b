"""Handing in, passports and new links on the person's own pages: what is then on record, and what is said instead."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.registration.consent import queries as consent_queries
from eventsys.registration.consent import service as consent
from eventsys.registration.passports import queries as passports_queries
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_link
from tests.registration.browser import Browser, browser, hidden, letters
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.web import post, token_of


@pytest.fixture
def draft(conference: Conference) -> Delegate:
    """Complete but for the consent."""
    category_of(conference).photo_needed = False
    made = make_delegate(
        make_delegation(conference, "SEL"),
        "draft",
        consented_at=None,
        submitted_at=None,
        arrives_on=conference.starts,
        departs_on=conference.ends,
    )
    db.session.commit()
    return made


@pytest.fixture
def person(app: Flask, draft: Delegate) -> tuple[Browser, str]:
    client = browser(app)
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    return client, f"/r/hanoi/me/{draft.public_id}"


def verbs(of: Delegate) -> list[str]:
    told = db.session.query(AuditEntry).filter_by(thing_id=str(of.public_id)).order_by(AuditEntry.id)
    return [one.verb for one in told]


def test_a_text_that_changed_while_it_was_read_is_not_agreed_to_and_the_new_one_is(
    person: tuple[Browser, str], draft: Delegate
) -> None:
    client, mine = person
    read = hidden(client.get(mine).text, "text")
    consent.set_consent_text(draft.conference, {"en": "We keep your name."}, by=SYSTEM, now=clock.now())
    refused = post(client, mine + "/submit", {"consent": "y", "text": read}, page=mine)
    assert (refused.status_code, "has just been changed" in refused.text) == (422, True)
    assert "We keep your name." in refused.text
    assert (draft.state, draft.consented_at, consent_queries.consents_of(draft), verbs(draft)) == (
        "draft", None, [], [],
    )  # fmt: skip
    fresh = {"consent": "y", "text": hidden(refused.text, "text"), "csrf_token": token_of(refused.text)}
    for _click in range(2):
        answer = client.post(mine + "/submit", data=fresh)
        assert (answer.status_code, answer.location) == (303, mine)
    assert "Your registration is submitted" in client.get(mine).text
    (agreed,) = consent_queries.consents_of(draft)
    assert (draft.state, agreed.text.words, draft.submitted_at is not None) == (
        "submitted", {"en": "We keep your name."}, True,
    )  # fmt: skip
    assert verbs(draft) == ["delegate.consented", "delegate.submitted"]


def test_nothing_is_handed_in_after_the_last_day(
    app: Flask, person: tuple[Browser, str], draft: Delegate
) -> None:
    client, mine = person
    read = hidden(client.get(mine).text, "text")
    with clock.at(clock.now() + timedelta(days=90)):
        client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
        refused = post(client, mine + "/submit", {"consent": "y", "text": read}, page=mine)
    assert (refused.status_code, "Registration closed on" in refused.text) == (409, True)
    assert (draft.state, consent_queries.consents_of(draft), verbs(draft)) == ("draft", [], [])


def test_who_needs_to_agree_to_nothing_is_not_asked(person: tuple[Browser, str], draft: Delegate) -> None:
    client, mine = person
    draft.category.consent_needed = False
    page = client.get(mine).text
    assert 'name="consent"' not in page
    assert post(client, mine + "/submit", {}, page=mine).status_code == 303
    assert (draft.state, draft.consented_at, verbs(draft)) == ("submitted", None, ["delegate.submitted"])


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"number": ""}, "Please enter the number."),
        ({"number": "C" * 200}, ""),
        ({"days": -1}, "This passport expires before the conference ends."),
        ({"days": 366 * 32}, "No passport is valid that long."),
        ({"days": 0}, None),
        ({"days": 365 * 29}, None),
    ],
)
def test_a_passport_is_kept_when_it_lasts_until_the_conference_ends(
    person: tuple[Browser, str], draft: Delegate, over: dict[str, Any], words: str | None
) -> None:
    client, mine = person
    typed = {"number": "C1234567", "nationality": "KR", "days": 400, **over}
    until = draft.conference.ends + timedelta(days=typed.pop("days"))
    answer = post(client, mine + "/passport", {**typed, "expires_on": until.isoformat()})
    kept = passports_queries.passport_of(draft)
    if words is None:
        assert (answer.status_code, answer.location) == (303, mine)
        assert kept is not None
        assert (kept.number, kept.nationality, kept.expires_on) == ("C1234567", "KR", until)
        assert verbs(draft) == ["passport.changed"]
    else:
        assert (answer.status_code, words in answer.text, kept, verbs(draft)) == (422, True, None, [])
        assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize(
    ("purpose", "kind", "verb"),
    [
        ("delegate", "own_link", "delegate.link_sent"),
        ("focal", "invitation", "delegation.invited_again"),
    ],
)
def test_who_opens_a_link_that_has_ended_is_written_another(
    app: Flask, draft: Delegate, purpose: str, kind: str, verb: str
) -> None:
    whose = draft if purpose == "delegate" else draft.delegation
    ended = make_link(purpose, whose.public_id, conference=draft.conference, lifetime=timedelta(seconds=-1))
    client = browser(app)
    closed = client.get(f"/l/{ended}")
    assert closed.status_code == 410
    answer = client.post(f"/l/{ended}/again", data={"csrf_token": token_of(closed.text)})
    assert (answer.status_code, answer.location) == (303, "/l/sent")
    (letter,) = letters(kind)
    assert letter.to_address == (draft.email if purpose == "delegate" else draft.delegation.focal_email)
    told = db.session.query(AuditEntry).filter_by(thing_id=str(whose.public_id), verb=verb)
    assert told.count() == 1
