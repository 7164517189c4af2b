"""A network with a member and an observer, and whoever may edit it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.accounts.users.models import User
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.networks.groups import service as groups
from eventsys.networks.registry.models import Network
from tests.accounts.factories import make_user, sign_in
from tests.networks.factories import make_city, make_network


@pytest.fixture
def admin(app: Flask, client: FlaskClient) -> User:
    user = make_user(admin=True)
    sign_in(client, user)
    return user


@pytest.fixture
def network(app: Flask) -> Network:
    made = make_network()
    make_city("HAN", network=made)
    make_city("TOF", network=made, status="observer", since="2010")
    groups.ensure_groups(by=SYSTEM)
    db.session.commit()
    return made
