"""A delegate's field is declared once, and all that the declaration says is so: on the pages, in tables, in the copy, on
the trail, and when it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.web.filters import weekday_day
from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.text import Localized
from eventsys.privacy.register.service import HOLDINGS
from eventsys.registration.fields.models import BY_NAME, DETAILS, FIELDS, TERMED, cleared, in_section
from eventsys.registration.kinds.models import Field, FieldKind, FormSection, Kept
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.questions.forms import JourneyForm, RoleForm, YouForm
from eventsys.registration.retention import service as retention
from eventsys.registration.review import documents
from eventsys.registration.tables.forms import Whose, read_people
from eventsys.trail.words.rules import FIELD_WORDS
from tests.accounts.factories import make_link
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.web import post

#: Columns that no field declares, each with its reason.
NOT_SAID_BY_PEOPLE = {
    **dict.fromkeys(("id", "public_id", "conference_id", "delegation_id", "category_id"), "which registration it is"),
    **dict.fromkeys(("is_head", "holds_place"), "facts of category and state, for the database's own rule"),
    **dict.fromkeys(("state", "review_note", "named_by_staff", "decided_at"), "what others decided"),
    **dict.fromkeys(("sort_name", "order_en", "order_vi", "search_text"), "made from names, address and telephone"),
    **dict.fromkeys(("consented_at", "consent_on_paper"), "the consent: a section of its own, with its own record"),
    **dict.fromkeys(("created_at", "submitted_at", "erased_at", "version"), "when what was done to the record"),
}  # fmt: skip


def test_every_column_is_a_field_or_is_none_for_a_reason() -> None:
    columns = set(Delegate.__table__.columns.keys())
    assert columns - set(BY_NAME) - set(NOT_SAID_BY_PEOPLE) == set()
    assert (set(BY_NAME) | set(NOT_SAID_BY_PEOPLE)) - columns == set()
    assert set(BY_NAME) & set(NOT_SAID_BY_PEOPLE) == set()
    assert len(BY_NAME) == len(FIELDS)


@pytest.fixture
def draft(app: Flask) -> Delegate:
    conference = make_conference(slug="hanoi", registration_open=True)
    return make_delegate(
        make_delegation(conference, "TYO"), "draft", email="", arrives_on=None, departs_on=None
    )


def _typed(field: Field, form: Any, starts: Any) -> Any:
    """Something else for each field, as a browser sends it."""
    match field.kind:
        case FieldKind.DAY:
            return starts.isoformat()
        case FieldKind.MAIL:
            return "one@example.org"
        case FieldKind.PHONE:
            return "+84 24 3825 3536"
        case FieldKind.CHOICE:
            return list(form[field.input].iter_choices())[-1].value
        case _:
            return f"Said as {field.name.replace('_', ' ')}"


@pytest.fixture
def said(app: Flask, draft: Delegate) -> dict[str, str]:
    """What is typed, by the input's name."""
    starts, typed = draft.conference.starts, {}
    with app.test_request_context():
        forms = {FormSection.YOU: YouForm(), FormSection.ROLE: RoleForm(), FormSection.JOURNEY: JourneyForm()}
        for field in DETAILS.values():
            suffix = "-en" if field.kind == FieldKind.OFFICE else ""
            typed[field.input + suffix] = _typed(field, forms[field.section], starts)
    return typed


def _as_kept(value: Any) -> str:
    return value["en"] if isinstance(value, dict) else str(value)


