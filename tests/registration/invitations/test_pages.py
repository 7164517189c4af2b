"""Choosing cities of the network: nobody is invited before all that was typed can be, and then all are."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.networks.registry import queries as registry_queries
from eventsys.registration.delegations import queries as delegations_queries
from tests.accounts.factories import make_user, sign_in
from tests.networks.factories import make_city
from tests.registration.browser import Browser, browser, letters
from tests.registration.factories import make_delegation
from tests.support.web import post

PAGE = "/o/hanoi/delegations/invite"


@pytest.fixture
def staff(app: Flask, conference: Conference) -> Browser:
    for code, name in (("SEL", "Seoul"), ("TYO", "Tokyo")):
        make_city(code, network=conference.network, name={"en": name})
    client = browser(app)
    sign_in(client, make_user("organiser", conference))
    return client


def listed(conference: Conference) -> list[tuple[str, str, str, str]]:
    found = delegations_queries.delegations(conference)
    return sorted((d.city.code, d.focal_name, d.focal_email, d.focal_language) for d in found)


BOTH = {
    "party": ["SEL", "TYO"], "name-SEL": " Kim ", "email-SEL": "Kim@Seoul.example.org", "language-SEL": "vi",
    "name-TYO": "Mori",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"party": []}, ["Choose at least one."]),
        (
            {"email-TYO": "no address"},
            ["some addresses need correcting", 'id="error-TYO"', 'value="no address"'],
        ),
        ({"name-SEL": "Kim \U0001f600"}, ["some addresses need correcting", 'id="error-SEL"']),
    ],
    ids=["nobody", "address", "name"],
)
def test_what_cannot_be_is_told_and_nobody_is_invited(
    staff: Browser, conference: Conference, typed: dict[str, Any], told: list[str]
) -> None:
    answer = post(staff, PAGE, {**BOTH, **typed})
    assert answer.status_code == 422
    assert [words for words in [*told, 'value="Mori"'] if words not in answer.text] == []
    assert answer.text.count('id="error-') == sum("error-" in words for words in told)
    assert (listed(conference), letters("invitation")) == ([], [])


def test_all_that_were_chosen_are_invited_and_those_with_an_address_written_to(
    staff: Browser, conference: Conference
) -> None:
    answer = post(staff, PAGE, BOTH)
    assert answer.status_code == 303
    address = "Kim@seoul.example.org"
    assert listed(conference) == [("SEL", "Kim", address, "vi"), ("TYO", "Mori", "", "en")]
    assert [(one.to_address, one.language) for one in letters("invitation")] == [(address, "vi")]


def test_a_city_that_somebody_else_has_just_invited_is_told_and_all_wait(
    staff: Browser, conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, number, asked = registry_queries.cities_by_code, conference.id, count()

    def meanwhile() -> Any:
        """While the answer is made, after it was seen who is on the list."""
        if next(asked):
            make_delegation(db.session.get_one(Conference, number), "TYO")
            monkeypatch.undo()
        return whole()

    monkeypatch.setattr(registry_queries, "cities_by_code", meanwhile)
    answer = post(staff, PAGE, BOTH)
    assert (answer.status_code, "Tokyo" in answer.text, 'value="Mori"' in answer.text) == (409, True, True)
    assert (listed(conference), letters("invitation")) == ([], [])
