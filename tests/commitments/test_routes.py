"""The register and the ways into it, as staff use them without JavaScript."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from eventsys.commitments.models import Commitment
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.declarations.acts.models import Declaration
from tests.accounts.factories import make_user, sign_in
from tests.commitments.factories import make_commitment, make_pledge, point
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


def test_the_empty_register_offers_the_first_step(staff: FlaskClient) -> None:
    page = staff.get(HOME).text
    assert "No commitment yet" in page
    assert f'href="{HOME}/new"' in page
    assert "export" not in page


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
        ({"owner": ""}, "Choose a city"), ({"owner": "XYZ"}, "Not a valid choice"), ({"what-en": " "}, "at least one language"),
        ({"due": "soon"}, "We cannot read this date"), ({"partners": ["BKK"]}, "cannot be its own partner"),
        ({"partners": ["XYZ"]}, "not a valid choice"), ({"what-en": "x" * 1001}, "longer than 1000"),
    ],
)  # fmt: skip
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
        "statement", None, "2013-11-18", {"en": "We shall."},
    )  # fmt: skip
    assert "said, not signed" in staff.get(answer.location).text
    assert str(made.public_id) not in staff.get(f"/o/plenary12/declarations/{text.public_id}").text


def test_a_text_s_page_leads_to_its_commitments(staff: FlaskClient, text: Declaration) -> None:
    made = make_commitment(text)
    db.session.commit()
    page = staff.get(f"/o/plenary12/declarations/{text.public_id}").text
    assert "Commitments from this text" in page
    assert f'href="{HOME}/{made.public_id}"' in page
    assert f'href="{HOME}/from/{text.public_id}"' in page
    draft = make_declaration(text.conference, points=1)
    db.session.commit()
    assert "Commitments from this text" not in staff.get(f"/o/plenary12/declarations/{draft.public_id}").text


def titles(page: str) -> list[str]:
    return re.findall(r'class="row-title"><a href="[^"]+">([^<]+)</a>', page)


def test_filters_stay_in_the_address_and_in_the_export(staff: FlaskClient, text: Declaration) -> None:
    make_commitment(text, 1, what="smog", due="2013")
    make_commitment(text, 2, what="water", owner="HAN", partners=())
    make_pledge(text.conference)
    db.session.commit()
    everything = ["smog", "water", "help in IT"]
    assert titles(staff.get(HOME).text) == everything
    for query, wanted in (
        ("state=recorded", everything), ("state=accepted", []), ("state=nonsense", everything),
        ("source=statement", ["help in IT"]), ("city=HAN", ["water"]), ("city=XXX", everything),
        ("overdue=yes", ["smog"]), ("q=jakarta", ["help in IT"]), ("sort=owner&source=instrument", ["smog", "water"]),
    ):  # fmt: skip
        assert titles(staff.get(f"{HOME}?{query}").text) == wanted, query
    page = staff.get(f"{HOME}?overdue=yes&sort=owner").text
    assert f"{HOME}/export.csv?overdue=yes&amp;sort=owner" in page
    exported = staff.get(f"{HOME}/export.csv?overdue=yes")
    rows = list(csv.reader(io.StringIO(exported.data.decode("utf-8-sig"))))
    assert [row[3] for row in rows] == ["What is to be done", "smog"]
    assert exported.headers["Content-Disposition"] == 'attachment; filename="plenary12-commitments.csv"'
    assert staff.get(f"{HOME}/export.xlsx").data.startswith(b"PK")
    assert staff.get(f"{HOME}/export.pdf").status_code == 404


def test_fifty_are_on_a_page_and_the_rest_on_the_next(staff: FlaskClient, text: Declaration) -> None:
    for number in range(51):
        make_commitment(text, what=f"promise {number:02d}")
    db.session.commit()
    page = staff.get(f"{HOME}?sort=recorded").text
    assert titles(page) == [f"promise {number:02d}" for number in range(50)]
    further = re.search(r'rel="next" href="([^"]+)"', page)
    assert further
    assert titles(staff.get(further[1].replace("&amp;", "&")).text) == ["promise 50"]
