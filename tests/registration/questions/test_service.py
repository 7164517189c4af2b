"""Saving what was typed."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.registration.questions import errors as questions_errors
from eventsys.registration.questions import service as questions
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation

NOW = clock.now()


def test_a_form_opened_before_somebody_else_saved_is_refused(app: Flask) -> None:
    delegate = make_delegate(make_delegation(make_conference()), "draft")
    before = delegate.version
    questions.edit(delegate, {"hotel": "Daewoo"}, by=SYSTEM, now=NOW, version=before)
    with pytest.raises(questions_errors.EditedMeanwhile):
        questions.edit(delegate, {"hotel": "Metropole"}, by=SYSTEM, now=NOW, version=before)
    assert delegate.hotel == "Daewoo"
