"""What the public reads: the programme's page and the calendar feeds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar

from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import SessionKind
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.support.counting import queries_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def conference():
    found = make_conference(slug="hanoi")
    db.session.commit()
    return found


def test_the_public_reads_the_programme_in_its_language(conference, client):
    session = make_session(
        conference,
        "Urban planning",
        kind=SessionKind.DIALOGUE,
        chair="Nguyễn Thế Thảo",
        languages=["en", "vi"],
    )
    session.panel[0].office = Localized(en="Chairman", vi="Chủ tịch")
    publication.publish(conference, by=SYSTEM, now=clock.now())
    make_session(conference, "Secret draft", "14:00", "15:00", state="draft")
    db.session.commit()
    page = client.get("/c/hanoi/programme?lang=vi").text
    for words in (
        "Urban planning (vi)",
        "Phiên đối thoại",
        "Chủ tọa",
        "Nguyễn Thế Thảo",
        "Chủ tịch",
        "Phòng 1",
        "09:00",
    ):
        assert words in page
    assert "Secret draft" not in page


def test_an_unpublished_conference_is_not_there_for_the_public(client):
    conference = make_conference(slug="later", published=False)
    session = make_session(conference, state="published")
    db.session.commit()
    pages = ("/c/later/programme", "/c/later/programme.ics", f"/c/later/programme/{session.public_id}.ics")
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    sign_in(client, make_user(Role.VIEWER, conference))
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]


def test_the_feed_is_sent_again_only_when_it_changed(conference, client):
    session = make_session(conference, state="published")
    db.session.commit()
    first = client.get("/c/hanoi/programme.ics")
    assert (first.status_code, first.mimetype) == (200, "text/calendar")
    assert first.last_modified is not None
    etag = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/c/hanoi/programme.ics", headers=etag).status_code == 304
    with clock.at(clock.now() + timedelta(hours=1)):
        sessions.cancel(session, by=SYSTEM, now=clock.now())
        db.session.commit()
    changed = client.get("/c/hanoi/programme.ics", headers=etag)
    assert changed.status_code == 200
    assert changed.last_modified > first.last_modified
    (only,) = Calendar.from_ical(changed.data).walk("VEVENT")
    assert only["status"] == "CANCELLED"


def test_one_session_has_a_calendar_file_of_its_own(conference, client):
    session = make_session(conference, state="published")
    hidden = make_session(conference, "Hidden", "14:00", "15:00", state="draft")
    db.session.commit()
    answer = client.get(f"/c/hanoi/programme/{session.public_id}.ics")
    (only,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert only["dtstart"].dt == session.starts_at
    assert client.get(f"/c/hanoi/programme/{hidden.public_id}.ics").status_code == 404


@pytest.mark.parametrize("url", ["/c/hanoi/programme", "/c/hanoi/programme.ics"])
def test_the_public_programme_asks_as_much_for_thirty_sessions_as_for_one(conference, client, url):
    make_session(conference, chair="Ana", state="published")
    db.session.commit()
    one = queries_of(client, url)
    conference = editions_queries.by_slug("hanoi")
    for number in range(29):
        hour, quarter = 9 + number // 4, number % 4 * 15
        make_session(
            conference,
            f"Session {number}",
            f"{hour:02}:{quarter:02}",
            f"{hour:02}:{quarter + 10:02}",
            day=1,
            room=1 + number % 2,
            chair=f"Chair {number}",
            speakers=("Speaker",) if number == 1 else (),
        )
    publication.publish(conference, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert queries_of(client, url) == one <= 6  # one of them is BEGIN


def test_addresses_in_a_feed_are_those_of_the_settings(conference, client):
    make_session(conference, "Urban planning", state="published")
    db.session.commit()
    feed = client.get("/c/hanoi/programme.ics", headers={"Host": "localhost:1"}).text
    assert "localhost:1" not in feed
    assert "http://127.0.0.1:8000/c/hanoi/programme" in feed.replace("\r\n ", "")
