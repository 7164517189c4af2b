"""What a conference's home asks for, and what stands on the page of a text."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventsys.commitments.overview import service as overview
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from tests.commitments.factories import make_commitment, make_pledge, make_text
from tests.declarations.factories import make_declaration, make_plenary

pytestmark = pytest.mark.usefixtures("app")
HOME = "/o/plenary12/commitments"


def test_the_home_asks_for_commitments_once_a_text_is_adopted_and_for_overdue_reports() -> None:
    text = make_text()
    conference = text.conference
    (first,) = overview.checks(conference)
    assert (first.done, first.endpoint) == (False, "commitments.register")
    make_commitment(text, due="2013")
    make_pledge(conference, due="9000")
    done, overdue = overview.checks(conference)
    assert (done.done, overdue.done, overdue.values, str(overdue.hint)) == (
        True,
        False,
        {"overdue": "yes"},
        "Overdue: 1",
    )


def test_the_home_asks_for_nothing_before_a_text_is_adopted() -> None:
    draft = make_declaration(make_plenary(cities=1), points=1)
    assert overview.checks(draft.conference) == []
    assert overview.text_part(draft) is None
    make_pledge(draft.conference, owner="BKK", partners=())
    assert [item.done for item in overview.checks(draft.conference)] == [True]


def test_a_text_s_page_lists_its_commitments_by_point() -> None:
    text = make_text()
    for number, what in ((2, "second"), (None, "whole"), (1, "first")):
        make_commitment(text, number, what=what)
    make_pledge(text.conference)
    part = overview.text_part(text)
    assert part is not None
    assert [(str(link.label), link.note) for link in part.links] == [
        ("whole", "Bangkok · recorded"),
        ("first", "Bangkok · recorded"),
        ("second", "Bangkok · recorded"),
    ]


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
