"""A delegation whose people come in tables."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegation


@pytest.fixture
def seoul(app: Flask) -> Delegation:
    delegation = make_delegation(make_conference(slug="plenary"), "SEL")
    category_of(delegation.conference, "delegate")
    category_of(delegation.conference, "head")
    db.session.commit()
    return delegation
