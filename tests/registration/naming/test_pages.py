"""Naming and replacing on the focal point's pages: a refusal stands at its field, and nothing of it is on record."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_link
from tests.registration.browser import Browser, browser, letters
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post


@pytest.fixture
def seoul(conference: Conference) -> Delegation:
    made = make_delegation(conference, "SEL")
    make_delegate(made, "draft", family_name="Park", given_name="Won-soon", email="p@example.org")
    db.session.commit()
    return made


@pytest.fixture
def focal(app: Flask, seoul: Delegation) -> tuple[Browser, str]:
    client = browser(app)
    client.get("/l/" + make_link("focal", seoul.public_id, conference=seoul.conference))
    return client, f"/r/hanoi/delegation/{seoul.public_id}"


def people() -> list[tuple[str, str]]:
    return [(one.full_name, str(one.state)) for one in db.session.query(Delegate).order_by(Delegate.id)]


NEW = {
    "category": "delegate",
    "family_name": "Lee",
    "given_name": "Ji-woo",
    "name_order": "family",
    "language": "en",
}


def test_another_person_comes_and_is_written_to(focal: tuple[Browser, str]) -> None:
    client, home = focal
    url = f"{home}/people/{db.session.query(Delegate).one().public_id}/replace"
    unsent = post(client, url, {**NEW, "send_link": "y"})
    assert (unsent.status_code, "Enter a mail address to send the link to" in unsent.text) == (422, True)
    assert (people(), letters("own_link")) == ([("Won-soon Park", "draft")], [])
    answer = post(client, url, {**NEW, "send_link": "y", "email": "lee@example.org"})
    assert (answer.status_code, answer.location) == (303, home)
    assert "Lee Ji-woo comes in the place of Won-soon Park." in client.get(home).text
    assert people() == [("Won-soon Park", "withdrawn"), ("Lee Ji-woo", "draft")]
    assert [one.to_address for one in letters("own_link")] == ["lee@example.org"]


@pytest.mark.parametrize("way", ["new", "replace"])
def test_what_the_city_may_not_do_any_more_is_told_above_the_form(
    focal: tuple[Browser, str], seoul: Delegation, way: str
) -> None:
    client, home = focal
    which = "new" if way == "new" else f"{db.session.query(Delegate).one().public_id}/replace"
    url = f"{home}/people/{which}"
    opened = client.get(url)
    assert opened.status_code == 200
    seoul.state = "declined"
    answer = post(client, url, NEW)
    assert (answer.status_code, 'value="Ji-woo"' in answer.text, "errors-summary" in answer.text) == (
        422,
        True,
        True,
    )
    assert people() == [("Won-soon Park", "draft")]
