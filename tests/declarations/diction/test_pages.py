"""Words of documents and of letters on their pages: what is typed stands on record, what is refused stays in its box."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventsys.conferences.editions.models import Conference
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.diction import queries
from eventsys.declarations.diction.rules import FIXED, LETTERS, Fixed, places_of
from tests.accounts.factories import make_user, sign_in
from tests.registration.browser import hidden
from tests.support.web import post

VIEWS = [("declarations/words", "vi", FIXED), ("letters/words", "ru", LETTERS)]


@pytest.fixture
def organiser(client: FlaskClient, conference: Conference) -> FlaskClient:
    conference.languages = ["en", "vi", "ru"]
    sign_in(client, make_user("organiser", conference))
    return client


def with_places(known: tuple[Fixed, ...]) -> tuple[Fixed, Fixed]:
    """One that names something, and one that names nothing."""
    return (
        next(one for one in known if places_of(one.message)),
        next(one for one in known if not places_of(one.message)),
    )


def words_told() -> list[tuple[object, object]]:
    told = db.session.query(AuditEntry).filter_by(verb="conference.document_words").order_by(AuditEntry.id)
    return [(one.before["words"], one.after["words"]) for one in told]


@pytest.mark.parametrize(("view", "language", "known"), VIEWS, ids=lambda value: str(value)[:14])
def test_words_are_kept_where_they_can_be_filled_in(
    organiser: FlaskClient, conference: Conference, view: str, language: str, known: tuple[Fixed, ...]
) -> None:
    placed, bare = with_places(known)
    url = f"/o/hanoi/{view}?language={language}"
    seen = hidden(organiser.get(url).text, "seen")
    odd = {placed.key: "%(nobody)s speaks", bare.key: "Kept below", "seen": seen}
    refused = post(organiser, url, odd)
    assert refused.status_code == 422
    for words in ("%(nobody)s cannot be filled in here.", "%(nobody)s speaks", "Kept below"):
        assert words in refused.text
    assert (queries.own_words(conference), words_told()) == ({}, [])
    said = " ".join(["Said", *(f"%({place})s" for place in sorted(places_of(placed.message)))])
    saved = post(organiser, url, {placed.key: said, bare.key: " Of ours ", "seen": seen})
    assert (saved.status_code, saved.location) == (303, url)
    assert "Saved." in organiser.get(url).text
    ours = {placed.message: said, bare.message: "Of ours"}
    assert (queries.own_words(conference), words_told()) == ({language: ours}, [({}, ours)])
    assert said in organiser.get(url).text


@pytest.mark.parametrize(("view", "language", "known"), VIEWS, ids=lambda value: str(value)[:14])
def test_who_saves_words_second_is_told_and_may_replace_them(
    organiser: FlaskClient, conference: Conference, view: str, language: str, known: tuple[Fixed, ...]
) -> None:
    _placed, bare = with_places(known)
    url = f"/o/hanoi/{view}?language={language}"
    seen = hidden(organiser.get(url).text, "seen")
    assert post(organiser, url, {bare.key: "First", "seen": seen}).status_code == 303
    late = post(organiser, url, {bare.key: "Second", "seen": seen})
    assert (late.status_code, "Someone else saved this conference" in late.text) == (422, True)
    assert "Second" in late.text
    assert queries.own_words(conference) == {language: {bare.message: "First"}}
    fresh = hidden(late.text, "seen")
    assert post(organiser, url, {bare.key: "Second", "seen": fresh}).status_code == 303
    assert queries.own_words(conference) == {language: {bare.message: "Second"}}
    again = hidden(organiser.get(url).text, "seen")
    assert post(organiser, url, {bare.key: "", "seen": again}).status_code == 303
    assert queries.own_words(conference) == {}
    assert words_told()[1:] == [
        ({bare.message: "First"}, {bare.message: "Second"}),
        ({bare.message: "Second"}, {}),
    ]
