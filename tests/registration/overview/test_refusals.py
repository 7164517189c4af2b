"""What pages answer to foreign links, bad input and second tries; how many queries they take."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.registration.passports import queries as passports_queries
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.files.factories import case
from tests.registration.browser import Browser, browser, hidden, letters, portrait
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post


@pytest.fixture
def focal(app: Flask) -> tuple[Browser, str]:
    """Seoul's focal point with the link open, and the page."""
    delegation = make_delegation(make_conference(slug="plenary"), "SEL")
    client = browser(app)
    client.get("/l/" + make_link("focal", delegation.public_id, conference=delegation.conference))
    return client, f"/r/plenary/delegation/{delegation.public_id}"


def people() -> list[str]:
    return [d.full_name for d in db.session.query(Delegate).order_by(Delegate.id)]


def test_another_city_s_pages_do_not_exist(app: Flask, focal: tuple[Browser, str]) -> None:
    client, home = focal
    other = make_delegation(make_conference(slug="other"), "TYO")
    stranger = make_delegate(other)
    db.session.commit()
    for path in (
        f"/r/other/delegation/{other.public_id}",
        f"/r/plenary/delegation/{other.public_id}",
        f"/r/other/me/{stranger.public_id}",
        f"/r/other/photo/{stranger.public_id}",
        f"/r/other/me/{stranger.public_id}/you",
        f"/o/other/delegates/{stranger.public_id}",
        f"{home}/people/{stranger.public_id}/replace",
    ):
        assert client.get(path).status_code == 404, path
    assert browser(app).get(f"/r/other/me/{stranger.public_id}").status_code == 303  # to the sign-in


def test_a_refused_form_keeps_what_was_typed_and_saves_nothing(focal: tuple[Browser, str]) -> None:
    client, home = focal
    answer = post(
        client,
        home + "/people/new",
        {"category": "delegate", "family_name": "", "given_name": "Ji-woo", "email": "no"},
    )
    assert answer.status_code == 422
    assert 'value="Ji-woo"' in answer.text
    assert "Please enter the family name." in answer.text
    assert people() == []


def test_the_same_form_sent_twice_names_one_person_and_writes_one_letter(focal: tuple[Browser, str]) -> None:
    client, home = focal
    page = client.get(home + "/people/new").text
    data = {
        "category": "head",
        "family_name": "Park",
        "name_order": "family",
        "email": "p@example.org",
        "language": "en",
        "send_link": "y",
        "key": hidden(page, "key"),
        "csrf_token": hidden(page, "csrf_token"),
    }
    assert [client.post(home + "/people/new", data=data).status_code for _ in range(2)] == [303, 303]
    assert people() == ["Park"]
    assert len(letters("own_link")) == 1
    answer = post(
        client, home + "/people/new", {**data, "key": "", "family_name": "Lee", "email": "l@example.org"}
    )
    assert answer.status_code == 422
    assert "already has a head: Park" in answer.text


def test_a_bad_photo_keeps_the_old_one(app: Flask) -> None:
    delegate = make_delegate(make_delegation(make_conference(slug="plenary")), "draft")
    client, mine = browser(app), f"/r/plenary/me/{delegate.public_id}"
    client.get("/l/" + make_link("delegate", delegate.public_id, conference=delegate.conference))
    assert post(client, mine + "/photo", {"photo": (portrait(), "me.jpg")}).status_code == 303
    kept = delegate.photo_digest
    assert kept
    assert client.get(f"/r/plenary/photo/{delegate.public_id}").mimetype == "image/jpeg"
    for bad in (b"<svg onload=alert(1)>", case("progressive_300_scans.jpg")):
        answer = post(client, mine + "/photo", {"photo": (BytesIO(bad), "me.jpg")})
        assert answer.status_code == 422
        assert delegate.photo_digest == kept
    for odd in ("xres_as_text.jpg", "date_as_rational.jpg"):
        assert post(client, mine + "/photo", {"photo": (BytesIO(case(odd)), "me.jpg")}).status_code == 303
    assert delegate.photo_digest != kept


def test_closed_registration_says_so_with_the_date(app: Flask) -> None:
    delegate = make_delegate(
        make_delegation(make_conference(slug="plenary", registration_open=False)), "draft"
    )
    client, mine = browser(app), f"/r/plenary/me/{delegate.public_id}"
    client.get("/l/" + make_link("delegate", delegate.public_id, conference=delegate.conference))
    page = client.get(mine)
    assert "Registration closed on" in page.text
    answer = post(client, mine + "/you", {"family_name": "Nguyễn-New"}, page=mine)
    assert answer.status_code == 409
    assert "Registration closed on" in answer.text
    assert hidden(answer.text, "family_name") == "Nguyễn-New"  # what was typed is shown, not kept
    assert delegate.family_name != "Nguyễn-New"


