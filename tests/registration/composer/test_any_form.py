"""Whatever form is composed: it renders, validates, stores, versions, gives out and takes in what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from html import escape
from typing import Any

import pytest
from flask import Flask, render_template_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.tables import as_csv
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.forms import AnswersForm, answers_form
from eventsys.registration.composer import queries, service
from eventsys.registration.composer.models import CHOOSING, FormQuestion, QuestionKind
from eventsys.registration.composer.rules import shown
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.limits import service as limits
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.review.documents import answers_among, delegate_table
from eventsys.registration.sheets.rules import PEOPLE
from eventsys.registration.tables import service as tables
from eventsys.registration.tables.forms import Whose, read_people
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation

K = QuestionKind
#: Scripts of every direction, marks above and below, signs that HTML, CSV and spreadsheets take for their own.
_TEXT = st.text("aZ9ÉđữжקعいกĀ&<>\"';=+- ", min_size=1, max_size=20).map(lambda text: f"x{text}x")
_LINES = st.lists(_TEXT, min_size=1, max_size=3).map("\n".join)


@dataclass(frozen=True)
class Asked:
    """A question as it is composed, and what somebody types: text as a browser sends it, or numbers of choices."""

    kind: QuestionKind
    label: str
    help: str
    required: bool
    choices: tuple[str, ...]
    shown_by: int | None
    of_others: bool
    limit: int | None
    typed: Any


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    kind = draw(st.sampled_from([kind for kind in K if kind != K.FILE]))
    count = draw(st.integers(2, 12)) if kind in CHOOSING else 0
    typed: Mapping[QuestionKind, st.SearchStrategy[Any]] = {
        K.TEXT: _TEXT,
        K.LONG: _LINES,
        K.CHOICE: st.integers(0, max(count - 1, 0)).map(lambda at: [at]),
        K.MANY: st.sets(st.integers(0, max(count - 1, 0)), min_size=1).map(sorted),
        K.NUMBER: st.decimals(-(10**6), 10**6, places=2).map(str),
        K.DAY: st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str),
        K.TIME: st.times(time(0), time(23, 59)).map(lambda found: found.isoformat("minutes")),
        K.COUNTRY: st.sampled_from(["VN", "JP", "CI", "GB"]),
        K.PHONE: st.integers(100, 999).map(lambda last: f"+84 24 3825 3{last}"),
    }
    return Asked(
        kind,
        draw(_TEXT),
        draw(st.one_of(st.just(""), _LINES)),
        draw(st.booleans()),
        tuple(draw(_TEXT) for _one in range(count)),
        draw(st.one_of(st.none(), st.integers(0, 20))),
        draw(st.integers(0, 9)) == 0,
        draw(st.one_of(st.none(), st.integers(0, 3))),
        draw(st.one_of(st.none(), typed[kind])) if kind in typed else None,
    )


@pytest.fixture
def hanoi(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Conference:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    conference = make_conference(slug="hanoi")
    category_of(conference, "press")
    db.session.commit()
    return conference


def compose(conference: Conference, form: list[Asked]) -> list[FormQuestion]:
    made: list[FormQuestion] = []
    for number, one in enumerate(form):
        offered = [choice for question in made for choice in question.choices]
        question = service.add_question(
            conference,
            one.kind,
            label={"en": f"{number} {one.label}"},
            help={"en": one.help},
            required=one.required,
            choices=[{"en": f"{at} {words}"} for at, words in enumerate(one.choices)],
            categories=[category_of(conference, "press")] if one.of_others else [],
            shown_by=offered[one.shown_by % len(offered)] if offered and one.shown_by is not None else None,
            by=SYSTEM,
        )
        if one.choices:
            limits.set_places(
                question, conference, {question.offered[0]: one.limit}, by=SYSTEM, now=clock.now()
            )
        made.append(question)
    return made


def sent(made: list[FormQuestion], form: list[Asked]) -> MultiDict[str, str]:
    """As a browser sends it."""
    typed: MultiDict[str, str] = MultiDict({"version": "1"})
    for question, one in zip(made, form, strict=True):
        if question.chooses:
            typed.setlist(question.key, [question.offered[at].key for at in one.typed or ()])
        elif question.asks:
            typed[question.key] = (one.typed or "").replace("\n", "\r\n")
    return typed


def expected(made: list[FormQuestion], form: list[Asked]) -> dict[int, Any]:
    """What is to be kept: what was typed, where it stands on the form of who typed so."""
    values: dict[int, Any] = {}
    for question, one in zip(made, form, strict=True):
        if one.of_others or one.typed is None:
            continue
        if question.chooses:
            keys = [question.offered[at].key for at in one.typed]
            values[question.id] = keys[0] if question.kind == K.CHOICE else keys
        else:
            plain = one.typed if question.kind == K.LONG else " ".join(one.typed.split())
            values[question.id] = plain
    mine = [question for question, one in zip(made, form, strict=True) if not one.of_others]
    keys = {key for value in values.values() for key in (value if isinstance(value, list) else [value])}
    there = {question.id for question in shown(mine, keys)}
    return {key: value for key, value in values.items() if key in there}


def read_form(delegate: Delegate) -> AnswersForm:
    return answers_form(
        answers_queries.form_of(delegate),
        answers_queries.values_of(delegate),
        version=delegate.version,
        region="VN",
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.lists(asked(), min_size=1, max_size=6))
def test_any_composed_form(app: Flask, hanoi: Conference, form: list[Asked]) -> None:
    try:
        _walk(app, hanoi, form)
    finally:
        db.session.rollback()


def _walk(app: Flask, hanoi: Conference, form: list[Asked]) -> None:
    delegation = make_delegation(hanoi, "TYO")
    person = make_delegate(delegation, "draft", category="delegate")
    made = compose(hanoi, form)
    with app.test_request_context(method="POST", data=sent(made, form)):
        page = read_form(person)
        html = _html(page)
        for question, one in zip(made, form, strict=True):
            assert (str(escape(question.label["en"])) in _plain(html)) != (
                one.of_others or not page.questions
            )
        assert page.validate(), page.errors
        questions.answer(person, page.answers, by=SYSTEM, now=clock.now())
    wanted = expected(made, form)
    assert answers_queries.values_of(person) == wanted
    with app.test_request_context():
        again = read_form(person)
        assert {one.id for one in again.there} >= set(wanted)
        _html(again)
    _versions(hanoi, made, person)
    _there_and_back(hanoi, delegation, person, wanted)


def _html(page: AnswersForm) -> str:
    template = '{% from "registration/answers/_inputs.html" import inputs with context %}{{ inputs(form) }}'
    return render_template_string(template, form=page)


def _plain(html: str) -> str:
    return html.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")


def _versions(hanoi: Conference, made: list[FormQuestion], person: Delegate) -> None:
    """Other words are another version; an answer keeps the one that it was given to."""
    first = made[0]
    service.update_question(first, hanoi, label={"en": "Worded anew"}, categories=first.categories, by=SYSTEM)
    assert first.version == 2
    assert {answer.version for answer in answers_queries.answers_of(person)} <= {1}


def _there_and_back(
    hanoi: Conference, delegation: Delegation, person: Delegate, wanted: dict[int, Any]
) -> None:
    """The list that is given out brings the same answers of somebody else."""
    heads, (row,) = delegate_table([person], ("en",), answers_among(hanoi, [person]))
    own = {question.label["en"] for question in queries.questions(hanoi.id)}
    kept = [at for at, head in enumerate(heads) if head in own or head in _OURS]
    cells = [
        "Koike" if heads[at] == "Family name" else "" if heads[at] == "Given name" else row[at] for at in kept
    ]
    sheet = as_csv([heads[at] for at in kept], [cells])
    _table, people, faults = read_people(sheet, [category_of(hanoi, "delegate")], Whose.of(delegation))
    assert faults == []
    assert tables.name_people(delegation, people, {}, by=SYSTEM, now=clock.now()).refused == ()
    (koike,) = db.session.query(Delegate).filter_by(family_name="Koike")
    one_line = {
        key: " ".join(value.split()) if isinstance(value, str) and "\n" in value else value
        for key, value in wanted.items()
    }
    assert answers_queries.values_of(koike) == one_line


_OURS = {"Category", "Family name", "Given name"} & {str(column.label) for column in PEOPLE}
