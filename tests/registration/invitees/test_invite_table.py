"""Cities to invite as a table, through the pages: sent, looked through, invited."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.delegations import queries as delegations_queries
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.registration.browser import Browser, browser, letters
from tests.registration.factories import make_delegation
from tests.support.web import post

PAGE = "/o/plenary/delegations/invite/table"


@pytest.fixture
def conference(app: Flask) -> Conference:
    made = make_conference(slug="plenary")
    for code, name in (("SEL", "Seoul"), ("TYO", "Tokyo"), ("RGN", "Yangon")):
        make_city(code, name={"en": name})
    db.session.commit()
    return made


@pytest.fixture
def organiser(app: Flask, conference: Conference) -> Browser:
    client = browser(app)
    sign_in(client, make_user("organiser", conference))
    return client


def send(client: Browser, table: str) -> str:
    answer = post(client, PAGE, {"file": (BytesIO(table.encode()), "cities.csv")})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def listed(conference: Conference) -> list[tuple[str, str]]:
    return sorted((d.city.code, d.focal_email) for d in delegations_queries.delegations(conference))


def test_a_table_is_looked_through_and_then_its_cities_are_invited_once(
    organiser: Browser, conference: Conference
) -> None:
    address = send(organiser, "City;Contact;E-mail address;Langue\nSeoul;Park;p@example.org;vi\nTYO;;;\n")
    page = organiser.get(f"{address}?lang=en").text
    assert "Invite 2 cities" in page
    assert "1 city gets no invitation yet" in page
    assert listed(conference) == []
    assert post(organiser, address, {"do": "save", "asked": "y"}).status_code == 303
    assert listed(conference) == [("SEL", "p@example.org"), ("TYO", "")]
    assert len(letters("invitation")) == 1
    assert organiser.get(address).status_code == 409  # saved, and said so


def test_all_that_is_wrong_is_told_and_listed_cities_are_left_out(
    organiser: Browser, conference: Conference
) -> None:
    make_delegation(conference, "RGN")
    db.session.commit()
    address = send(organiser, "city,name,mail\nAtlantis,,\nYangon,,\nSeoul,Park,no-mail\nSEL,,\n")
    page = organiser.get(f"{address}?lang=en").text
    for text in (
        "“Atlantis” is no city",
        "is not a mail address",
        "This city is in row 4 already",
        "left out: row 3",
        "3 cells need correcting",
    ):
        assert text in page
    assert post(organiser, address, {"do": "save", "asked": "y"}).status_code == 422
    assert len(listed(conference)) == 1
    assert post(organiser, PAGE, {"text": "nothing"}).status_code == 422
