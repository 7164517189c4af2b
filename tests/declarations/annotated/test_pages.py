"""Where each word is from, on the secretariat's page and on a city's: links to notes that are there, for every word."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.footnotes.models import FrozenFootnotes
from eventsys.declarations.representation import queries as representation_queries
from tests.accounts.factories import make_link, make_user, sign_in
from tests.declarations.before_cities import make_amendable
from tests.declarations.footnotes.test_service import accept

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def draft() -> Declaration:
    """Bangkok's amendment replaced the first point."""
    made = make_amendable()
    accept(made, en="plant more trees;", fr="planter plus d’arbres ;", vi="trồng thêm cây;")
    db.session.commit()
    return made


def shown(page: str) -> tuple[list[tuple[str, str]], str]:
    """Marked words and the numbers they lead to; the notes."""
    marked = re.findall(r'origin-amended" href="#note-(\d+)">(.*?)<sup>', page)
    assert set(re.findall(r'href="#note-(\d+)"', page)) == set(re.findall(r'id="note-(\d+)"', page))
    return [(words, number) for number, words in marked], page.partition('class="origin-notes"')[2]


def test_the_secretariat_sees_what_brought_each_word_before_and_after_adoption(
    client: FlaskClient, draft: Declaration
):
    conference = draft.conference
    sign_in(client, make_user(Role.SECRETARIAT, conference))
    here = f"/o/{conference.slug}/declarations/{draft.public_id}"
    marked, notes = shown(client.get(f"{here}/origins?in=en").text)
    assert marked == [("plant more trees;", "2")]
    assert "Amendment 1, Bangkok" in notes
    assert "accepted, decided by consensus" in notes
    assert "Draft of the secretariat" in notes
    amendments.consolidate(draft, by=SYSTEM)
    completion.finalise(draft, by=SYSTEM)
    adoption.adopt(draft, by=SYSTEM, now=clock.now())
    db.session.commit()
    marked, notes = shown(client.get(f"{here}/origins?in=vi").text)
    assert (marked, "trồng thêm cây;" in notes, "planter" in notes) == (
        [("trồng thêm cây;", "2")],
        True,
        False,
    )
    assert shown(client.get(f"{here}/origins?in=xx").text)[0] == [("plant more trees;", "2")]
    assert f"{here}/origins" in client.get(here).text


def test_a_city_that_reads_the_text_sees_it_too(app: Flask, draft: Declaration):
    conference = draft.conference
    city = representation_queries.member_delegations(conference)[1]
    person = app.test_client()
    person.get(f"/l/{make_link('focal', city.public_id, conference=conference)}")
    here = f"/r/{conference.slug}/delegation/{city.public_id}/declarations/{draft.public_id}"
    marked, notes = shown(person.get(f"{here}/origins").text)
    assert (marked, "Amendment 1, Bangkok" in notes) == ([("plant more trees;", "2")], True)
    assert f"{here}/origins" in person.get(here).text


def test_all_see_what_the_sealed_record_says_and_of_a_draft_nothing(client: FlaskClient, draft: Declaration):
    here = f"/c/{draft.conference.slug}/documents/{draft.public_id}"
    assert client.get(f"{here}/origins").status_code == 404
    amendments.consolidate(draft, by=SYSTEM)
    completion.finalise(draft, by=SYSTEM)
    adoption.adopt(draft, by=SYSTEM, now=clock.now())
    assert client.get(f"{here}/origins").status_code == 404
    ceremony.open_for_signature(draft, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert f"{here}/origins" in client.get(here).text
    marked, notes = shown(client.get(f"{here}/origins?in=en").text)
    assert (marked, "Amendment 1, Bangkok" in notes) == ([("plant more trees;", "2")], True)
    db.session.execute(delete(FrozenFootnotes))  # adopted before origins were kept
    db.session.commit()
    assert f"{here}/origins" not in client.get(here).text
    assert client.get(f"{here}/origins").status_code == 404
