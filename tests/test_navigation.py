"""What the shell shows around a page, and to whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from eventsys import navigation
from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor, Role
from tests.conferences.factories import make_conference

NOBODY = Actor()


@pytest.fixture
def conference(app: Flask) -> Iterator[Conference]:
    made = make_conference(slug="hanoi")
    with app.test_request_context("/o/hanoi/badges/desk"):
        yield made


def staff(conference: Conference, role: Role) -> Actor:
    return Actor(kind="user", user_id=1, label="Anh", roles={conference.id: frozenset({role})})


def menu(actor: Actor, conference: Conference | None) -> dict[str, list[str]]:
    return {one.label: [entry.label for entry in one.items] for one in navigation.sections(actor, conference)}


def test_the_menu_of_the_desk_is_what_one_may_open(conference: Conference) -> None:
    assert menu(staff(conference, Role.DESK), conference) == {
        "Prepare": ["Home", "Privacy", "Programme"],
        "Receive": ["Delegations", "Badges", "Sheets"],
        "Convene": ["Presence", "Nameplates"],
        "Follow up": ["Commitments"],
    }
    assert menu(staff(conference, Role.ORGANISER), conference) == {
        "Prepare": [
            "Home",
            "Set-up",
            "Categories and quotas",
            "Registration form",
            "Open registration",
            "Staff",
            "Privacy",
            "Programme",
            "Audit trail",
        ],
        "Receive": [
            "Delegations",
            "Review",
            "Applications",
            "Credentials",
            "Badges",
            "Outbox",
            "List of participants",
            "Sheets",
        ],
        "Convene": ["Presence", "Nameplates"],
        "Conclude": ["Declaration", "Agreements"],
        "Follow up": ["Commitments"],
    }
    assert menu(NOBODY, conference) == {}
    assert menu(staff(conference, Role.ORGANISER), None) == {}


def test_the_page_one_is_on_or_below_is_marked_and_so_is_its_section(conference: Conference) -> None:
    found = navigation.sections(staff(conference, Role.ORGANISER), conference)
    assert [one.label for one in found if one.current] == ["Receive"]
    marked = [(entry.label, entry.url) for one in found for entry in one.items if entry.current]
    assert marked == [("Badges", "/o/hanoi/badges")]


def test_public_pages_have_no_menu_of_the_desk(app: Flask, conference: Conference) -> None:
    with app.test_request_context("/c/hanoi/"):
        assert menu(staff(conference, Role.ORGANISER), conference) == {}


def test_links_of_ones_account(conference: Conference) -> None:
    def links(actor: Actor) -> list[tuple[str, str]]:
        return [(one.label, one.url) for one in navigation.account_links(actor)]

    assert links(NOBODY) == []
    own = [("Your account", "/account/"), ("Your data", "/account/data")]
    assert links(staff(conference, Role.DESK)) == own
    assert links(Actor(kind="user", user_id=1, admin=True)) == [
        *own,
        ("Networks", "/networks/"),
        ("Users", "/account/users"),
        ("Requests for erasure", "/account/users/erasures"),
        ("Audit trail", "/trail"),
    ]


def test_whoever_sees_people_may_search(conference: Conference) -> None:
    assert navigation.search_url(NOBODY, conference) is None
    assert navigation.search_url(staff(conference, Role.ORGANISER), None) is None
    assert navigation.search_url(staff(conference, Role.ORGANISER), conference) == "/o/hanoi/search"


def test_signing_in_leads_back(conference: Conference) -> None:
    assert navigation.sign_in_url("/o/hanoi/badges") == "/account/sign-in?next=/o/hanoi/badges"
