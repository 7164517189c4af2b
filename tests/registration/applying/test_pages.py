"""The pages from the public page to the accreditation, without scripts; who is let in where."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.registration.applying.models import Application
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.openings import service as openings
from eventsys.registration.openings.models import Opening
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.files.factories import picture
from tests.registration.browser import Browser, browser, hidden, letters, link_in, portrait
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.registration.openings.factories import PRESS, make_applicant, make_opening
from tests.support.web import post, token_of

PAGE = "/c/hanoi/register/press"


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi", registration_open=False)


@pytest.fixture
def press(hanoi: Conference) -> Opening:
    return make_opening(hanoi)


@pytest.fixture
def stranger(app: Flask, press: Opening) -> Browser:
    return browser(app)


def send(client: Browser, url: str, page: str, data: dict[str, object]) -> str:
    """Send a form of ``page`` with its hidden values, as a browser does; where that leads."""
    shown = client.get(page).text
    kept = {name: hidden(shown, name) for name in ("key", "version", "text") if f'name="{name}"' in shown}
    multipart = any(isinstance(value, tuple) for value in data.values())
    answer = post(
        client,
        url,
        {**kept, **data},
        page=page,
        **({"content_type": "multipart/form-data"} if multipart else {}),
    )
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_from_the_invitation_to_the_accreditation(app: Flask, stranger: Browser, hanoi: Conference) -> None:
    category = category_of(hanoi, "press")
    category.travel_asked = "nobody"  # type: ignore[assignment]
    openings.ask_for_papers(openings_queries.openings(hanoi)[0], by=SYSTEM)
    office = browser(app)
    sign_in(office, make_user("reviewer", hanoi))
    assert f'href="{PAGE}"' in stranger.get("/c/hanoi/").text
    assert "Journalists of all countries" in stranger.get(PAGE).text
    sent = send(stranger, PAGE, PAGE, {**PRESS, "language": "en"})
    assert "A letter is on its way" in stranger.get(sent).text
    (letter,) = letters("application")

    here = stranger.get(link_in(letter)).location
    assert "Is this your address?" in stranger.get(here).text
    assert db.session.query(Delegate).count() == 0  # opening a link changes nothing: scanners of mail do it
    own = post(stranger, here).location
    home = stranger.get(own).location.partition("?")[0]
    assert "Your address is confirmed." in stranger.get(home).text
    (person,) = db.session.query(Delegate)
    assert home == f"/r/hanoi/me/{person.public_id}"

    role = {"organisation-en": "Evening News", "office-en": "Correspondent"}
    send(stranger, f"{home}/you", f"{home}/you", {**PRESS, "language": "en"})
    send(stranger, f"{home}/photo", f"{home}/photo", {"photo": (portrait(), "me.jpg")})
    send(stranger, f"{home}/role", f"{home}/role", role)
    asked = f"{home}/further"
    fields = [one for one in stranger.get(asked).text.split('name="') if one.startswith("q_")]
    papers = {one.partition('"')[0]: (BytesIO(picture(kind="PNG")), "card.png") for one in fields}
    send(stranger, asked, asked, dict(papers))
    send(stranger, f"{home}/submit", home, {"consent": "y"})
    assert "Your registration is with the secretariat, which decides." in stranger.get(home).text

    queue = office.get("/o/hanoi/applications").text
    assert "Evening News" in queue
    one = f"/o/hanoi/applications/{person.public_id}"
    page = office.get(one).text
    pictures = [
        part.partition('"')[0] for part in page.split('src="') if "/papers/" in part.partition('"')[0]
    ]
    assert len(pictures) == 2
    assert office.get(pictures[0]).content_type == "image/png"
    assert office.get(pictures[0].replace("page-1", "page-2")).status_code == 404
    assert (
        post(office, f"{one}/decide", {"verdict": "accredit"}, page=one).location == "/o/hanoi/applications"
    )
    (told,) = letters("approved")
    assert (told.to_address, told.language, str(person.state)) == (PRESS["email"], "en", "approved")
    assert "You are accredited." in stranger.get(home).text


def test_whoever_applies_reads_the_same_whether_the_address_is_known_or_not(
    app: Flask, stranger: Browser, press: Opening
) -> None:
    make_applicant(press, email=PRESS["email"])
    known = send(stranger, PAGE, PAGE, PRESS)
    new = send(browser(app), PAGE, PAGE, {**PRESS, "email": "new@example.org"})
    assert known == new
    assert stranger.get(known).text.replace("\n", "") == stranger.get(new).text.replace("\n", "")
    assert [len(letters(kind)) for kind in ("known_address", "application")] == [1, 1]


def test_what_was_typed_wrongly_is_told_beside_it_and_nothing_is_kept(stranger: Browser) -> None:
    wrong = post(stranger, PAGE, {**PRESS, "email": "nobody", "family_name": ""})
    assert wrong.status_code == 422
    assert "Thu Hà" in wrong.text
    injected = post(stranger, PAGE, {**PRESS, "email": "a@example.org\nBcc: b@example.org"})
    assert injected.status_code == 422
    named = post(stranger, PAGE, {**PRESS, "family_name": "www.evil.example"})
    assert named.status_code == 422
    assert db.session.query(Application).count() == 0


def test_a_link_opens_its_own_application_alone_and_may_be_opened_again(
    app: Flask, stranger: Browser
) -> None:
    for address in (PRESS["email"], "other@example.org"):
        send(stranger, PAGE, PAGE, {**PRESS, "email": address, "language": "en"})
    first, second = letters("application")
    here = stranger.get(link_in(first)).location.partition("?")[0]
    other = browser(app)
    there = other.get(link_in(second)).location.partition("?")[0]
    assert other.get(here).status_code == 404
    token = token_of(other.get(there).text)
    assert other.post(here, data={"csrf_token": token}).status_code == 404
    assert other.post(f"{here}/discard", data={"csrf_token": token}).status_code == 404
    assert post(stranger, here).status_code == 303
    again = stranger.get(stranger.get(link_in(first)).location).text
    assert "Go on to your registration" in again
    assert post(stranger, here).status_code == 303
    assert db.session.query(Delegate).count() == 1
    assert "is deleted" in post(other, f"{there}/discard", page=there).text
    assert other.get(there).location.startswith("/account/sign-in")  # the link ended with it
    assert db.session.query(Application).count() == 0


def test_a_page_is_there_in_its_time_and_never_for_what_is_not_published(
    app: Flask, stranger: Browser, press: Opening, hanoi: Conference
) -> None:
    make_opening(hanoi, "expert", published=False)
    assert stranger.get("/c/hanoi/register/expert").status_code in (302, 303, 404)
    assert stranger.get("/c/hanoi/register/nobody").status_code == 404
    assert "register/expert" not in stranger.get("/c/hanoi/").text
    soon = {"opens_at": clock.now() + timedelta(days=1), "closes_at": None}
    openings.change_opening(press, **soon, welcome=press.welcome, places=None, by=SYSTEM)
    early = stranger.get(PAGE).text
    assert "Registration opens on" in early
    assert 'name="email"' not in early
    assert "register/press" not in stranger.get("/c/hanoi/").text
    openings.change_opening(
        press, opens_at=None, closes_at=None, welcome=press.welcome, places=None, by=SYSTEM
    )
    page = stranger.get(PAGE).text
    openings.close_opening(press, by=SYSTEM, now=clock.now())
    late = stranger.post(PAGE, data={**PRESS, "key": hidden(page, "key"), "csrf_token": token_of(page)})
    assert late.status_code == 422
    assert "Registration closed on" in late.text
    assert db.session.query(Application).count() == 0
    organiser = browser(app)
    sign_in(organiser, make_user("organiser", hanoi))
    assert "Only the staff" in organiser.get("/c/hanoi/register/expert").text


def test_people_of_cities_have_no_page_among_the_applications(
    app: Flask, hanoi: Conference, press: Opening
) -> None:
    of_city = make_delegate(make_delegation(hanoi, "TYO"), "submitted")
    office = browser(app)
    sign_in(office, make_user("reviewer", hanoi))
    assert office.get(f"/o/hanoi/applications/{of_city.public_id}").status_code == 404
    person = make_applicant(press)
    one = f"/o/hanoi/applications/{person.public_id}"
    assert post(office, f"{one}/decide", {"verdict": "nonsense"}, page=one).status_code == 400
    assert post(office, f"{one}/decide", {"verdict": "decline", "reason": " "}, page=one).location == one
    assert str(person.state) == "submitted"
