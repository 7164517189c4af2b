"""The pages of letters to many: the very letter, a trial, a moment in the conference's time, whom a reminder concerns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.rounds import queries
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.networks.factories import make_body, make_city
from tests.registration.browser import Browser, browser, letters
from tests.registration.factories import make_delegation
from tests.support.web import post

NEW = "/o/plenary/letter-rounds/new"


@pytest.fixture
def invited(app: Flask) -> list[Delegation]:
    conference = make_conference(slug="plenary", timezone="Asia/Ho_Chi_Minh")
    network, new = conference.network, {"state": "invited", "invited_at": None}
    seoul = make_delegation(conference, make_city("SEL", network=network), **new, focal_language="vi")
    unesco = make_delegation(conference, make_body(network), **new)
    make_delegation(conference, make_city("TYO", network=network), **new, focal_email="")
    return [seoul, unesco]


@pytest.fixture
def office(app: Flask, invited: list[Delegation]) -> Browser:
    client = browser(app)
    sign_in(client, make_user("secretariat", invited[0].conference))
    return client


def test_the_very_letter_is_seen_tried_and_sent_at_a_moment_of_the_conference(
    office: Browser, invited: list[Delegation]
) -> None:
    seoul, unesco = invited
    ids = [str(one.public_id) for one in invited]
    typed = {
        "purpose": "invitation",
        "words-en": "Bring a gift.",
        "words_organisation-en": "Bring a flag.",
        "ids": ids,
    }
    page = post(office, NEW, {**typed, "show": str(unesco.public_id)}).text
    assert "Bring a flag." in page
    assert "Invitation to UNESCO" in page
    page = post(office, NEW, {**typed, "do": "preview"}).text
    assert "Thư mời thành phố Xơ-un" in page
    assert "2 letters would go out" in page
    assert "Your own words are not said in: Tiếng Việt" in page
    assert letters("invitation") == []
    post(office, NEW, {**typed, "do": "test", "show": str(seoul.public_id)})
    (tried,) = letters("invitation")
    assert (tried.language, tried.about_id) == ("vi", None)
    assert tried.to_address.startswith("person")  # whoever is signed in
    assert office.get(f"{NEW}?purpose=nonsense").status_code == 200
    assert post(office, NEW, {**typed, "purpose": "nonsense"}).status_code == 422
    year = clock.now().year + 1
    far = post(office, NEW, {**typed, "do": "send", "at": "2206-03-01T09:00"})
    assert (far.status_code, "1 March 2206 is far from the conference." in far.text) == (422, True)
    kept = post(office, NEW, {**typed, "do": "send", "at": f"{year}-03-01T09:00"})
    (made,) = queries.rounds(seoul.conference)
    assert kept.location.endswith(f"/letter-rounds/{made.public_id}")
    assert made.send_at == datetime(year, 3, 1, 2, tzinfo=UTC)
    assert made.texts == {"": {"en": "Bring a gift."}, "organisation": {"en": "Bring a flag."}}
    page = office.get(f"{kept.location}/letters/{unesco.public_id}").text
    assert "Bring a flag." in page
    post(office, f"{kept.location}/take-back", page=kept.location)
    assert db.session.get_one(type(made), made.id).state == "taken_back"
    assert office.get(f"{kept.location}/letters/{unesco.public_id}").status_code == 404


def test_what_cannot_be_sent_is_refused_and_what_was_typed_is_kept(office: Browser) -> None:
    refused = post(office, NEW, {"purpose": "invitation", "words-en": "Bring a gift.", "do": "send"})
    assert refused.status_code == 422
    assert "Choose at least one delegation" in refused.text
    assert "Bring a gift." in refused.text


def test_reminders_are_planned_together_and_the_page_says_whom_they_concern(
    office: Browser, invited: list[Delegation]
) -> None:
    seoul, unesco = invited
    seoul.invited_at, unesco.state = clock.now(), "declined"
    closes = clock.now() + timedelta(days=30)
    dates.set_milestone(seoul.conference, MilestoneKind.REGISTRATION_CLOSES, closes, by=SYSTEM)
    reminder = "/o/plenary/letter-rounds/reminder"
    typed = {"purpose": "answer", "milestone": "registration_closes"}
    assert post(office, reminder, {**typed, "days_before": "7, soon"}).status_code == 422
    assert post(office, reminder, {**typed, "days_before": "21; 7 21"}).status_code == 303
    made = queries.rounds(seoul.conference)
    assert sorted(one.days_before for one in made) == [7, 21]
    page = office.get(f"/o/plenary/letter-rounds/{made[0].public_id}").text
    assert page.index("Seoul") < page.index("Left out today") < page.index("UNESCO")
    assert "has answered" in page
