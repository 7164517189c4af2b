"""The programme's pages: the desk's and the public's."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.programme.panel import service as panel
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import Session
from eventsys.registration.people import queries as people_queries
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.programme.factories import at, hall, make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.counting import queries_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def conference():
    found = make_conference(slug="hanoi")
    db.session.commit()
    return found


@pytest.fixture
def staff(conference, client):
    sign_in(client, make_user(Role.SECRETARIAT, conference))
    return client


def typed(conference, **over):
    return {
        "kind": "dialogue",
        "title-en": "Urban planning",
        "title-fr": "Aménagement urbain",
        "day": conference.starts.isoformat(),
        "starts": "09:00",
        "ends": "10:30",
        "room": str(hall(conference).public_id),
        "expected": "80",
        "languages": ["en", "vi"],
        **over,
    }


def only_session(conference) -> Session:
    (session,) = sessions_queries.sessions(conference)
    return session


def test_an_empty_programme_offers_the_first_step(staff):
    page = staff.get("/o/hanoi/programme").text
    assert "No session yet" in page
    assert "/o/hanoi/programme/new" in page


def test_a_session_is_made_by_form(staff, conference):
    answer = post(staff, "/o/hanoi/programme/new", typed(conference))
    session = only_session(conference)
    assert (answer.status_code, answer.location) == (303, f"/o/hanoi/programme/{session.public_id}")
    assert (
        session.title,
        session.starts_at,
        session.ends_at,
        session.languages,
        session.expected,
        session.state,
    ) == (
        {"en": "Urban planning", "fr": "Aménagement urbain"},
        at(conference, "09:00"),
        at(conference, "10:30"),
        ["en", "vi"],
        80,
        "draft",
    )


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"ends": "08:00"}, "The session must end after it starts."),
        ({"ends": ""}, "Give the day and both times, or none of them."),
        ({"day": ""}, "Give the day and both times, or none of them."),
        ({"title-en": "", "title-fr": ""}, "Give this in at least one language."),
        ({"kind": "party"}, "Not a valid choice"),
        ({"room": "00000000-0000-0000-0000-000000000000"}, "Not a valid choice"),
        ({"expected": "0"}, "Number must be between 1"),
        ({"expected": "many"}, "Not a valid integer"),
        ({"day": "2013-13-45"}, "Not a valid date"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field_and_kept(staff, conference, over, said):
    answer = post(staff, "/o/hanoi/programme/new", typed(conference, **{"summary-en": "Kept words", **over}))
    assert answer.status_code == 422
    assert said in answer.text
    assert "Kept words" in answer.text
    assert sessions_queries.sessions(conference) == []


def test_editing_keeps_what_was_not_touched(staff, conference):
    session = make_session(conference, expected=40, languages=["fr"])
    db.session.commit()
    url = f"/o/hanoi/programme/{session.public_id}/edit"
    page = staff.get(url).text
    assert 'value="09:00' in page
    assert 'value="40"' in page
    answer = post(staff, url, typed(conference, starts="11:00", ends="12:00"))
    assert answer.status_code == 303
    assert (session.starts_at, session.expected, session.state) == (at(conference, "11:00"), 80, "scheduled")


def test_an_edit_of_a_form_that_is_stale_is_refused_once(staff, conference):
    session = make_session(conference)
    db.session.commit()
    url = f"/o/hanoi/programme/{session.public_id}/edit"
    answer = post(staff, url, typed(conference, seen="0" * 16))
    assert answer.status_code == 422
    assert "Somebody else saved this session" in answer.text
    assert "Urban planning" in answer.text
    assert session.title["en"] == "Opening ceremony"


def test_a_change_of_a_published_session_is_shown_to_the_desk_before_the_public_reads_it(staff, conference):
    session = make_session(conference, "Opening", "14:00", "15:00", state="published")
    db.session.commit()
    page = f"/o/hanoi/programme/{session.public_id}"
    edited = typed(conference, **{"title-vi": "Opening (vi)"})
    assert post(staff, f"{page}/edit", edited).status_code == 303
    assert "The public reads the published version until you publish again" in staff.get(page).text
    desk = staff.get("/o/hanoi/programme").text
    for words in (
        "One session waits to be published",
        "<del>Opening",
        "<ins>Urban planning",
        "changed since",
    ):
        assert words in desk
    assert "(vi)" not in desk  # nothing changed in Vietnamese
    assert "Urban planning" not in staff.get("/c/hanoi/programme").text
    assert post(staff, "/o/hanoi/programme/publish", page="/o/hanoi/programme").status_code == 303
    assert "Urban planning" in staff.get("/c/hanoi/programme").text
    assert "waits to be published" not in staff.get("/o/hanoi/programme").text


def test_namesakes_are_told_apart_by_hand(staff, conference):
    make_session(conference, "First", "09:00", "11:00", speakers=("Ana Lim",))
    make_session(conference, "Second", "10:00", "12:00", room=2, speakers=("LIM Ána",))
    db.session.commit()
    page = staff.get("/o/hanoi/programme").text
    assert "Ana Lim is named twice at the same time, and may be one person" in page
    seats = dict(re.findall(r'name="(one|two)" value="([^"]+)"', page))
    assert post(staff, "/o/hanoi/programme/two-people", seats, page="/o/hanoi/programme").status_code == 303
    page = staff.get("/o/hanoi/programme").text
    assert "is named twice at the same time" not in page.split("notice-ok")[-1]
    (undo,) = re.findall(r'action="(/o/hanoi/programme/two-people/[^"]+)"', page)
    assert post(staff, undo, page="/o/hanoi/programme").status_code == 303
    assert "These are two people" in staff.get("/o/hanoi/programme").text


def test_publication_by_hand(staff, conference):
    make_session(conference, "First", "09:00", "11:00")
    clashing = make_session(conference, "Second", "10:00", "12:00")
    db.session.commit()
    answer = post(staff, "/o/hanoi/programme/publish", page="/o/hanoi/programme")
    assert answer.status_code == 409
    assert "Hall 1 is taken twice" in answer.text
    assert answer.text.count("notice-danger") == 1  # told once
    assert "Nothing was published: these clashes stand in the way." in answer.text
    sessions.cancel(clashing, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert post(staff, "/o/hanoi/programme/publish", page="/o/hanoi/programme").status_code == 303
    assert "One session was published." in staff.get("/o/hanoi/programme").text
    assert sorted(s.state for s in sessions_queries.sessions(conference)) == ["cancelled", "published"]


def test_arrows_by_hand(staff, conference):
    session = make_session(conference, state="draft")
    db.session.commit()
    page = f"/o/hanoi/programme/{session.public_id}"
    assert post(staff, f"{page}/schedule", page=page).status_code == 303
    assert post(staff, f"{page}/begin", page=page).status_code == 409
    assert post(staff, f"{page}/cancel", page=page).status_code == 303
    assert session.state == "cancelled"
    assert post(staff, f"{page}/duplicate", page=page).status_code == 303
    assert [s.state for s in sessions_queries.sessions(conference)] == ["cancelled", "draft"]


def test_a_delegate_is_found_without_accents_and_seated(staff, conference):
    delegation = make_delegation(conference, "HAN")
    thao = make_delegate(delegation, family_name="Nguyễn", given_name="Thế Thảo", name_order="family")
    make_delegate(delegation, "submitted", family_name="Nguyễn", given_name="Chờ Duyệt")
    session = make_session(conference, state="draft")
    db.session.commit()
    page = f"/o/hanoi/programme/{session.public_id}"
    found = staff.get(f"{page}?q={quote('nguyen thao')}").text
    assert "Nguyễn Thế Thảo" in found
    assert "Chờ Duyệt" not in found
    data = {"delegate-delegate": str(thao.public_id), "delegate-role": "chair"}
    assert post(staff, f"{page}/panel/delegate", data, page=f"{page}?q=nguyen").status_code == 303
    again = post(staff, f"{page}/panel/delegate", {**data, "q": "nguyen"}, page=f"{page}?q=nguyen")
    assert again.status_code == 422
    assert "already has this part" in again.text
    assert [(s.role, s.name, s.delegate_id) for s in session.panel] == [("chair", "Nguyễn Thế Thảo", thao.id)]


def test_guests_are_seated_moved_and_removed(staff, conference):
    session = make_session(conference, state="draft")
    db.session.commit()
    page = f"/o/hanoi/programme/{session.public_id}"
    for name in ("Ana", "Bình"):
        data = {"guest-name": name, "guest-role": "speaker", "guest-office-en": "Mayor"}
        assert post(staff, f"{page}/panel/guest", data, page=page).status_code == 303
    nameless = post(
        staff, f"{page}/panel/guest", {"guest-role": "speaker", "guest-office-en": "Mayor"}, page=page
    )
    assert nameless.status_code == 422
    assert "Give the guest" in nameless.text
    ana, binh = session.panel
    assert post(staff, f"{page}/panel/{binh.public_id}/up", page=page).status_code == 303
    db.session.expire_all()
    assert [s.name for s in session.panel] == ["Bình", "Ana"]
    assert post(staff, f"{page}/panel/{ana.public_id}/remove", page=page).status_code == 303
    db.session.expire_all()
    assert [s.name for s in session.panel] == ["Bình"]
    assert post(staff, f"{page}/panel/{ana.public_id}/remove", page=page).status_code == 404


def test_viewers_read_and_strangers_find_nothing(conference, client):
    session = make_session(conference)
    db.session.commit()
    assert client.get("/o/hanoi/programme").status_code == 303
    sign_in(client, make_user(Role.VIEWER, conference))
    page = client.get(f"/o/hanoi/programme/{session.public_id}")
    assert page.status_code == 200
    assert "Seat a guest" not in page.text
    assert client.get("/o/hanoi/programme/new").status_code == 403
    other = make_conference(edition=77, slug="other")
    db.session.commit()
    assert client.get(f"/o/other/programme/{session.public_id}").status_code == 404
    assert client.get(f"/o/other/programme?{other.id}").status_code == 404


def test_the_desks_list_asks_as_much_for_ten_sessions_as_for_one(staff, conference):
    delegate_id = make_delegate(make_delegation(conference, "TYO")).public_id
    db.session.commit()

    def add(number: int) -> None:
        conference = editions_queries.by_slug("hanoi")
        speaker = people_queries.get_delegate(delegate_id)
        session = make_session(conference, f"Session {number}", f"{8 + number:02}:00", f"{8 + number:02}:30")
        panel.seat(session, role="speaker", delegate=speaker, by=SYSTEM)
        db.session.commit()

    add(0)
    one = queries_of(staff, "/o/hanoi/programme")
    for number in range(1, 10):
        add(number)
    assert queries_of(staff, "/o/hanoi/programme") == one
