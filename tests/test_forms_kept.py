"""Forms that two people have open at once, and forms that are sent what they do not take."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.datastructures import MultiDict

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web import keeping
from eventsys.core.web.forms import Form, VersionField
from tests.accounts.factories import make_link, make_user, sign_in
from tests.commitments.factories import make_pledge
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_declaration
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import token_of

pytestmark = pytest.mark.usefixtures("app")


class _Reader(HTMLParser):
    """The controls of the page's forms, as a browser would send them back; each form is a list of pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.open: str = ""
        self.chosen: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = dict(attributes)
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "form":
            self.forms.append([])
        elif not self.forms:
            return
        elif tag == "input" and name and has.get("type") not in ("submit", "file", "button"):
            if has.get("type") not in ("checkbox", "radio") or "checked" in has:
                self.forms[-1].append((name, value))
        elif tag in ("textarea", "select"):
            self.open = name
            self.forms[-1].append((name, ""))
        elif tag == "option" and "selected" in has:
            self.forms[-1][-1] = (self.open, value)

    def handle_data(self, data: str) -> None:
        if (
            self.open
            and self.forms
            and self.get_starttag_text()
            and self.get_starttag_text().startswith("<textarea")
        ):
            self.forms[-1][-1] = (self.open, data.strip("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self.open = ""


def versioned_form(page: str) -> dict[str, list[str]]:
    """What the page's form with a version sends when nobody touches it."""
    reader = _Reader()
    reader.feed(page)
    (found,) = [form for form in reader.forms if {name for name, _value in form} & {"version", "seen"}]
    sent: dict[str, list[str]] = {}
    for name, value in found:
        sent.setdefault(name, []).append(value)
    return sent


def own_part(part: str) -> Callable[[Conference], tuple[str, str, str]]:
    """The link of a delegate's draft, a section of the form, and what somebody else's save would change."""

    def open_it(conference: Conference) -> tuple[str, str, str]:
        person = make_delegate(make_delegation(conference, "TYO"), "draft")
        link = make_link("delegate", person.public_id, conference=conference)
        return (
            f"/r/{conference.slug}/me/{person.public_id}/{part}",
            "UPDATE delegate SET version = version + 1",
            link,
        )

    return open_it


def of_staff(
    make: Callable[[Conference], Any], path: str, change: str
) -> Callable[[Conference], tuple[str, str, str]]:
    def open_it(conference: Conference) -> tuple[str, str, str]:
        thing = make(conference)
        return f"/o/{conference.slug}/{path.format(id=getattr(thing, 'public_id', ''))}", change, ""

    return open_it


def _paragraph(conference: Conference) -> Any:
    return make_declaration(conference).paragraphs[0]


def _pledge(conference: Conference) -> Any:
    for code in ("HAN", "TYO"):
        make_delegation(conference, code, state="accepted")
    return make_pledge(conference, owner="HAN", partners=("TYO",))


DECLARATION = "UPDATE declaration SET version = version + 1"
DELEGATE = "UPDATE delegate SET version = version + 1"
COMMITMENT = "UPDATE commitment SET version = version + 1"
FORMS = {
    "own name": own_part("you"),
    "own role": own_part("role"),
    "own journey": own_part("journey"),
    "registration": of_staff(
        lambda conference: make_delegate(make_delegation(conference, "TYO")), "delegates/{id}/edit", DELEGATE
    ),
    "set-up": of_staff(lambda conference: conference, "setup", "UPDATE conference SET version = version + 1"),
    "session": of_staff(
        make_session, "programme/{id}/edit", "UPDATE session SET expected = coalesce(expected, 0) + 7"
    ),
    "declaration": of_staff(make_declaration, "declarations/{id}/edit", DECLARATION),
    "rules of decision": of_staff(
        lambda conference: conference, "setup/rules", "UPDATE conference SET version = version + 1"
    ),
    "pledge": of_staff(_pledge, "commitments/{id}/edit", COMMITMENT),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_came_second_is_told_once_and_then_saved(client: Any, name: str) -> None:
    conference = make_conference(slug="hanoi", starts=date(2013, 11, 18), registration_open=True)
    url, change, link = FORMS[name](conference)
    user = make_user("organiser", conference)
    db.session.commit()
    client.get(f"/l/{link}") if link else sign_in(client, user)
    page = client.get(url)
    assert page.status_code == 200, url
    db.session.rollback()
    db.session.execute(text(change))
    db.session.commit()
    db.session.expire_all()
    told = client.post(url, data=sent(page.text))
    assert told.status_code in (409, 422)
    assert re.search("[Ss]ome(body|one) (else|changed)", told.text)
    saved = client.post(url, data=sent(told.text))
    assert saved.status_code == 303, re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", saved.text[saved.text.find("errors-summary") :][:1500])
    )


def sent(page: str) -> MultiDict[str, str]:
    return MultiDict({**versioned_form(page), "csrf_token": [token_of(page)]})


def _kinds(kind: type[Form]) -> list[type[Form]]:
    return [kind, *(deeper for sub in kind.__subclasses__() for deeper in _kinds(sub))]


def test_every_form_with_a_version_can_renew_it(app: Any) -> None:
    with app.test_request_context():
        versions = [
            (kind.__name__, kind.version.field_class)
            for kind in _kinds(Form)
            if hasattr(kind, "version") and hasattr(kind.version, "field_class")
        ]
    assert len(versions) > 5
    assert [name for name, kind in versions if kind is not VersionField] == []


@pytest.mark.parametrize(
    ("url", "field"),
    [("/o/hanoi/setup", "title-en"), ("/o/hanoi/programme/new", "expected"), ("/o/hanoi/setup", "version")],
)
def test_a_file_under_the_name_of_a_text_is_refused_in_words(client: Any, url: str, field: str) -> None:
    conference = make_conference(slug="hanoi")
    user = make_user("organiser", conference)
    db.session.commit()
    sign_in(client, user)
    token = token_of(client.get(url).text)
    answer = client.post(url, data={"csrf_token": token, field: (io.BytesIO(b"%PDF"), "a.pdf")})
    assert answer.status_code == 422
    assert "A file was sent where words are asked for." in answer.text


def test_a_draft_is_named_as_accepted_on_the_page_that_follows_and_only_there(client: Any) -> None:
    conference = make_conference(slug="hanoi", starts=date(2013, 11, 18))
    user = make_user("organiser", conference)
    db.session.commit()
    sign_in(client, user)
    page = client.get("/o/hanoi/setup").text
    name = re.search(r'name="_keep" value="([^"]+)"', page)[1]  # type: ignore[index]
    told = f'<meta name="kept-accepted" content="{name}">'
    refused = client.post("/o/hanoi/setup", data={**sent(page).to_dict(), "_keep": name, "host_city": ""})
    assert refused.status_code == 422
    assert told not in client.get("/o/hanoi/").text
    assert client.post("/o/hanoi/setup", data=MultiDict([*sent(page).items(multi=True)])).status_code == 303
    assert [told in client.get("/o/hanoi/").text for _twice in range(2)] == [True, False]


def test_what_was_typed_is_given_back_when_the_session_or_the_link_has_ended(client: Any) -> None:
    conference = make_conference(slug="hanoi", starts=date(2013, 11, 18), registration_open=True)
    url, _change, link = own_part("role")(conference)
    db.session.commit()
    client.get(f"/l/{link}")
    page = client.get(url).text
    words = {
        **sent(page).to_dict(),
        "office-en": "Director of <Planning>",
        "organisation-en": "City of Tokyo",
    }
    client.delete_cookie("eventsys")
    answer = client.post(url, data=words)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (401, "private, no-store")
    for said in ("What you typed is not lost.", "Director of &lt;Planning&gt;", f'data-kept="{url}:role"'):
        assert said in answer.text
    assert "next=" + url.replace("/", "%2F") in answer.text or f"next={url}" in answer.text


def test_a_form_that_keeps_no_draft_gives_its_words_back_too_but_no_password_and_no_passport(
    client: Any,
) -> None:
    make_conference(slug="hanoi")
    db.session.commit()
    page = "/o/hanoi/declarations/new"
    answer = client.post(
        page, data={"title-en": "Tokyo Joint Declaration"}, headers={"Referer": f"http://localhost{page}"}
    )
    assert answer.status_code == 401
    assert "Tokyo Joint Declaration" in answer.text
    assert "Copy your words from here first." in answer.text
    assert "data-kept" not in answer.text
    assert "next=" + page.replace("/", "%2F") in answer.text or f"next={page}" in answer.text
    for path in ("/account/sign-in", "/r/hanoi/me/01a227e8-baf7-745c-8000-000000000000/passport"):
        refused = client.post(path, data={"password": "of nobody else", "number": "of nobody else"})
        assert (refused.status_code, "of nobody else" in refused.text) == (400, False)


def test_only_words_are_given_back_and_nothing_that_the_form_carries_for_itself(app: Any) -> None:
    carried = {"_keep": "/r:name", "key": "01a227e8-baf7-745c", "seen": "f00ba4f00ba4", "version": "12345"}
    with app.test_request_context(method="POST", data={**carried, "family_name": " Nguyễn Thế Thảo "}):
        assert keeping.typed() == ["Nguyễn Thế Thảo"]
