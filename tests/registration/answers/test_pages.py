"""A form of every kind is filled in by the person, read by the staff, given out, brought by a table, and goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.languages import SUPPORTED
from eventsys.privacy.erasure import service as erasure
from eventsys.privacy.retention import service as retention
from eventsys.registration.answers import queries
from eventsys.registration.composer import service as composer
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.decisions import service as decisions
from eventsys.registration.decisions.errors import Incomplete
from eventsys.registration.kinds.models import Kept
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.questions.queries import left_of
from eventsys.registration.review import documents
from eventsys.registration.tables import service as tables
from eventsys.registration.tables.forms import Whose, read_people
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.composer.factories import make_question
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.web import post

KINDS = ("text", "long", "choice", "many", "number", "day", "time", "country", "phone")


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi", registration_open=True)


@pytest.fixture
def form(hanoi: Conference) -> dict[str, FormQuestion]:
    make_question(hanoi, "heading", label="Excursions")
    make_question(hanoi, "note", label="Please note", help={"en": "The bus leaves at eight."})
    return {kind: make_question(hanoi, kind, label=f"Own {kind}", required=kind == "text") for kind in KINDS}


@pytest.fixture
def draft(hanoi: Conference) -> Delegate:
    far = {"arrives_on": None, "departs_on": None}
    return make_delegate(make_delegation(hanoi, "HAN"), "draft", photo_digest="0" * 64, **far)


def _typed(form: dict[str, FormQuestion]) -> dict[str, Any]:
    """As a browser sends it, by kind."""
    old_town, river = form["many"].offered
    return {
        "text": "=1+1", "long": "One\r\ntwo", "choice": form["choice"].offered[0].key, "many": [river.key, old_town.key],
        "number": "12,5", "day": "2026-11-18", "time": "14:30", "country": "JP", "phone": "024 3825 3536",
    }  # fmt: skip


def _kept(form: dict[str, FormQuestion]) -> dict[str, Any]:
    keys = [choice.key for choice in form["many"].offered]
    return _typed(form) | {"long": "One\ntwo", "many": keys, "number": "12.5", "phone": "+84 24 3825 3536"}


def _sent(form: dict[str, FormQuestion], delegate: Delegate, **over: Any) -> dict[str, Any]:
    typed = {form[kind].key: value for kind, value in (_typed(form) | over).items()}
    return {**typed, "version": str(delegate.version)}


def _answers(delegate: Delegate, form: dict[str, FormQuestion]) -> dict[str, Any]:
    db.session.expire_all()
    given = queries.values_of(delegate)
    return {kind: given[one.id] for kind, one in form.items() if one.id in given}


def test_every_kind_is_typed_kept_and_told(
    client: FlaskClient, draft: Delegate, form: dict[str, FormQuestion]
) -> None:
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    db.session.commit()
    mine = f"/r/hanoi/me/{draft.public_id}"
    page = client.get(f"{mine}/further").text
    places = [page.index(words) for words in ("Excursions", "The bus leaves at eight.", *_labels(form))]
    assert places == sorted(places)
    assert f'href="{mine}/further#{form["text"].key}"' in client.get(mine).text  # it is left to do
    assert post(client, f"{mine}/further", _sent(form, draft)).status_code == 303
    assert _answers(draft, form) == _kept(form)
    told = " ".join(client.get(mine).text.split())
    for words in ("=1+1", "Old town and River", "12.5", "Wednesday, 18 November 2026", "14:30", "Japan"):
        assert f'<dd class="answer-lines">{words}</dd>' in told
    again = client.get(f"{mine}/further").text
    assert 'value="2026-11-18"' in again
    assert again.count(" checked") == 3  # one choice and two boxes
    staff = make_user("secretariat", draft.conference)
    db.session.commit()
    sign_in(client, staff)
    assert "Wednesday, 18 November 2026" in client.get(f"/o/hanoi/delegates/{draft.public_id}").text


def test_an_emptied_input_takes_the_answer_back_and_a_withdrawn_choice_stays_with_who_has_it(
    client: FlaskClient, draft: Delegate, form: dict[str, FormQuestion]
) -> None:
    given = {form[kind]: value for kind, value in _kept(form).items()}
    questions.answer(draft, given, by=SYSTEM, now=clock.now())
    composer.add_choice(form["many"], draft.conference, words={"en": "Lake"}, by=SYSTEM)
    gone = form["many"].offered[0]
    composer.withdraw_choice(gone, form["many"], draft.conference, by=SYSTEM, now=clock.now())
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    db.session.commit()
    url = f"/r/hanoi/me/{draft.public_id}/further"
    assert "Old town (no longer offered)" in client.get(url).text
    sent = _sent(form, draft, day="", time="", choice="", number="")
    assert post(client, url, sent).status_code == 303
    left = {
        kind: value for kind, value in _kept(form).items() if kind not in ("day", "time", "choice", "number")
    }
    assert _answers(draft, form) == left


def _labels(form: dict[str, FormQuestion]) -> list[str]:
    return [one.label["en"] for one in form.values()]


def test_a_refused_answer_is_named_beside_its_question_and_nothing_is_saved(
    client: FlaskClient, draft: Delegate, form: dict[str, FormQuestion]
) -> None:
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    db.session.commit()
    url = f"/r/hanoi/me/{draft.public_id}/further"
    answer = post(client, url, _sent(form, draft, long="x" * 10_000, number="1,234"))
    assert answer.status_code == 422
    assert "An answer has at most 5000 characters here; there are 10000." in answer.text
    assert "“1,234” is no number." in answer.text
    assert "x" * 10_000 in answer.text
    assert _answers(draft, form) == {}


def test_a_question_that_is_taken_out_while_it_is_answered_is_named(
    client: FlaskClient, draft: Delegate, form: dict[str, FormQuestion]
) -> None:
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    sent, url = _sent(form, draft), f"/r/hanoi/me/{draft.public_id}/further"
    questions.answer(make_delegate(draft.delegation), {form["text"]: "mine"}, by=SYSTEM, now=clock.now())
    composer.remove_question(form["text"], draft.conference, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert post(client, url, sent, page=url).status_code == 303
    assert "No longer asked, and not kept: Own text." in client.get(url).text
    assert _answers(draft, form) == {kind: value for kind, value in _kept(form).items() if kind != "text"}


def test_a_question_that_an_answer_brings_is_asked_then_and_not_before(
    client: FlaskClient, draft: Delegate
) -> None:
    """Without scripts the page comes again with it; what is not shown is neither demanded nor kept."""
    tour = make_question(draft.conference, "choice", label="Tour")
    walk, river = (choice.key for choice in tour.offered)
    by_boat = {"required": True, "shown_by": tour.offered[1]}
    swims = make_question(draft.conference, label="Life vest", **by_boat)
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    db.session.commit()
    url, form = f"/r/hanoi/me/{draft.public_id}/further", {"tour": tour, "swims": swims}
    page = client.get(url).text
    assert f'<div data-brought-by="{river}" hidden>' in page
    first = post(client, url, {tour.key: walk, swims.key: "L", "version": str(draft.version)})
    assert (first.status_code, _answers(draft, form)) == (303, {"tour": walk})
    assert "further" not in [thing.part for thing in left_of(draft)]
    again = post(client, url, {tour.key: river, swims.key: "", "version": str(draft.version)})
    assert again.location.endswith(f"{url}#{swims.key}")
    assert f'<div data-brought-by="{river}">' in client.get(url).text
    assert swims.key in [thing.field for thing in left_of(draft)]
    last = {tour.key: river, swims.key: "L", "at_once": "1", "version": str(draft.version)}
    assert post(client, url, last).location.endswith(str(draft.public_id))
    assert _answers(draft, form) == {"tour": river, "swims": "L"}


def test_two_pages_at_once_are_told_apart(
    client: FlaskClient, draft: Delegate, form: dict[str, FormQuestion]
) -> None:
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    db.session.commit()
    url, sent = f"/r/hanoi/me/{draft.public_id}/further", _sent(form, draft)
    assert post(client, url, sent).status_code == 303
    late = post(client, url, {**sent, form["text"].key: "Later"})
    assert (late.status_code, "Somebody else saved this registration" in late.text) == (422, True)
    assert _answers(draft, form)["text"] == "=1+1"


def test_what_is_required_keeps_a_registration_from_being_handed_in(
    draft: Delegate, form: dict[str, FormQuestion]
) -> None:
    with pytest.raises(Incomplete):
        decisions.submit(draft, by=SYSTEM, now=clock.now())
    questions.answer(draft, {form["text"]: "said"}, by=SYSTEM, now=clock.now())
    decisions.submit(draft, by=SYSTEM, now=clock.now())
    assert draft.state == "submitted"


def test_what_the_list_gives_out_a_table_brings_back(draft: Delegate, form: dict[str, FormQuestion]) -> None:
    given = {form[kind]: value for kind, value in _kept(form).items()}
    questions.answer(draft, given, by=SYSTEM, now=clock.now())
    heads, (row,) = documents.delegate_table(
        [draft], SUPPORTED, documents.answers_among(draft.conference, [draft])
    )
    seoul = make_delegation(draft.conference, "SEL")
    left = {"City", "Country", "State", "Reference"}
    kept = [
        (head, "" if cell is None else str(cell))
        for head, cell in zip(heads, row, strict=True)
        if head not in left
    ]
    table = (
        "\t".join(head for head, _cell in kept) + "\n" + "\t".join('"' + cell + '"' for _head, cell in kept)
    )
    _table, people, faults = read_people(table, [category_of(draft.conference)], Whose.of(seoul))
    assert faults == []
    assert tables.name_people(seoul, people, {}, by=SYSTEM, now=clock.now()).refused == ()
    (newcomer,) = db.session.query(Delegate).filter_by(delegation_id=seoul.id)
    assert _answers(newcomer, form) == _kept(form) | {"long": "One two"}


def test_cells_that_cannot_be_answers_are_faults_of_their_row(
    draft: Delegate, form: dict[str, FormQuestion]
) -> None:
    make_question(draft.conference, label="Heads only", categories=[category_of(draft.conference, "head")])
    table = "Category\tFamily name\tOwn number\tHeads only\ndelegate\tKoike\tmany\tcar\n"
    _table, _people, faults = read_people(table, [category_of(draft.conference)], Whose.of(draft.delegation))
    assert [(fault.row, fault.column) for fault in faults] == [(2, "Own number"), (2, "Heads only")]


def test_the_trail_says_which_were_answered_never_what_and_answers_go_with_their_term(
    draft: Delegate, form: dict[str, FormQuestion]
) -> None:
    questions.answer(draft, {form["text"]: "Secret", form["number"]: "7"}, by=SYSTEM, now=clock.now())
    (entry,) = db.session.query(AuditEntry).filter_by(verb="delegate.answered")
    assert (entry.before, entry.after) == (None, {"questions": [{"en": "Own text"}, {"en": "Own number"}]})
    later = draft.conference.ends + timedelta(days=61)
    assert Kept.ANSWERS in retention.due_kinds(draft.conference, later)
    assert retention.purge(draft.conference, Kept.ANSWERS, now=clock.now()) == (1, [])
    assert _answers(draft, form) == {}


def test_erasing_a_person_takes_the_answers(draft: Delegate, form: dict[str, FormQuestion]) -> None:
    questions.answer(draft, {form["text"]: "Secret"}, by=SYSTEM, now=clock.now())
    erasure.erase(draft, "asked", by=SYSTEM, now=clock.now())
    assert _answers(draft, form) == {}
