"""Organisers who change one form at the same moment, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.registration.composer import queries, service
from eventsys.registration.composer.models import FormChoice, FormQuestion
from tests.conferences.factories import make_conference
from tests.registration.composer.factories import make_question
from tests.support.threads import together

Verb = Callable[[FormQuestion, Conference], object]


def doing(number: int, verb: Verb) -> Callable[[], object]:
    """As a request does: the question is read first, then the form is held."""

    def act() -> object:
        question = db.session.get_one(FormQuestion, number)
        assert question.offered
        return verb(question, db.session.get_one(Conference, question.conference_id))

    return act


def adding(words: str) -> Verb:
    return lambda tour, conference: service.add_choice(tour, conference, words={"en": words}, by=SYSTEM)


def test_choices_that_are_added_at_once_have_each_a_place_of_their_own(app: Flask) -> None:
    tour = make_question(make_conference(), "choice", label="Tour")
    db.session.commit()
    assert together(app, [doing(tour.id, adding(f"Bus {n}")) for n in range(6)]) == {"done": 6}
    assert sorted(one.position for one in db.session.query(FormChoice)) == list(range(1, 9))
    assert db.session.get_one(FormQuestion, tour.id).version == 7


def test_the_same_choice_added_by_two_at_once_is_there_once(app: Flask) -> None:
    tour = make_question(make_conference(), "choice", label="Tour")
    db.session.commit()
    ends = together(app, [doing(tour.id, adding("Lake")) for _click in range(3)])
    assert ends == {"done": 1, "ChoiceTwice": 2}


def test_questions_added_at_once_have_each_a_place_of_their_own(app: Flask) -> None:
    conference = make_conference()
    tour = make_question(conference, "choice", label="Tour")
    db.session.commit()

    def adding_question(label: str) -> Verb:
        return lambda _tour, here: make_question(here, label=label)

    ends = together(app, [doing(tour.id, adding_question(f"Wish {n}")) for n in range(5)])
    assert ends == {"done": 5}
    assert [one.position for one in queries.questions(conference.id)] == [1, 2, 3, 4, 5, 6]


def test_a_choice_taken_out_by_one_is_not_worded_anew_by_the_other(app: Flask) -> None:
    conference = make_conference()
    tour = make_question(conference, "choice", label="Tour")
    lake = service.add_choice(tour, conference, words={"en": "Lake"}, by=SYSTEM)
    number = lake.id
    db.session.commit()

    def taking_out(question: FormQuestion, here: Conference) -> object:
        choice = db.session.get_one(FormChoice, number)
        return service.withdraw_choice(choice, question, here, by=SYSTEM, now=clock.now())

    ends = together(app, [doing(tour.id, taking_out) for _click in range(3)])
    assert ends == {"done": 1, "NoSuchQuestion": 2}
