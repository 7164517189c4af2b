"""Amendments on the pages of a city and of the secretariat."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries
from tests.accounts.factories import make_link, make_user, sign_in
from tests.declarations.amendments.test_amendments import city, draft, point
from tests.support.web import post

__all__ = ["draft"]


def test_from_the_city_s_page_to_the_secretariat_s_answer(
    app: Flask, client: FlaskClient, draft: Declaration
):
    conference, hanoi = draft.conference, city(draft)
    sign_in(client, make_user(Role.SECRETARIAT, conference))
    person = app.test_client()
    person.get(f"/l/{make_link('focal', hanoi.public_id, conference=conference)}")
    here = f"/r/{conference.slug}/delegation/{hanoi.public_id}/declarations/{draft.public_id}"
    first: UUID = point(draft, 1).public_id  # type: ignore[attr-defined]
    assert "cooperation" in person.get(f"{here}/amend?paragraph={first}").text
    form = {"kind": "replace", "where": first.hex, "text-en": "Cooperate more;", "reason": "Shorter"}
    refused = post(person, f"{here}/amend", {**form, "kind": "move"})
    assert (refused.status_code, "Cooperate more;" in refused.text) == (422, True)
    for words in ("Cooperate more;", "Cooperate most;", "Cooperate now;"):
        sent = post(person, f"{here}/amend", {**form, "text-en": words}, follow_redirects=True)
        assert f"<ins>{words[:-1]}</ins>" in sent.text
    one, two, three = queries.amendments(draft)
    taken_back = post(
        person, f"{here}/amendments/{three.public_id}/withdraw", page=here, follow_redirects=True
    )
    assert "Amendment 3 is withdrawn." in taken_back.text
    desk = f"/o/{conference.slug}/declarations/{draft.public_id}/amendments"
    assert "<ins>Cooperate most</ins>" in client.get(desk).text
    post(client, f"{desk}/{one.public_id}/bracket", page=desk)
    merged = post(
        client,
        f"{desk}/{two.public_id}/merge",
        {"text-en": "Cooperate;", "others": ["1"], "manner": "consensus"},
        follow_redirects=True,
    )
    assert merged.status_code == 200
    assert "Cooperate;" in client.get(desk.removesuffix("/amendments")).text
    db.session.rollback()
    db.session.expire_all()
    assert [a.state for a in queries.amendments(draft)] == ["merged", "merged", "withdrawn"]
    said = post(client, f"{desk}/{one.public_id}/accept", page=desk, follow_redirects=True)
    assert "This amendment has been decided: merged." in said.text
    assert client.get(f"{desk}.pdf").data.startswith(b"%PDF")
    assert (
        client.get(f"/o/{conference.slug}/declarations/{draft.public_id}/draft.pdf?in=xx").status_code == 404
    )
    said = post(
        client,
        f"{desk.removesuffix('/amendments')}/consolidate",
        page=desk.removesuffix("/amendments"),
        follow_redirects=True,
    )
    assert "The text is consolidated" in said.text


def test_words_are_proposed_in_the_text_s_languages_whatever_the_conference_speaks(
    app: Flask, draft: Declaration
):
    hanoi, first = city(draft), point(draft, 1)
    draft.languages = ["bg", "el", "en"]
    db.session.commit()
    person = app.test_client()
    person.get(f"/l/{make_link('focal', hanoi.public_id, conference=draft.conference)}")
    here = f"/r/{draft.conference.slug}/delegation/{hanoi.public_id}/declarations/{draft.public_id}"
    asked = person.get(f"{here}/amend?paragraph={first.public_id}").text  # type: ignore[attr-defined]
    assert {"text-bg", "text-el"} <= {*re.findall(r'name="(text-[a-zA-Z-]+)"', asked)}
