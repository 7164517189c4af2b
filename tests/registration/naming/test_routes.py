"""A city's focal point names people and replaces them; who is named gets a link when that is asked."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from tests.accounts.factories import make_link
from tests.conferences.factories import make_conference
from tests.registration.browser import Browser, browser, hidden, letters
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post


@pytest.fixture
def delegation(app: Flask) -> Delegation:
    return make_delegation(make_conference(slug="plenary"), "SEL")


@pytest.fixture
def focal(app: Flask, delegation: Delegation) -> tuple[Browser, str]:
    """Seoul's focal point with the link open, and the page."""
    client = browser(app)
    client.get("/l/" + make_link("focal", delegation.public_id, conference=delegation.conference))
    return client, f"/r/plenary/delegation/{delegation.public_id}"


def test_the_same_form_sent_twice_names_one_person_and_writes_one_letter(
    focal: tuple[Browser, str], delegation: Delegation
) -> None:
    client, home = focal
    page = client.get(home + "/people/new").text
    data = {
        "category": "head",
        "family_name": "Park",
        "name_order": "family",
        "email": "p@example.org",
        "language": "en",
        "send_link": "y",
        "key": hidden(page, "key"),
        "csrf_token": hidden(page, "csrf_token"),
    }
    assert [client.post(home + "/people/new", data=data).status_code for _ in range(2)] == [303, 303]
    assert [one.full_name for one in people_queries.delegates_of(delegation)] == ["Park"]
    assert len(letters("own_link")) == 1
    answer = post(
        client, home + "/people/new", {**data, "key": "", "family_name": "Lee", "email": "l@example.org"}
    )
    assert answer.status_code == 422
    assert "already has a head: Park" in answer.text


@pytest.mark.parametrize(("asked", "written"), [({"send_link": "y"}, ["lee@example.org"]), ({}, [])])
def test_who_comes_in_somebody_s_place_gets_a_link_if_asked(
    focal: tuple[Browser, str], delegation: Delegation, asked: dict[str, str], written: list[str]
) -> None:
    client, home = focal
    before = make_delegate(delegation, "draft")
    db.session.commit()
    named = {"category": "delegate", "family_name": "Lee", "email": "lee@example.org", "language": "en"}
    path = f"{home}/people/{before.public_id}/replace"
    assert post(client, path, {**named, "name_order": "family", **asked}).status_code == 303
    assert [letter.to_address for letter in letters("own_link")] == written
    assert [one.full_name for one in people_queries.delegates_of(delegation) if one.holds_place] == ["Lee"]
