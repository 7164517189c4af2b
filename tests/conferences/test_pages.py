"""Pages of the set-up, by role and with wrong input."""

from __future__ import annotations

import pytest

from eventsys.conferences.venue import queries as venue_queries
from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.conferences.pages import url
from tests.support.web import post

SETUP = ["setup", "setup/organisers", "setup/rooms", "setup/categories", "setup/milestones", "setup/cities"]


def test_pages_by_role(client, conference):
    assert client.get(url(conference)).status_code == 303
    expected = {"organiser": (200, 200), "secretariat": (200, 403), "viewer": (200, 403), "press": (200, 403)}
    for role, (home, setup) in expected.items():
        browser = client.application.test_client()
        sign_in(browser, make_user(role, conference))
        assert browser.get(url(conference)).status_code == home, role
        assert {browser.get(url(conference, part)).status_code for part in SETUP} == {setup}, role


def test_staff_of_another_conference_find_nothing(client, conference):
    other = make_conference()
    db.session.commit()
    sign_in(client, make_user("organiser", other))
    assert {client.get(url(conference, part)).status_code for part in ("", *SETUP)} == {404}
    room = venue_queries.rooms(conference)[0]
    assert client.get(f"/o/{other.slug}/setup/rooms/{room.public_id}").status_code == 404


@pytest.mark.usefixtures("organiser")
@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("setup/rooms", {"name-en": "Hall", "capacity": "0"}),
        ("setup/rooms", {"name-en": "Hall", "capacity": "many"}),
        ("setup/rooms", {"name-en": "", "capacity": "5"}),
        ("setup/rooms", {"name-en": "Hall", "capacity": "-3"}),
        ("setup/categories", {"name-en": "Guest", "colour": "red"}),
        ("setup/categories", {"name-en": "Press", "colour": "#123456"}),
        ("setup/categories", {"quota-places": "0"}),
        ("setup/categories", {"quota-places": "99999999999"}),
        (
            "setup/milestones",
            {"registration_opens": "2013-10-01T09:00", "registration_closes": "2013-09-01T09:00"},
        ),
        ("setup/milestones", {"opening": "tomorrow"}),
        ("setup/cities", {"city": "HAN", "name-en": ""}),
    ],
)
def test_wrong_parts_are_refused_at_the_field(client, conference, part, data):
    answer = post(client, url(conference, part), data)
    assert answer.status_code == 422
    assert "field-error" in answer.text