def test_a_field_is_typed_saved_and_told_on_the_pages_of_its_section(
    client: FlaskClient, draft: Delegate, said: dict[str, str]
) -> None:
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    db.session.commit()
    mine = f"/r/hanoi/me/{draft.public_id}"
    for section in (FormSection.YOU, FormSection.ROLE, FormSection.JOURNEY):
        page = client.get(f"{mine}/{section}").text
        inputs = [
            field.input + ("-en" if field.kind == FieldKind.OFFICE else "") for field in in_section(section)
        ]
        assert [name for name in inputs if f'name="{name}"' not in page] == []
        places = [page.index(f'name="{name}"') for name in inputs]
        assert places == sorted(places), "in the order in which they are declared"
        sent = {name: said[name] for name in inputs}
        assert post(client, f"{mine}/{section}", {**sent, "version": str(draft.version)}).status_code == 303
        db.session.expire_all()
        kept = {
            field.input + ("-en" if field.kind == FieldKind.OFFICE else ""): _as_kept(
                getattr(draft, field.name)
            )
            for field in in_section(section)
        }
        assert kept == sent
    page = client.get(mine).text
    for field in DETAILS.values():
        if field.told:
            value = getattr(draft, field.name)
            shown = weekday_day(value) if field.kind == FieldKind.DAY else _as_kept(value)
            assert f"<dt>{field.label}</dt><dd>{shown}</dd>" in page


def test_a_field_comes_in_with_a_table_and_goes_out_with_the_list(
    draft: Delegate, said: dict[str, str]
) -> None:
    heads = {
        field.name: str(field.label_in or field.label) % {"language": "English"} for field in DETAILS.values()
    }
    cells = {name: said[name + ("-en" if BY_NAME[name].kind == FieldKind.OFFICE else "")] for name in heads}
    table = ";".join(["Category", *heads.values()]) + "\n" + ";".join(["delegate", *cells.values()]) + "\n"
    _table, (person,), faults = read_people(
        table, [category_of(draft.conference)], Whose.of(draft.delegation)
    )
    assert faults == []
    assert {name: _as_kept(value) for name, value in person.details.items()} == cells
    questions.edit(draft, person.details, by=SYSTEM, now=clock.now())
    names, (row,) = documents.delegate_table([draft], SUPPORTED)
    listed = dict(zip(names, map(str, row), strict=True))
    assert {name: listed[head] for name, head in heads.items()} == cells


def test_a_field_with_a_term_goes_with_it_and_is_never_in_words_on_the_trail(
    draft: Delegate, said: dict[str, str]
) -> None:
    typed = {
        name: Localized(en=said[f"{name}-en"]) if field.kind == FieldKind.OFFICE else said[name]
        for name, field in DETAILS.items()
    }
    days = {name: draft.conference.starts for name, field in DETAILS.items() if field.kind == FieldKind.DAY}
    questions.edit(draft, {**typed, **days}, by=SYSTEM, now=clock.now())
    edited = db.session.query(AuditEntry).filter_by(verb="delegate.edited").one()
    assert edited.after is not None
    assert (set(edited.after) - {"changed"}) & TERMED == set()
    assert set(edited.after["changed"]) == TERMED
    assert set(DETAILS) <= set(FIELD_WORDS)

    for kept, purge in (
        (Kept.JOURNEYS, retention.purge_journeys),
        (Kept.CONTACTS, retention.purge_contacts),
    ):
        for name in cleared(kept):
            for other, nothing in cleared(kept).items():
                setattr(draft, other, nothing)
            setattr(draft, name, days.get(name, typed[name]))
            db.session.flush()
            assert purge(draft.conference, by=SYSTEM, now=clock.now()) == (1, []), name
            assert getattr(draft, name) == BY_NAME[name].nothing
    assert {field.kept for field in DETAILS.values() if field.kept} == {Kept.JOURNEYS, Kept.CONTACTS}


def test_an_erased_person_has_no_field_left_that_says_who_it_was(
    draft: Delegate, said: dict[str, str]
) -> None:
    for field in FIELDS:
        value = said.get(field.name, "x")
        setattr(draft, field.name, Localized(en="x") if field.kind == FieldKind.OFFICE else value)
        if field.kind == FieldKind.DAY:
            setattr(draft, field.name, draft.conference.starts + timedelta(days=1))
    retention.erase_person(draft, now=clock.now())
    left = {field.name for field in FIELDS if getattr(draft, field.name) != field.nothing}
    assert left == {"name_order", "language"}


@pytest.mark.usefixtures("app")
def test_the_copy_of_somebodys_data_tells_every_field() -> None:
    registration = next(one for one in HOLDINGS if one.table == "delegate")
    assert set(BY_NAME) <= set(registration.labels)
