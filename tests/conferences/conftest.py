"""People and a conference for the tests of pages."""

from __future__ import annotations

import pytest

from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference


@pytest.fixture
def conference(app):
    made = make_conference()
    db.session.commit()
    return made


@pytest.fixture
def organiser(client, conference):
    user = make_user("organiser", conference)
    sign_in(client, user)
    return user


@pytest.fixture
def admin(client, app):
    user = make_user(admin=True)
    sign_in(client, user)
    return user
