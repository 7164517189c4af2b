"""The organiser's pages: set up, published, changed, with words and moments that are wrong; who has no business there."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.zones import at_local
from eventsys.registration.openings import queries
from eventsys.registration.openings.models import Opening
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.browser import Browser, browser
from tests.registration.openings.factories import make_opening
from tests.support.web import post

LIST = "/o/hanoi/openings"


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi")


@pytest.fixture
def organiser(app: Flask, hanoi: Conference) -> Browser:
    client = browser(app)
    sign_in(client, make_user("organiser", hanoi))
    return client


def test_registration_is_opened_for_a_category_on_the_clock_of_the_conference(
    organiser: Browser, hanoi: Conference
) -> None:
    day = hanoi.starts.isoformat()
    typed = {"category": "press", "closes_at": f"{day}T09:00", "places": "5", "welcome-en": "Welcome"}
    backwards = post(organiser, f"{LIST}/new", {**typed, "opens_at": f"{day}T10:00"})
    assert (backwards.status_code, "would close before it opens" in backwards.text) == (422, True)
    assert db.session.query(Opening).count() == 0
    there = post(organiser, f"{LIST}/new", typed).location
    (row,) = queries.openings(hanoi)
    starts = at_local(datetime.fromisoformat(f"{day}T09:00"), hanoi.timezone)
    assert (row.closes_at, row.opens_at, row.places, dict(row.welcome)) == (
        starts,
        None,
        5,
        {"en": "Welcome"},
    )
    assert f'value="{day}T09:00"' in organiser.get(there).text
    assert post(organiser, f"{there}/do", {"verb": "publish"}, page=there).location == there
    emptied = post(organiser, there, {"closes_at": f"{day}T09:00", "welcome-en": ""})
    assert (emptied.status_code, "Write the words of welcome first" in emptied.text) == (422, True)
    assert post(organiser, f"{there}/papers", page=there).status_code == 303
    assert "Ask for press card" not in organiser.get(there).text
    assert "Opens later" not in organiser.get(LIST).text


def test_a_verb_that_nobody_knows_is_refused_and_one_without_people_goes(
    organiser: Browser, hanoi: Conference
) -> None:
    row = make_opening(hanoi)
    there = f"{LIST}/{row.public_id}"
    assert post(organiser, f"{there}/do", {"verb": "nonsense"}, page=there).status_code == 400
    assert post(organiser, f"{there}/do", {"verb": "remove"}, page=there).location == LIST
    assert "Nobody can register by themselves yet" in organiser.get(LIST).text
