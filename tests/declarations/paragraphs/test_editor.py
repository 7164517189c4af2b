"""The pages around the text: the editor, versions, remarks, and what a city sees."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.completion import service as completion
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.registration.delegations import queries as delegations_queries
from tests.accounts.factories import make_link, make_user, sign_in
from tests.declarations.factories import make_declaration, make_plenary
from tests.support.web import post


@pytest.fixture
def draft(client: FlaskClient) -> Declaration:
    """Two points, with the secretariat signed in."""
    conference = make_plenary(cities=3)
    sign_in(client, make_user(Role.SECRETARIAT, conference))
    made = make_declaration(conference, points=2)
    db.session.commit()
    return made


def page(declaration: Declaration, more: str = "") -> str:
    return f"/o/{declaration.conference.slug}/declarations/{declaration.public_id}{more}"


def again(declaration: Declaration) -> Declaration:
    db.session.rollback()
    db.session.expire_all()
    return acts_queries.get_declaration(declaration.public_id)


def field(declaration: Declaration, number: int, code: str = "en") -> str:
    return f"t-{declaration.paragraphs[number].public_id.hex}-{code}"


def points(declaration: Declaration) -> list[str]:
    return [p.text.get("en", "") for p in again(declaration).paragraphs if p.part == "b_point"]


def test_a_button_saves_what_was_typed_and_then_does_its_work(draft: Declaration, client: FlaskClient):
    where, second = page(draft, "/editor"), draft.paragraphs[-1].public_id.hex
    typed = {field(draft, 2): "one;", field(draft, 3): "two;\nthree.", "version": str(draft.version)}
    assert post(client, where, {**typed, "do": f"split:{second}"}).status_code == 303
    assert points(draft) == ["one;", "two;", "three."]
    for wish, now in (
        (f"up:{second}", ["two;", "one;", "three."]),
        (f"after:{second}", ["two;", "", "one;", "three."]),
        (f"merge:{second}", ["two;", "one;", "three."]),
        (f"remove:{second}", ["one;", "three."]),
        ("add:point", ["one;", "three.", ""]),
    ):
        assert post(client, where, {"version": str(draft.version), "do": wish}).status_code == 303
        assert points(draft) == now
    first = draft.paragraphs[2].public_id.hex
    assert post(client, where, {"version": str(draft.version), f"n-{first}": "3"}).status_code == 303
    assert points(draft) == ["three.", "", "one;"]


def test_a_button_that_cannot_do_its_work_still_saves_the_words(draft: Declaration, client: FlaskClient):
    where, second = page(draft, "/editor"), draft.paragraphs[-1].public_id.hex
    typed = {field(draft, 3): "no break", "version": str(draft.version), "do": f"split:{second}"}
    answer = post(client, where, typed, follow_redirects=True)
    assert "Put a line break where the paragraph should be split" in answer.text
    assert points(draft)[-1] == "no break"
    assert post(client, where, {"version": "1", "do": "dance:xyz"}).status_code == 400
    assert post(client, where, {"do": "save"}).status_code == 400


def test_of_two_editors_the_second_sees_both_and_can_save(draft: Declaration, client: FlaskClient):
    where, version = page(draft, "/editor"), str(draft.version)
    post(client, where, {field(draft, 2): "theirs", "version": version})
    mine = {field(draft, 2): "mine", field(draft, 3): "elsewhere", "version": version}
    answer = post(client, where, mine)
    assert answer.status_code == 409
    for words in ("Somebody else has changed the text", "mine", "elsewhere", "theirs", "As it is saved now"):
        assert words in answer.text
    assert points(draft)[0] == "theirs"
    fresh = re.search(r'name="version"\s+value="(\d+)"', answer.text)
    assert fresh
    assert post(client, where, {**mine, "version": fresh[1]}).status_code == 303
    assert points(draft) == ["mine", "elsewhere"]


def test_what_is_typed_while_the_plenary_adopts_is_shown_again(draft: Declaration, client: FlaskClient):
    where = page(draft, "/editor")
    opened = client.get(where)
    assert opened.status_code == 200
    typed = {field(draft, 2): "too late", "version": str(draft.version)}
    token = re.search(r'name="csrf_token" value="([^"]+)"', opened.text)
    assert token
    completion.finalise(draft, by=SYSTEM)
    adoption.adopt(draft, by=SYSTEM, now=clock.now())
    db.session.commit()
    answer = client.post(where, data={**typed, "csrf_token": token[1]})
    assert (answer.status_code, "too late" in answer.text) == (409, True)
    assert "was adopted and cannot be changed" in answer.text


def test_a_paragraph_typed_while_the_plenary_adopts_stands_on_its_page_still(
    draft: Declaration, client: FlaskClient
):
    one = page(draft, f"/paragraphs/{draft.paragraphs[-1].public_id}")
    before = points(draft)
    draft.state = DeclarationState.ADOPTED
    db.session.commit()
    for where in (one, page(draft, "/add/point")):
        shown = post(client, where, {"text-en": "typed in vain", "version": str(draft.version)})
        assert (shown.status_code, "typed in vain" in shown.text) == (422, True)
    assert points(draft) == before


def test_versions_show_what_was_added_and_removed(draft: Declaration, client: FlaskClient):
    before = draft.version
    post(client, page(draft, "/editor"), {field(draft, 3): "solve *all* problems", "version": str(before)})
    shown = client.get(page(draft, f"/versions?from={before}&to={before + 1}&in=en")).text
    assert "solve <del>energy</del> <ins><em>all</em></ins> problems<del> together;</del>" in shown
    assert "Versions of the text" in client.get(page(draft, "/versions")).text
    assert client.get(page(draft, "/versions?from=1&to=999")).status_code == 404
    assert "<em>all</em>" in client.get(page(draft)).text


def test_the_head_comments_by_the_personal_link_and_the_secretariat_settles_it(
    draft: Declaration, client: FlaskClient, app: Flask
):
    conference = draft.conference
    head = next(d for d in signatories_queries.heads(conference).values() if d.family_name == "Nguyễn")
    here = f"/r/{conference.slug}/delegation/{head.delegation.public_id}/declarations"
    person = app.test_client()
    person.get(f"/l/{make_link('delegate', head.public_id, conference=conference)}")
    assert person.get(f"{here}/{draft.public_id}").status_code == 404  # a zero draft is the secretariat's own
    assert "No text yet" in person.get(here).text
    said = post(client, page(draft, "/circulate"), page=page(draft), follow_redirects=True).text
    assert "The draft is before the cities" in said
    assert again(draft).state == DeclarationState.CIRCULATED
    assert "Hanoi Joint Declaration" in person.get(f"/r/{conference.slug}/me/{head.public_id}").text
    text = f"{here}/{draft.public_id}"
    point = draft.paragraphs[-1].public_id
    assert "Hanoi Joint Declaration" in person.get(here).text
    said = post(
        person,
        f"{text}/paragraphs/{point}/comments",
        {"body": "<b>Too short</b>"},
        page=text,
        follow_redirects=True,
    )
    assert "&lt;b&gt;Too short&lt;/b&gt;" in said.text
    listed = client.get(page(draft, "/comments")).text
    assert "Too short" in listed
    (remark,) = remarks_queries.comments(again(draft))
    post(client, page(draft, f"/comments/{remark.public_id}/settle"), page=page(draft, "/comments"))
    assert remarks_queries.comment_counts(again(draft)) == {}
    other = next(d for d in delegations_queries.delegations(conference) if d.id != head.delegation_id)
    elsewhere = f"/r/{conference.slug}/delegation/{other.public_id}/declarations/{draft.public_id}"
    assert person.get(elsewhere).status_code == 404


def test_the_secretariat_comments_on_a_paragraph(draft: Declaration, client: FlaskClient):
    where = page(draft, f"/paragraphs/{draft.paragraphs[0].public_id}")
    said = post(client, f"{where}/comments", {"body": "Check the date."}, page=where, follow_redirects=True)
    assert "Check the date." in said.text
    said = post(client, f"{where}/comments", {"body": " "}, page=where, follow_redirects=True)
    assert "Write what you want to say." in said.text


def test_what_a_paragraph_cannot_become_is_told_and_no_other_verb_is_taken(
    draft: Declaration, client: FlaskClient
):
    first, before = draft.paragraphs[2].public_id, points(draft)
    show = page(draft)
    said = post(client, page(draft, f"/paragraphs/{first}/split"), page=show)
    assert (said.status_code, said.location.endswith(f"#p-{first}")) == (303, True)
    assert "Put a line break where the paragraph should be split" in client.get(show).text
    for url in (f"/paragraphs/{first}/dance", "/add/footnote"):
        assert post(client, page(draft, url), page=show).status_code == 404
    wish = {"version": str(again(draft).version), "do": f"dance:{first.hex}"}
    assert post(client, page(draft, "/editor"), wish).status_code == 400
    assert points(draft) == before


def boxes(answer: TestResponse) -> list[str]:
    return re.findall(r'name="text-([a-zA-Z-]+)"', answer.text)


@pytest.mark.parametrize("where", ["/paragraphs/{point}", "/add/point"])
def test_there_is_a_box_for_each_language_of_the_text_whatever_the_conference_speaks(client, draft, where):
    draft.languages = ["bg", "el", "en"]
    db.session.commit()
    found = boxes(client.get(page(draft, where.format(point=draft.paragraphs[0].public_id))))
    written = {*draft.paragraphs[0].text} if "paragraphs" in where else set()
    assert {*found} == {"bg", "el", "en", "another"} | written
