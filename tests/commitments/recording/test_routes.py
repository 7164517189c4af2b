"""Commitments and pledges recorded and mended, as staff do it without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from eventsys.commitments.record.models import Commitment
from eventsys.commitments.recording import service as recording
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.declarations.acts.models import Declaration
from tests.accounts.factories import make_user, sign_in
from tests.commitments.factories import make_commitment, make_pledge, point, terms
from tests.declarations.factories import make_agreed, make_agreement, make_declaration
from tests.registration.browser import hidden
from tests.support.web import post

HOME = "/o/plenary12/commitments"
TYPED = {
    "owner": "BKK",
    "partners": ["HAN", "JKT"],
    "what-en": "less smog",
    "what-fr": "",
    "what-vi": "",
    "due": "end of 2014",
}


def every() -> list[Commitment]:
    return list(db.session.scalars(db.select(Commitment).order_by(Commitment.id)))


def new(text: Declaration, number: int | None = None) -> str:
    address = f"{HOME}/from/{text.public_id}/new"
    return f"{address}?point={point(text, number).public_id}" if number else address


def test_a_commitment_is_recorded_from_a_point_whose_words_are_shown(
    staff: FlaskClient, text: Declaration
) -> None:
    assert f'href="{HOME}/from/{text.public_id}"' in staff.get(f"{HOME}/new").text
    assert "Record from point 2" in staff.get(f"{HOME}/from/{text.public_id}").text
    page = staff.get(new(text, 2)).text
    assert "régler ensemble les problèmes énergétiques ;" in page
    assert re.search(r'name="what-en"[^>]*>\s*solve energy problems together<', page), (
        "begun without the semicolon"
    )
    answer = post(staff, new(text, 2), {**TYPED, "key": hidden(page, "key")})
    (made,) = every()
    assert answer.status_code == 303
    assert answer.location.endswith(f"{HOME}/{made.public_id}")
    assert (made.declaration_id, made.point_number, made.owner.code, str(made.due)) == (
        text.id,
        2,
        "BKK",
        "end of 2014",
    )
    assert [city.code for city in made.partners] == ["HAN", "JKT"]
    shown = staff.get(answer.location).text
    assert "The commitment is in the register." in shown
    assert "Point 2 of the text" in shown
    assert "1 commitment recorded" in staff.get(f"{HOME}/from/{text.public_id}").text


def test_minutes_are_a_text_as_well_once_they_are_agreed(client: FlaskClient) -> None:
    minutes = make_agreed("HAN", "TYO")
    draft = make_agreement(*(party.delegation for party in minutes.parties))
    sign_in(client, make_user("secretariat", minutes.conference))
    page = client.get(f"{HOME}/new").text
    assert str(minutes.public_id) in page
    assert str(draft.public_id) not in page
    assert post(client, new(minutes, 1), {**TYPED, "owner": "TYO", "partners": ["HAN"]}).status_code == 303
    assert [(one.declaration_id, one.point_number) for one in every()] == [(minutes.id, 1)]
    shown = client.get(f"/o/plenary12/declarations/{minutes.public_id}").text
    assert f"{HOME}/{every()[0].public_id}" in shown


def test_the_text_as_a_whole_has_no_point(staff: FlaskClient, text: Declaration) -> None:
    page = staff.get(new(text)).text
    assert "the text as a whole" in page
    assert post(staff, new(text), {**TYPED, "key": hidden(page, "key")}).status_code == 303
    assert [one.point_number for one in every()] == [None]


def test_a_form_sent_twice_makes_one_row_and_both_see_it(staff: FlaskClient, text: Declaration) -> None:
    data = {**TYPED, "key": hidden(staff.get(new(text, 1)).text, "key")}
    first, second = (post(staff, new(text, 1), data) for _ in range(2))
    assert first.location == second.location
    assert len(every()) == 1
    forged = post(staff, new(text, 1), {**TYPED, "key": "nonsense"})
    assert forged.status_code == 303
    assert len(every()) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"owner": ""}, "Choose a city"),
        ({"owner": "XYZ"}, "Not a valid choice"),
        ({"what-en": " "}, "at least one language"),
        ({"due": "soon"}, "We cannot read this date"),
        ({"partners": ["BKK"]}, "cannot be its own partner"),
        ({"partners": ["XYZ"]}, "not a valid choice"),
        ({"what-en": "x" * 1001}, "longer than 1000"),
    ],
)
def test_what_is_refused_stays_typed_and_nothing_is_saved(
    staff: FlaskClient, text: Declaration, wrong: dict[str, Any], said: str
) -> None:
    answer = post(staff, new(text, 1), {**TYPED, "indicator-fr": "moins de poussière", **wrong})
    assert answer.status_code == 422
    assert said.lower() in answer.text.lower()
    assert "moins de poussière" in answer.text
    assert every() == []


def test_points_that_are_not_there_and_drafts_lead_nowhere(staff: FlaskClient, text: Declaration) -> None:
    wrong = (
        f"{new(text)}?point={uuid7()}",
        f"{new(text)}?point=x",
        f"{new(text)}?point={text.paragraphs[0].public_id}",
    )
    assert [staff.get(url).status_code for url in wrong] == [404] * 3
    draft = make_declaration(text.conference, points=1)
    db.session.commit()
    for url in (f"{HOME}/from/{draft.public_id}", new(draft, 1)):
        answer = staff.get(url)
        assert answer.status_code == 409
        assert "is neither adopted nor agreed yet" in answer.text
    assert str(draft.public_id) not in staff.get(f"{HOME}/new").text


def test_a_pledge_needs_its_speaker_and_stands_apart(staff: FlaskClient, text: Declaration) -> None:
    refused = post(staff, f"{HOME}/pledge", TYPED)
    assert refused.status_code == 422
    assert every() == []
    said = {"said_by-en": "The delegation of Jakarta", "said_on": "2013-11-18", "said_words-en": "We shall."}
    answer = post(staff, f"{HOME}/pledge", {**TYPED, **said})
    (made,) = every()
    assert (made.source, made.declaration, str(made.said_on), made.said_words) == (
        "statement",
        None,
        "2013-11-18",
        {"en": "We shall."},
    )
    shown = staff.get(answer.location).text
    for words in (
        "said, not signed",
        "Who said it",
        "The delegation of Jakarta",
        "18 November 2013",
        "We shall.",
    ):
        assert words in shown
    assert str(made.public_id) not in staff.get(f"/o/plenary12/declarations/{text.public_id}").text


def test_an_edit_on_an_older_page_keeps_what_was_typed_and_saves_the_second_time(
    staff: FlaskClient, text: Declaration
) -> None:
    made = make_commitment(text, due="2014")
    db.session.commit()
    one = f"{HOME}/{made.public_id}"
    opened = staff.get(f"{one}/edit").text
    assert '<option selected value="BKK">Bangkok</option>' in opened
    assert re.search(r'<input[^>]*checked[^>]*value="HAN"', opened)
    assert 'value="2014"' in opened
    assert hidden(opened, "version") == "1"
    recording.edit(made, terms("no smog"), by=SYSTEM)
    db.session.commit()
    data = {**TYPED, "version": "1", "csrf_token": hidden(opened, "csrf_token")}
    refused = staff.post(f"{one}/edit", data=data)
    assert refused.status_code == 422
    assert [word in refused.text for word in ("while you were writing", "less smog", "no smog")] == [True] * 3
    assert (
        staff.post(f"{one}/edit", data={**data, "version": hidden(refused.text, "version")}).status_code
        == 303
    )
    db.session.expire_all()
    assert (every()[0].what, every()[0].version) == ({"en": "less smog"}, 3)


def test_a_pledge_is_edited_with_its_speaker(staff: FlaskClient, text: Declaration) -> None:
    made = make_pledge(text.conference)
    db.session.commit()
    page = staff.get(f"{HOME}/{made.public_id}/edit").text
    assert 'value="The delegation of Jakarta"' in page
    answer = post(
        staff,
        f"{HOME}/{made.public_id}/edit",
        {**TYPED, "said_by-en": "Mayor Widodo", "version": hidden(page, "version")},
    )
    assert answer.status_code == 303
    db.session.expire_all()
    assert (made.said_by, made.said_on, made.owner.code) == ({"en": "Mayor Widodo"}, None, "BKK")


def test_what_is_over_is_neither_edited_nor_advanced(staff: FlaskClient, text: Declaration) -> None:
    made = make_commitment(text)
    made.state = "completed"
    db.session.commit()
    one = f"{HOME}/{made.public_id}"
    page = staff.get(one).text
    assert f"{one}/" not in page
    assert post(staff, f"{one}/edit", TYPED).status_code == 422
