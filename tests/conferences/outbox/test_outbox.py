"""The letters of a conference: for its organisers and secretariat, with links cut off; sent again, cancelled."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.ids import new_token
from eventsys.mail.record.models import MailLine, OutboxLetter
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.browser import Browser, browser, hidden
from tests.support.web import post


def make_letter(conference_id: int | None, **over: object) -> OutboxLetter:
    link = "http://127.0.0.1:8000/l/the-secret"
    values = {
        "kind": "registration/invitation",
        "message_id": f"<{new_token()}@x>",
        "conference_id": conference_id,
        "to_address": "binh@example.org",
        "to_name": "Bình",
        "language": "en",
        "subject": "Invitation",
        "text": f"Dear Bình,\n{link}\n",
        "html": f'<p>Dear Bình</p><a href="{link}">{link}</a>',
        **over,
    }
    letter = OutboxLetter(**values)
    db.session.add(letter)
    db.session.flush()
    return letter


@pytest.fixture
def desk(app: Flask) -> tuple[Browser, int]:
    """The secretariat's browser, and the number of its conference."""
    conference = make_conference(slug="plenary")
    client = browser(app)
    sign_in(client, make_user("secretariat", conference))
    return client, conference.id


def test_the_outbox_lists_the_letters_of_this_conference_only(desk: tuple[Browser, int]):
    client, here = desk
    assert "No letters yet" in client.get("/o/plenary/outbox").text
    other = make_conference(slug="other")
    own = make_letter(here)
    make_letter(here, to_address="ana@example.org", state="failed", reason="no_such_address")
    foreign = [
        make_letter(other.id, to_address="x@other.example"),
        make_letter(None, to_address="x@other.example"),
    ]
    page = client.get("/o/plenary/outbox").text
    assert page.index("ana@example.org") < page.index("binh@example.org"), "newest first"
    assert "the address does not exist" in page
    assert "x@other.example" not in page
    assert "binh@" not in client.get("/o/plenary/outbox?state=failed").text
    assert "ana@" not in client.get("/o/plenary/outbox?q=b%C3%ACnh@&state=queued").text
    for letter in foreign:
        for path in ("", "/html", "/attachments/1"):
            assert client.get(f"/o/plenary/outbox/{letter.public_id}{path}").status_code == 404
    assert client.get(f"/o/other/outbox/{own.public_id}").status_code == 404


def test_it_goes_on_for_as_many_pages_as_there_are_letters(desk: tuple[Browser, int]):
    client, here = desk
    for number in range(60):
        make_letter(here, to_address=f"person{number}@example.org")
    first = client.get("/o/plenary/outbox").text
    assert "person59@" in first
    assert "person9@" not in first
    more = hidden_link(first, "next")
    assert "person9@" in client.get(more).text


def hidden_link(page: str, rel: str) -> str:
    return page.split(f'rel="{rel}"', 1)[1].split('href="', 1)[1].split('"', 1)[0].replace("&amp;", "&")


def test_a_letter_is_read_without_the_links_that_open_somebody_s_pages(desk: tuple[Browser, int]):
    client, here = desk
    letter = make_letter(here)
    where = f"/o/plenary/outbox/{letter.public_id}"
    page, html = client.get(where).text, client.get(f"{where}/html")
    assert "Dear Bình" in page
    assert "Dear Bình" in html.text
    assert "the-secret" not in page + html.text
    assert "default-src 'none'" in html.headers["Content-Security-Policy"]


def test_letters_about_accounts_are_listed_but_never_read(desk: tuple[Browser, int]):
    client, here = desk
    letter = make_letter(here, kind="accounts/invitation", text="the very secret words", html="<p>secret</p>")
    where = f"/o/plenary/outbox/{letter.public_id}"
    page = client.get(where).text
    assert "secret words" not in page
    assert "Only its recipient may read it" in page
    assert client.get(f"{where}/html").status_code == 404
    assert client.get(f"{where}/attachments/1").status_code == 404


def test_a_waiting_letter_is_cancelled_and_a_cancelled_one_sent_again(desk: tuple[Browser, int]):
    client, here = desk
    letter = make_letter(here)
    where = f"/o/plenary/outbox/{letter.public_id}"
    assert post(client, f"{where}/cancel", {}, page=where).status_code == 303
    assert letter.state == "cancelled"
    assert "has moved on" in client.get(post(client, f"{where}/cancel", {}, page=where).location).text
    post(client, f"{where}/again", {}, page=where)
    assert (letter.state, letter.attempts, letter.error) == ("queued", 0, None)


def test_of_a_sent_letter_a_copy_goes_out_once_however_often_the_button_is_pressed(desk: tuple[Browser, int]):
    client, here = desk
    letter = make_letter(here, state="sent", settled_at=clock.now())
    where = f"/o/plenary/outbox/{letter.public_id}"
    key = hidden(client.get(where).text, "key")
    for _press in range(2):
        post(client, f"{where}/again", {"key": key}, page=where)
    first, copy = db.session.query(OutboxLetter).order_by(OutboxLetter.id)
    assert (first.state, copy.state, copy.text) == ("sent", "queued", letter.text)
    assert first.message_id != copy.message_id, "mail programs show a letter with a known Message-ID once"


def test_home_tells_that_mail_is_down_to_those_who_can_do_something(app: Flask, desk: tuple[Browser, int]):
    client, here = desk
    make_letter(here)
    assert "Mail is down" not in client.get("/o/plenary/").text
    line = MailLine(id=1, down_since=clock.now(), reason="sender", error="550 5.7.1 not you")
    db.session.add(line)
    for path in ("/o/plenary/", "/o/plenary/outbox"):
        page = client.get(path).text
        assert "Mail is down since" in page
        assert "the mail server refuses our sender address" in page
        assert "1 letter waits" in page
    assert client.get("/health").json == {"status": "ok", "database": "ok", "mail": "down"}
    viewer = browser(app)
    sign_in(viewer, make_user("viewer", make_conference(slug="third")))
    assert "Mail is down" not in viewer.get("/o/third/").text
