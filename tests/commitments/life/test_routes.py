"""One commitment: its page, its steps, and who may do what there."""

from __future__ import annotations

from flask.testing import FlaskClient

from eventsys.commitments.life import queries, service
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.declarations.acts.models import Declaration
from tests.accounts.factories import make_user, sign_in
from tests.commitments.factories import make_commitment
from tests.registration.browser import hidden
from tests.support.web import post

HOME = "/o/plenary12/commitments"


def test_a_commitment_is_led_through_its_life(staff: FlaskClient, text: Declaration) -> None:
    made = make_commitment(text)
    db.session.commit()
    one = f"{HOME}/{made.public_id}"
    for verb in ("accept", "start"):
        assert f'action="{one}/{verb}"' in staff.get(one).text
        assert post(staff, f"{one}/{verb}", page=one).status_code == 303
    wordless = post(staff, f"{one}/report", {"words-en": " "})
    assert wordless.status_code == 422
    assert "at least one language" in wordless.text
    assert post(staff, f"{one}/report", {"words-en": "30 trainers"}).status_code == 303
    assert post(staff, f"{one}/evaluate", {"words-fr": "Efficace."}).status_code == 303
    offered = staff.get(one).text
    assert [
        f'href="{one}/{verb}"' in offered for verb in ("complete", "continue", "discontinue", "report")
    ] == [
        True,
        True,
        True,
        False,
    ]
    assert post(staff, f"{one}/continue", {"due": "2069-06"}).status_code == 303
    shown = staff.get(one).text
    assert [word in shown for word in ("30 trainers", "Efficace.", "to be done by: June 2069")] == [True] * 3
    assert staff.get(f"{one}/complete").status_code == 409
    assert staff.get(f"{one}/nonsense").status_code == 404


def test_a_step_that_somebody_else_took_first_is_told_with_what_was_typed(
    staff: FlaskClient, text: Declaration
) -> None:
    made, now = make_commitment(text), clock.now()
    service.accept(made, by=SYSTEM, now=now)
    service.start(made, by=SYSTEM, now=now)
    db.session.commit()
    one = f"{HOME}/{made.public_id}"
    data = {"words-en": "30 trainers", "csrf_token": hidden(staff.get(f"{one}/report").text, "csrf_token")}
    assert staff.post(f"{one}/report", data=data).status_code == 303
    again = staff.post(f"{one}/report", data=data)
    assert again.status_code == 422
    assert "cannot become" in again.text
    assert "30 trainers" in again.text
    assert len(queries.steps(made)) == 4


def test_other_staff_read_and_see_no_button(text: Declaration, client: FlaskClient) -> None:
    made = make_commitment(text)
    db.session.commit()
    sign_in(client, make_user("press", text.conference))
    page, one = client.get(HOME).text, client.get(f"{HOME}/{made.public_id}").text
    assert "easing smog" in page
    assert "Record a commitment" not in page
    assert "Accept" not in one
    assert f"/declarations/{text.public_id}" not in one, "a page they may not open"


def test_another_conference_s_commitment_is_not_found_under_this_address(
    staff: FlaskClient, text: Declaration
) -> None:
    made = make_commitment(text)
    db.session.commit()
    assert staff.get(f"{HOME}/{made.public_id}").status_code == 200
    assert staff.get(f"/o/elsewhere/commitments/{made.public_id}").status_code == 404
    assert staff.get(f"{HOME}/{uuid7()}").status_code == 404
