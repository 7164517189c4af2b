"""Saving what was typed."""

from __future__ import annotations

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.registration.people import errors as people_errors
from eventsys.registration.questions import errors as questions_errors
from eventsys.registration.questions import service as questions
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()


def test_a_form_opened_before_somebody_else_saved_is_refused() -> None:
    delegate = make_delegate(make_delegation(make_conference()), "draft")
    before = delegate.version
    questions.edit(delegate, {"hotel": "Daewoo"}, by=SYSTEM, now=NOW, version=before)
    with pytest.raises(questions_errors.RegistrationEditedMeanwhile):
        questions.edit(delegate, {"hotel": "Metropole"}, by=SYSTEM, now=NOW, version=before)
    assert delegate.hotel == "Daewoo"


@pytest.mark.parametrize(
    "state", ["submitted", "pre_approved", "approved", "waitlisted", "rejected", "withdrawn"]
)
def test_a_photo_that_was_looked_at_is_not_changed_by_its_person(state: str) -> None:
    delegate = make_delegate(make_delegation(make_conference()), state, photo_digest="0" * 64)
    own = Actor(kind="link", grants=(Grant("delegate", str(delegate.public_id), 1),))
    with pytest.raises(questions_errors.NotEditable):
        questions.set_photo(delegate, "1" * 64, by=own, now=NOW)
    assert delegate.photo_digest == "0" * 64


def test_nobody_gets_a_category_of_another_conference() -> None:
    delegate = make_delegate(make_delegation(make_conference()), "draft")
    elsewhere = category_of(make_conference(slug="elsewhere", edition=77))
    with pytest.raises(people_errors.CategoryUnknown):
        questions.edit(delegate, {}, category=elsewhere, by=SYSTEM, now=NOW)
    assert delegate.category.conference_id == delegate.conference_id
