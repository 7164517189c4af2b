"""An adopted text, and somebody of the secretariat at their browser."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.declarations.acts.models import Declaration
from tests.accounts.factories import make_user, sign_in
from tests.commitments.factories import make_text


@pytest.fixture
def text(app: Flask) -> Declaration:
    return make_text()


@pytest.fixture
def staff(text: Declaration, client: FlaskClient) -> FlaskClient:
    sign_in(client, make_user("secretariat", text.conference))
    return client
