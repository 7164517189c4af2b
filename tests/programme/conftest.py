"""The conference whose programme is tested."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from tests.conferences.factories import make_conference


@pytest.fixture
def conference(app: Flask) -> Conference:
    return make_conference()
