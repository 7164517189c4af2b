"""Limited choices for tests, and what two hundred people do at once."""

from __future__ import annotations

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.registration.composer.models import FormChoice, FormQuestion
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.limits import queries, service
from eventsys.registration.limits.models import ChoicePlace
from eventsys.registration.naming import service as naming
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from tests.registration.composer.factories import make_question
from tests.registration.factories import category_of

__all__ = ["answer", "in_line", "limit", "make_tour", "name", "withdraw"]


def make_tour(conference: Conference, places: int | None = 5) -> tuple[FormQuestion, FormChoice]:
    """A question with two choices, and the first of them, which has so many places."""
    tour = make_question(conference, "choice", label="Tour")
    limit(tour, conference, places)
    return tour, tour.offered[0]


def limit(question: FormQuestion, conference: Conference, places: int | None) -> None:
    service.set_places(question, conference, {question.offered[0]: places}, by=SYSTEM, now=clock.now())


def in_line(choice: FormChoice) -> list[tuple[str, bool]]:
    """Family names in the order of arrival, and whether they wait."""
    found = db.session.query(ChoicePlace).filter_by(choice_id=choice.id).order_by(ChoicePlace.id)
    return [(place.delegate.family_name, place.waits) for place in found]


# ---- done at once, in other processes ----


def name(delegation_id: int, code: str, family: str) -> None:
    delegation = db.session.get_one(Delegation, delegation_id)
    details = {"family_name": family}
    category = category_of(delegation.conference, code)
    naming.name_delegate(delegation, category, details, by=SYSTEM, now=clock.now())


def answer(delegate_id: int, question_id: int, choice: int | None) -> None:
    """The choice at this place, or none."""
    delegate, asked = db.session.get_one(Delegate, delegate_id), db.session.get_one(FormQuestion, question_id)
    value = None if choice is None else asked.offered[choice].key
    questions.answer(delegate, {asked: value}, by=SYSTEM, now=clock.now())


def withdraw(delegate_id: int) -> None:
    decisions.withdraw(db.session.get_one(Delegate, delegate_id), by=SYSTEM, now=clock.now())


def set_limit(question_id: int, places: int) -> None:
    asked = db.session.get_one(FormQuestion, question_id)
    limit(asked, db.session.get_one(Conference, asked.conference_id), places)


def taken(choice: FormChoice) -> tuple[int, int]:
    """How many have a place, and how many wait."""
    tally = queries.tallies([choice])[choice.id]
    return tally.taken, tally.waiting
