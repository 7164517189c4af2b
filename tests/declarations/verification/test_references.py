"""The reference at the foot of a page, typed on the page that verifies."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from eventsys.app import create_app
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.documents import Reference, reference_of, typed_reference
from tests.conftest import test_settings
from tests.declarations.factories import make_open, make_plenary
from tests.declarations.verification.test_pages import digest

NOTHING = "No document is on record here"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ANMC21/12 · 7BC41F-1", Reference("7bc41f", 1, "ANMC21", 12)),
        ("  anmc21 / 12 7bc4lf\u20132 ", Reference("7bc41f", 2, "ANMC21", 12)),
        ("C40/3\u00a0\u00b7\u00a07BC4OF-10", Reference("7bc40f", 10, "C40", 3)),
        ("7BC41F", Reference("7bc41f", 1)),
        ("7bc41f - 3", Reference("7bc41f", 3)),
        ("٧BC41F", None),
        ("7BC41", None),
        ("7BC41F-1234", None),
        ("ANMC21/7BC41F", None),
        ("7BC41G", None),
        ("%' OR 1", None),
        ("0" * 64, None),
        ("", None),
    ],
)
def test_a_reference_is_read_as_people_type_it(typed: str, read: Reference | None) -> None:
    assert typed_reference(typed) == read


@pytest.fixture
def declaration(app: object) -> Declaration:
    made = make_open(make_plenary(cities=2), points=1)
    made.conference.published_at = clock.now()
    db.session.commit()
    return made


def test_a_typed_reference_leads_to_the_newest_stage_of_its_original(
    declaration: Declaration, client: FlaskClient
) -> None:
    ((original, _latest),) = stages_queries.stages(declaration)
    printed = reference_of(declaration, original)
    six = printed.partition("· ")[2].partition("-")[0]
    for typed in (printed, printed.lower(), six, f"{six} - 1"):
        answer = client.get("/verify", query_string={"sha256": typed})
        assert answer.status_code == 200, typed
        assert digest(declaration) in answer.text
    for other in (f"{six}-2", printed.replace("/12", "/11"), f"X{printed}"):
        answer = client.get("/verify", query_string={"sha256": other})
        assert (answer.status_code, NOTHING in answer.text) == (422, True), other


def test_nobody_learns_of_what_is_not_public(declaration: Declaration, client: FlaskClient) -> None:
    ((original, _latest),) = stages_queries.stages(declaration)
    printed = reference_of(declaration, original)

    def said(typed: str) -> str:
        answer = client.get("/verify", query_string={"sha256": typed})
        assert answer.status_code == 422
        return str(answer.text.partition("<main")[2]).replace(typed, "")

    unknown = said("000000-1")
    declaration.conference.published_at = None
    db.session.commit()
    assert NOTHING in unknown
    assert said(printed) == unknown


def test_references_are_not_tried_one_after_another(tmp_path: Path) -> None:
    limited = create_app(test_settings(tmp_path, f"sqlite:///{tmp_path / 'limits.db'}", rate_limits=True))
    with limited.app_context():
        db.create_all()
    browser = limited.test_client()
    tried = [browser.get("/verify", query_string={"sha256": f"{n:06x}"}).status_code for n in range(21)]
    assert tried == [422] * 20 + [429]
    number = {
        "document": "0" * 32
    }  # as a telephone reads it from the code on a page, in a hall full of people
    assert [browser.get("/verify", query_string=number).status_code for _ in range(3)] == [422] * 3
    with limited.app_context():
        db.engine.dispose()
