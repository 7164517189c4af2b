"""The page of what languages lack."""

from __future__ import annotations

from flask.testing import FlaskClient

from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference


def test_languages_of_the_conference_stand_beside_those_of_the_page(client: FlaskClient):
    conference = make_conference(slug="plenary12")
    db.session.commit()
    sign_in(client, make_user("organiser", conference))
    page = client.get("/o/plenary12/setup/languages")
    assert page.status_code == 200
    assert "language=fr" in page.text
    assert 'hreflang="fr"' in page.text
