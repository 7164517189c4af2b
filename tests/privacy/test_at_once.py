"""Erasure asked for, or done, by two at the same moment."""

from __future__ import annotations

from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.privacy import queries, service
from eventsys.privacy.models import Erasure
from eventsys.registration.people.models import Delegate
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.registration.people.test_at_once import together


def somebody() -> int:
    found = make_delegate(make_delegation(make_conference()), "submitted", email="")
    db.session.commit()
    return found.id


def test_a_wish_sent_twice_at_once_is_one(app: Flask) -> None:
    number = somebody()

    def ask() -> None:
        service.ask_erasure(db.session.get_one(Delegate, number), "Please", by=SYSTEM, now=clock.now())

    assert together(app, [ask, ask]) == {"done": 2}
    assert db.session.query(Erasure).count() == 1
    assert queries.asked_erasure(db.session.get_one(Delegate, number)) is not None


def test_of_two_who_erase_one_person_at_once_one_does(app: Flask) -> None:
    number = somebody()

    def erase() -> None:
        service.erase(db.session.get_one(Delegate, number), "asked by mail", by=SYSTEM, now=clock.now())

    assert together(app, [erase, erase]) == {"done": 1, "Erased": 1}
