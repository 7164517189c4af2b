"""Each reader sees of a person what the table of who sees what says."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.registration.people.policy import DATA, Reader
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.composer.factories import plant_answer
from tests.registration.factories import make_delegate, make_delegation
from tests.support.planted import PLANTED, WHO


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PRESS])
def test_the_page_of_a_person_tells_each_role_what_the_table_says(app: Flask, role: Role) -> None:
    conference = make_conference()
    delegate = make_delegate(make_delegation(conference, "TYO"), **WHO)
    plant_answer(delegate)
    client = app.test_client()
    sign_in(client, make_user(role, conference))
    page = client.get(f"/o/{conference.slug}/delegates/{delegate.public_id}")
    if role == Role.DESK:  # is led to the desk, from the person's code at least
        page = client.get(page.location) if page.status_code == 303 else page
    told = {data for data, words in PLANTED.items() if all(word in page.text for word in words)}
    assert told == {data for data in PLANTED if Reader(role) in DATA[data].readers} - {"passport"}


def test_who_does_not_see_addresses_finds_nobody_by_them(app: Flask) -> None:
    conference = make_conference()
    make_delegate(make_delegation(conference, "TYO"), **WHO)
    db.session.commit()
    found = {}
    for role in (Role.VIEWER, Role.REVIEWER):
        client = app.test_client()
        sign_in(client, make_user(role, conference))
        for words in ("yuki.planted", "9876 5432", "kurobane"):
            page = client.get(f"/o/{conference.slug}/search", query_string={"q": words})
            found[role, words] = "Kurobane" in page.text
    assert found == {
        (Role.VIEWER, "yuki.planted"): False,
        (Role.VIEWER, "9876 5432"): False,
        (Role.VIEWER, "kurobane"): True,
        (Role.REVIEWER, "yuki.planted"): True,
        (Role.REVIEWER, "9876 5432"): True,
        (Role.REVIEWER, "kurobane"): True,
    }