def test_passports_are_shown_to_the_secretariat_alone_and_each_look_is_logged(app: Flask) -> None:
    conference = make_conference(slug="plenary")
    delegate = make_delegate(make_delegation(conference))
    mine, theirs = f"/r/plenary/me/{delegate.public_id}", f"/o/plenary/delegates/{delegate.public_id}"
    person = browser(app)
    person.get("/l/" + make_link("delegate", delegate.public_id, conference=conference))
    data = {"number": "C1234567", "nationality": "VN", "expires_on": conference.ends.isoformat()}
    assert post(person, mine + "/passport", data).status_code == 303
    assert "C1234567" not in person.get(mine + "/passport").text
    for role, status in ((Role.REVIEWER, 403), (Role.DESK, 403), (Role.PRESS, 403), (Role.SECRETARIAT, 200)):
        client = browser(app)
        sign_in(client, make_user(role=role, conference=conference, name=f"The {role}"))
        answer = post(client, theirs + "/passport", page="/account/")
        assert answer.status_code == status, role
        assert ("C1234567" in answer.text) == (status == 200)
    assert [e.what for e in passports_queries.passport_log(delegate)] == ["seen", "changed"]


def test_export_keeps_names_and_makes_no_formula(app: Flask) -> None:
    conference = make_conference(slug="plenary")
    delegation = make_delegation(conference)
    make_delegate(
        delegation, family_name="Nguyễn", given_name="Thế Thảo", name_order="family", email="a@example.org"
    )
    make_delegate(
        delegation,
        family_name="=cmd|'/c calc'!A1",
        given_name="",
        office=Localized(en="@SUM(1)"),
        email="b@example.org",
    )
    client = browser(app)
    sign_in(client, make_user(role=Role.REVIEWER, conference=conference))
    text = client.get("/o/plenary/review/export.csv").data.decode("utf-8-sig")
    assert "Nguyễn Thế Thảo" in text
    assert ',"\'@SUM(1)"' in text
    assert "\n\"'=cmd" in text
    book = CalamineWorkbook.from_filelike(BytesIO(client.get("/o/plenary/review/export.xlsx?q=nguyen").data))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[1:]] == ["Nguyễn Thế Thảo"]


def test_bulk_says_by_name_what_was_refused(app: Flask) -> None:
    conference = make_conference(slug="plenary")
    delegation = make_delegation(conference)
    ready, draft = (
        make_delegate(delegation, "pre_approved"),
        make_delegate(delegation, "draft", family_name="Lee", given_name="Min"),
    )
    client = browser(app)
    sign_in(client, make_user(role=Role.REVIEWER, conference=conference))
    page = "/o/plenary/review"
    data = {
        "verb": "approve",
        "ids": [str(ready.public_id), str(draft.public_id)],
        "back": page + "?state=draft",
    }
    answer = post(client, page + "/bulk", data, page=page)
    assert post(client, page + "/bulk", {**data, "ids": ["7"]}, page=page).status_code == 400
    assert answer.headers["Location"] == page + "?state=draft"
    assert (ready.state, draft.state) == ("approved", "draft")
    assert "Min Lee" in client.get(page).text


def count_queries(client: Browser, path: str) -> int:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_lists_and_the_registration_page_take_as_many_queries_for_thirty_as_for_one(app: Flask) -> None:
    conference = make_conference(slug="plenary")
    delegation = make_delegation(conference)
    first = make_delegate(delegation, "draft")
    staff, own = browser(app), browser(app)
    sign_in(staff, make_user(role=Role.SECRETARIAT, conference=conference))
    own.get("/l/" + make_link("delegate", first.public_id, conference=conference))
    pages = [
        (staff, "/o/plenary/review"),
        (staff, "/o/plenary/delegations"),
        (staff, f"/o/plenary/delegations/{delegation.public_id}"),
        (staff, f"/r/plenary/delegation/{delegation.public_id}"),
        (staff, "/o/plenary/delegations/invite"),
        (own, f"/r/plenary/me/{first.public_id}"),
        (own, f"/r/plenary/me/{first.public_id}/you"),
    ]
    one = [count_queries(client, path) for client, path in pages]
    for n in range(29):
        make_delegate(delegation, "approved", family_name=f"Person{n}", email=f"p{n}@example.org")
        make_delegate(make_delegation(conference, f"C{n}"), "submitted")
    assert [count_queries(client, path) for client, path in pages] == one
    assert max(one) <= 20
