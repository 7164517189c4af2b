"""The main job through pages: invited, accepted, named, registered, pre-approved, approved."""

from __future__ import annotations

from flask import Flask

from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import DelegateState
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.browser import Browser, browser, hidden, letters, link_in, portrait
from tests.support.web import post


def follow(client: Browser, url: str) -> str:
    """Open a link; the page it leads to."""
    answer = client.get(url)
    assert answer.status_code in (302, 303), answer.text[:500]
    return answer.headers["Location"].split("?")[0]


def named(family: str = "Lee", category: str = "delegate", **more: str) -> dict[str, str]:
    return {
        "category": category,
        "family_name": family,
        "given_name": "Ji-woo",
        "name_order": "family",
        "email": "ji@seoul.example.org",
        "language": "en",
        **more,
    }


def test_the_whole_way_from_the_invitation_to_the_confirmation(app: Flask) -> None:
    network = make_network()
    seoul = make_city("SEL", network=network)
    conference = make_conference(network=network, host_city=make_city("HAN", network=network), slug="plenary")
    staff, office = make_user(role=Role.SECRETARIAT, conference=conference), browser(app)
    db.session.commit()
    sign_in(office, staff)

    answer = post(
        office,
        "/o/plenary/delegations/invite",
        {
            "party": "SEL",
            "name-SEL": "Kim",
            "email-SEL": "kim@seoul.example.org",
            "language-SEL": "en",
        },
    )
    assert answer.status_code == 303, answer.text
    delegation = delegations_queries.delegation_of(conference, seoul)
    assert delegation is not None
    assert (delegation.standing, delegation.state) == ("member", "invited")

    focal = browser(app)
    home = follow(focal, link_in(letters("invitation")[0]))
    assert home.endswith(f"/r/plenary/delegation/{delegation.public_id}")
    assert "Seoul" in focal.get(home).text
    assert post(focal, home + "/answer", {"answer": "accept"}, page=home).status_code == 303
    assert post(focal, home + "/people/new", named(send_link="y")).status_code == 303
    (delegate,) = people_queries.delegates_of(delegation)
    assert (delegate.full_name, delegate.state) == ("Lee Ji-woo", "draft")

    person = browser(app)
    mine = follow(person, link_in(letters("own_link")[0]))
    assert mine.endswith(f"/r/plenary/me/{delegate.public_id}")
    you = {
        "family_name": "Lee",
        "given_name": "Ji-woo",
        "name_order": "family",
        "native_name": "이지우",
        "native_language": "ko",
        "email": "ji@seoul.example.org",
        "phone": "02-731-2114",
        "language": "fr",
    }
    sections = [
        ("you", you, "photo"),
        ("photo", {"photo": (portrait(), "me.jpg")}, "role"),
        ("role", {"office-en": "Mayor", "office-fr": "Maire"}, "journey"),
        (
            "journey",
            {"arrives_on": conference.starts.isoformat(), "departs_on": conference.ends.isoformat()},
            "",
        ),
    ]
    for part, data, following in sections:
        version = hidden(person.get(f"{mine}/{part}").text, "version")
        answer = post(person, f"{mine}/{part}", {**data, "version": version})
        assert answer.status_code == 303, answer.text
        assert answer.headers["Location"].endswith(following)
    assert post(person, mine + "/submit", {}, page=mine).status_code == 422
    assert (
        post(
            person,
            mine + "/submit",
            {"consent": "y", "text": hidden(person.get(mine).text, "text")},
            page=mine,
        ).status_code
        == 303
    )
    assert (delegate.state, delegate.phone, delegate.native_name) == ("submitted", "+82 2-731-2114", "이지우")

    assert post(focal, f"{home}/people/{delegate.public_id}/pre_approve", page=home).status_code == 303
    at = f"/o/plenary/delegates/{delegate.public_id}"
    assert post(office, at + "/decide", {"verb": "approve"}, page=at).status_code == 303
    assert delegate.state == DelegateState.APPROVED
    (letter,) = letters("approved")
    assert letter.language == "fr"
    assert [a["media_type"] for a in letter.attachments] == ["image/png", "text/calendar"]
    page = person.get(mine)
    assert page.status_code == 200
    assert "<svg" in page.text
    calendar = person.get(mine + "/conference.ics")
    assert b"BEGIN:VEVENT" in calendar.data
    assert calendar.data.count(b"\r\n") > 5
