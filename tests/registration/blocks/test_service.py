"""Our own fields are required of a category, or left out: on the form, in what is left to do, in tables, on the pages."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.founding import service as founding
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.registration.blocks import queries, rules, service
from eventsys.registration.blocks.errors import FieldIsSettled
from eventsys.registration.blocks.models import Asked, FieldSwitch
from eventsys.registration.fields.models import BY_NAME
from eventsys.registration.kinds.models import FieldKind
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions.queries import asked_of, left_of
from eventsys.registration.tables.forms import Whose, read_people
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.composer.factories import make_question
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.web import post

#: What badges, letters and the one-head rule cannot be without.
NEEDED = {
    "family_name", "given_name", "name_order", "native_language", "email", "language", "office", "photo_digest",
    "listed_with",
}  # fmt: skip
JOURNEY = ("arrives_on", "departs_on", "flight", "hotel", "diet", "access_needs")


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi", registration_open=True)


@pytest.fixture
def draft(hanoi: Conference) -> Delegate:
    nothing: dict[str, Any] = {"arrives_on": None, "departs_on": None, "organisation": Localized()}
    return make_delegate(make_delegation(hanoi, "TYO"), "draft", photo_digest="0" * 64, **nothing)


def _left(delegate: Delegate) -> list[str]:
    return [thing.field for thing in left_of(delegate)]


def test_what_the_house_needs_stays_as_it_is(hanoi: Conference) -> None:
    assert set(BY_NAME) - set(rules.SWITCHED) == NEEDED
    for name in (*NEEDED, "nothing"):
        with pytest.raises(FieldIsSettled):
            service.set_fields(hanoi, {name: Asked.LEFT_OUT}, by=SYSTEM)
    assert queries.switches(hanoi.id) == []


def test_a_category_comes_before_everybody_and_the_language_of_a_name_goes_with_it() -> None:
    rows = [
        FieldSwitch(category_key=7, field="hotel", asked=Asked.REQUIRED),
        FieldSwitch(category_key=0, field="hotel", asked=Asked.LEFT_OUT),
        FieldSwitch(category_key=0, field="native_name", asked=Asked.LEFT_OUT),
    ]
    assert rules.left_out(rules.switches_of(rows, 7)) == {"native_name", "native_language"}
    assert rules.left_out(rules.switches_of(rows, 8)) == {"hotel", "native_name", "native_language"}


@pytest.mark.parametrize("name", list(rules.SWITCHED))
def test_each_field_can_be_required_and_left_out(draft: Delegate, name: str) -> None:
    field = BY_NAME[name]
    setattr(draft, name, Localized() if field.kind == FieldKind.OFFICE else field.nothing)
    service.set_fields(draft.conference, {name: Asked.REQUIRED}, by=SYSTEM)
    assert field.input in _left(draft)
    service.set_fields(draft.conference, {name: Asked.LEFT_OUT}, category=draft.category, by=SYSTEM)
    assert field.input not in _left(draft)
    assert not asked_of(draft).asks(field)
    service.set_fields(draft.conference, {name: None}, category=draft.category, by=SYSTEM)
    assert field.input in _left(draft)


def test_what_is_left_out_stands_on_no_form_and_a_section_of_nothing_else_is_skipped(
    client: FlaskClient, draft: Delegate
) -> None:
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    service.set_fields(draft.conference, {"arrives_on": Asked.LEFT_OUT, "phone": Asked.REQUIRED}, by=SYSTEM)
    db.session.commit()
    mine = f"/r/hanoi/me/{draft.public_id}"
    page = client.get(f"{mine}/journey").text
    assert ('name="arrives_on"' in page, 'name="departs_on"' in page) == (False, True)
    sent = {"departs_on": draft.conference.ends.isoformat(), "diet": "halal", "version": str(draft.version)}
    assert post(client, f"{mine}/journey", sent).status_code == 303
    db.session.expire_all()
    assert (draft.diet, draft.departs_on, draft.arrives_on) == ("halal", draft.conference.ends, None)
    phone = client.get(f"{mine}/you").text
    assert "required" in phone[phone.index('for="phone"') : phone.index('id="phone"')]
    service.set_fields(draft.conference, dict.fromkeys(JOURNEY, Asked.LEFT_OUT), by=SYSTEM)
    db.session.commit()
    assert client.get(f"{mine}/journey").location.endswith(mine)
    told = client.get(mine).text
    assert ("Diet" in told, "Hotel" in told) == (True, False)  # what was said stays; empty lines go


def test_a_table_brings_nothing_that_is_not_asked_of_the_category(draft: Delegate) -> None:
    press = category_of(draft.conference, "press")
    service.set_fields(draft.conference, {"hotel": Asked.LEFT_OUT}, category=press, by=SYSTEM)
    table = "Category\tFamily name\tHotel\npress\tKoike\tMetropole\ndelegate\tIto\tMetropole\n"
    categories = [press, category_of(draft.conference)]
    _table, _people, faults = read_people(table, categories, Whose.of(draft.delegation))
    assert [(fault.row, fault.column) for fault in faults] == [(2, "Hotel")]


def test_the_next_edition_asks_alike(hanoi: Conference) -> None:
    press = category_of(hanoi, "press")
    service.set_fields(hanoi, {"hotel": Asked.LEFT_OUT}, by=SYSTEM)
    service.set_fields(hanoi, {"hotel": Asked.REQUIRED}, category=press, by=SYSTEM)
    later = make_conference(slug="later", edition=99, categories=False, network=hanoi.network)
    founding.copy_setup(later, by=SYSTEM, source=hanoi)
    same = category_of(later, "press").id
    assert [(row.category_key, row.field, row.asked) for row in queries.switches(later.id)] == [
        (0, "hotel", Asked.LEFT_OUT),
        (same, "hotel", Asked.REQUIRED),
    ]


def test_the_preview_shows_the_form_as_a_category_gets_it(client: FlaskClient, hanoi: Conference) -> None:
    press = category_of(hanoi, "press")
    service.set_fields(hanoi, {"hotel": Asked.LEFT_OUT}, category=press, by=SYSTEM)
    make_question(hanoi, label="Press card", categories=[press], required=True)
    organiser = make_user("organiser", hanoi)
    db.session.commit()
    sign_in(client, organiser)
    pages = {
        code: client.get(f"/o/hanoi/form/preview?category={code}").text for code in ("press", "delegate")
    }
    shown = {code: ("Press card" in page, 'name="hotel"' in page) for code, page in pages.items()}
    assert shown == {"press": (True, False), "delegate": (False, True)}
    assert client.get("/o/hanoi/form/preview").status_code == 200


def test_where_there_is_no_category_yet_the_preview_leads_to_the_form(client: FlaskClient) -> None:
    bare = make_conference(slug="bare", categories=False)
    sign_in(client, make_user("organiser", bare))
    answer = client.get("/o/bare/form/preview")
    assert (answer.status_code, answer.location) == (303, "/o/bare/form")
