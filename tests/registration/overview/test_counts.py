"""Counts: each number on a page is the number of rows that its link opens."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask

from eventsys.badges.passes import service as passes
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.home.service import home_parts
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate, DelegateState
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.browser import Browser, browser
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.numbers import Number, numbers_on, rows_behind

EVERY_STATE = [state.value for state in DelegateState]


@pytest.fixture
def conference(app: Flask) -> Conference:
    """People in every state, cities with every answer and standing, one of them there against its answer, people
    without a moment of handing in, badges without a person."""
    network = make_network()
    made = make_conference(network=network, slug="messy", host_city=make_city("HAN", network=network))
    staff = category_of(made, "staff")
    passes.set_floater_quota(made, staff, 2, by=SYSTEM)
    passes.make_floaters(made, staff, 2, by=SYSTEM)
    home = make_delegation(made, "HAN", present=True)
    for number, state in enumerate([*EVERY_STATE, "approved", "approved", "withdrawn"]):
        make_delegate(home, state, family_name=f"Family {number}", email=f"p{number}@example.org")
    guests = make_delegation(made, make_city("SEL", network=network))
    make_delegate(guests, "approved", submitted_at=None, email="taken.in@example.org")
    make_delegate(guests, "withdrawn", email="gone@example.org")
    make_delegate(guests, "waitlisted", email="waits@example.org")
    make_delegation(made, make_city("BKK", network=network), state="declined", present=True)
    make_delegation(made, make_city("TYO", network=network), state="sends_proxy")
    make_delegation(made, make_city("TOF", network=network), state="invited", standing="observer")
    left = make_delegation(made, make_city("RGN"), standing="partner")
    left.present_since, left.present_until = clock.now() - timedelta(hours=2), clock.now()
    make_delegate(left, "draft", email="draft@example.org")
    db.session.commit()
    return made


@pytest.fixture
def office(app: Flask, conference: Conference) -> Browser:
    client = browser(app)
    sign_in(client, make_user(Role.SECRETARIAT, conference))
    return client


def of_registration(page: str) -> list[Number]:
    """The numbers of a page that lead to people or cities."""
    return [n for n in numbers_on(page) if "/review" in n.href or "/delegations" in n.href]


PAGES = {
    "/o/messy/": 9,  # two figures of two numbers, the badges' total, two charts with two cities
    "/o/messy/delegations": 17,
    "/o/messy/delegations?standing=member": 12,
    "/o/messy/review": 12,
    "/o/messy/review?city=HAN": 12,
    "/o/messy/review?state=registered&q=Family": 12,
}


@pytest.mark.parametrize("page", PAGES)
def test_each_number_is_that_of_the_rows_behind_it(office: Browser, page: str) -> None:
    found = of_registration(office.get(page + ("&" if "?" in page else "?") + "lang=en").text)
    assert len(found) >= PAGES[page], [n.words for n in found]
    assert [n for n in found if rows_behind(office, n) != n.value] == []


def test_each_delegation_s_numbers_are_those_of_its_own_page(office: Browser, conference: Conference) -> None:
    for delegation in delegations_queries.delegations(conference):
        page = office.get(f"/o/messy/delegations/{delegation.public_id}").text
        assert [n for n in of_registration(page) if rows_behind(office, n) != n.value] == []


def test_exports_have_the_rows_of_the_list(office: Browser) -> None:
    for number in of_registration(office.get("/o/messy/review?lang=en").text):
        query = urlsplit(number.href).query
        rows = list(csv.reader(io.StringIO(office.get(f"/o/messy/review/export.csv?{query}").text)))
        assert len(rows) - 1 == number.value, number


def test_the_home_s_figures_and_charts_speak_of_the_same_people(conference: Conference) -> None:
    part = home_parts(conference)
    approved = part.figures[1]
    assert (approved.value, approved.of) == (4, 11)
    assert [chart.whole for chart in part.charts] == [11, 11]
    assert sum(number for _day, number in part.charts[0].points) == 11
    assert sum(number for _city, number in part.charts[1].points) == 11
    cities = part.figures[0]
    assert (cities.value, cities.of) == (2, 3)  # Hanoi and Bangkok are there; Seoul is expected besides


def test_numbers_are_links_only_to_whom_the_list_is_open(app: Flask, conference: Conference) -> None:
    press, viewer = browser(app), browser(app)
    sign_in(press, make_user(Role.PRESS, conference))
    sign_in(viewer, make_user(Role.VIEWER, conference))
    assert of_registration(press.get("/o/messy/").text) == []
    seen = of_registration(viewer.get("/o/messy/?lang=en").text)
    assert {urlsplit(n.href).path for n in seen} == {"/o/messy/delegations"}
    assert [n for n in seen if rows_behind(viewer, n) != n.value] == []


@pytest.mark.parametrize(
    ("word", "states"),
    [
        ("", set(EVERY_STATE)),
        ("registered", set(EVERY_STATE) - {"draft", "withdrawn"}),
        ("named", {"draft", "submitted", "returned", "pre_approved", "approved", "waitlisted"}),
        ("withdrawn", {"withdrawn"}),
        ("nonsense", set()),
    ],
)
def test_a_word_means_these_states(word: str, states: set[str]) -> None:
    people = [Delegate(state=state) for state in DelegateState]
    assert people_rules.states_of(word) == states
    assert {one.state for one in people_rules.people_among(people, word)} == states
    assert people_rules.counted(dict.fromkeys(EVERY_STATE, 2), word) == 2 * len(states)


@pytest.mark.parametrize(
    ("word", "among"),
    [
        ("", "ABCD"),
        ("accepted", "AB"),
        ("declined", "C"),
        ("expected", "ABC"),
        ("present", "BC"),
        ("awaited", "A"),
        ("nonsense", ""),
    ],
)
def test_a_word_means_these_cities(word: str, among: str) -> None:
    now = clock.now()
    cities = {
        "A": Delegation(state="accepted", standing="member"),
        "B": Delegation(state="accepted", standing="member", present_since=now),
        "C": Delegation(state="declined", standing="member", present_since=now),
        "D": Delegation(state="invited", standing="observer", present_since=now, present_until=now),
    }
    assert "".join(k for k, d in cities.items() if delegations_rules.is_among(d, word)) == among
    assert delegations_rules.delegations_among(cities.values(), standing="observer") == [cities["D"]]
