"""What is asked before a table can be shown, and what others did while it was looked through: of people and of cities."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.files import service as uploads
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_user, sign_in
from tests.core.incoming import xlsx
from tests.networks.factories import make_city
from tests.registration.browser import Browser, browser, letters
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.web import post

PEOPLE = [
    ["category", "family name", "mail"],
    ["delegate", "Lee", "l@example.org"],
    ["head", "Park", "p@example.org"],
]
CITIES = [["city", "mail"], ["TYO", "t@example.org"], ["RGN", "r@example.org"]]


@pytest.fixture
def staff(app: Flask, conference: Conference) -> Browser:
    make_delegation(conference, "SEL")
    for code in ("delegate", "head"):
        category_of(conference, code)
    for code in ("TYO", "RGN"):
        make_city(code)
    client = browser(app)
    sign_in(client, make_user("organiser", conference))
    return client


def seoul() -> Delegation:
    return next(one for one in db.session.query(Delegation) if one.city.code == "SEL")


def page_of(rows: list[list[str]]) -> str:
    """Where a table of people of Seoul, or of cities, is sent."""
    if rows is CITIES:
        return "/o/hanoi/delegations/invite/table"
    return f"/r/hanoi/delegation/{seoul().public_id}/people/upload"


def saved(conference: Conference) -> tuple[list[str], list[str]]:
    people = sorted(one.full_name for one in db.session.query(Delegate))
    return people, sorted(one.city.code for one in delegations_queries.delegations(conference))


NOTHING = ([], ["SEL"])
TABLES = pytest.mark.parametrize("rows", [PEOPLE, CITIES], ids=["people", "cities"])


@TABLES
def test_of_several_sheets_one_is_chosen_and_an_empty_one_is_refused(
    staff: Browser, conference: Conference, rows: list[list[str]]
) -> None:
    file = xlsx(rows[:1], rows)
    address = post(staff, page_of(rows), {"file": (BytesIO(file), "some.xlsx")}).location
    asked = staff.get(address)
    assert (asked.status_code, asked.text.count('name="sheet"')) == (200, 2)
    assert "Which sheet is to be read?" in asked.text
    empty = post(staff, address, {"do": "check", "sheet": "Sheet1"})
    assert (empty.status_code, "it has no row below the names of the columns." in empty.text) == (422, True)
    assert 'name="file"' in empty.text
    assert post(staff, address, {"do": "check", "sheet": "Sheet2"}).location == address
    assert ('value="save"' in staff.get(address).text, saved(conference)) == (True, NOTHING)
    assert post(staff, address, {"do": "save", "asked": "y"}).status_code == 303
    assert saved(conference) == (
        (["Lee", "Park"], ["SEL"]) if rows is PEOPLE else ([], ["RGN", "SEL", "TYO"])
    )


def a_second_head() -> None:
    make_delegate(seoul(), category="head", family_name="Choi")


def a_city() -> None:
    make_delegation(seoul().conference, "RGN")


@pytest.mark.parametrize(
    ("rows", "others", "told", "there"),
    [
        (PEOPLE, a_second_head, "already has a head", (["Naoki Choi"], ["SEL"])),
        (CITIES, a_city, "left out: row 3", ([], ["RGN", "SEL"])),
    ],
    ids=["people", "cities"],
)
def test_of_a_table_that_others_were_quicker_with_nothing_is_saved_and_it_is_shown_anew(
    staff: Browser,
    conference: Conference,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[list[str]],
    others: Callable[[], None],
    told: str,
    there: tuple[list[str], list[str]],
) -> None:
    address = post(staff, page_of(rows), {"file": (BytesIO(xlsx(rows)), "some.xlsx")}).location
    finish = uploads.finish

    def meanwhile(*some: object, **more: object) -> None:
        """After it was looked through, and before anything of it is written."""
        others()
        finish(*some, **more)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr(uploads, "finish", meanwhile)
    undone = db.session.rollback
    monkeypatch.setattr(db.session, "rollback", lambda: (undone(), others()))
    answer = post(staff, address, {"do": "save", "asked": "y"})
    monkeypatch.undo()
    assert (answer.status_code, told in answer.text) == (422, True)
    assert (saved(conference), letters("own_link"), letters("invitation")) == (there, [], []), "theirs alone"
    assert staff.get(address).status_code == 200, "it waits as before"


@TABLES
def test_a_table_that_nobody_saves_has_no_page_of_its_saving(staff: Browser, rows: list[list[str]]) -> None:
    address = post(staff, page_of(rows), {"file": (BytesIO(xlsx(rows)), "some.xlsx")}).location
    assert staff.get(f"{address}/saving").status_code == 404
