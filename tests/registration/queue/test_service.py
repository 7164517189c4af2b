"""The order of the queue, and decisions on what was seen, by rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.registration.decisions import service as decisions
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.queue import queries, service
from eventsys.registration.queue.errors import ChangedMeanwhile, DecidedMeanwhile
from eventsys.registration.queue.queries import QueuePlace
from eventsys.registration.review.queries import PeopleFilters
from tests.accounts.factories import make_user
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.support.threads import together

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()
WAITING = PeopleFilters(state="waiting")


def test_whoever_has_waited_longest_comes_first_and_everybody_has_neighbours() -> None:
    conference = make_conference()
    home = make_delegation(conference)
    late = make_delegate(home, "submitted", submitted_at=NOW, family_name="Late")
    first = make_delegate(home, "pre_approved", submitted_at=NOW - timedelta(days=3))
    brought = make_delegate(home, "pre_approved", submitted_at=None, created_at=NOW - timedelta(days=2))
    same = make_delegate(home, "submitted", submitted_at=NOW - timedelta(days=2))
    decided = make_delegate(home, "approved", submitted_at=NOW - timedelta(days=1))
    make_delegate(home, "draft", submitted_at=None)
    make_delegate(make_delegation(make_conference()), "submitted", submitted_at=NOW - timedelta(days=9))
    order = [first, brought, same, late]
    ids = [one.public_id for one in order]
    assert queries.first_waiting(conference, WAITING) == first.public_id
    assert [queries.place_of(one, WAITING) for one in order] == [
        QueuePlace(1, 4, None, ids[1]),
        QueuePlace(2, 4, ids[0], ids[2]),
        QueuePlace(3, 4, ids[1], ids[3]),
        QueuePlace(4, 4, ids[2], None),
    ]
    assert queries.place_of(decided, WAITING) == QueuePlace(None, 4, ids[2], ids[3])
    narrow = PeopleFilters(state="waiting", search="late")
    assert queries.place_of(first, narrow) == QueuePlace(None, 1, None, late.public_id)
    assert queries.first_waiting(conference, PeopleFilters(state="waiting", search="nobody")) is None


def staff(name: str) -> Actor:
    return Actor(kind="user", user_id=make_user(name=name).id, label=name, admin=True)


@pytest.fixture
def lan(app: Flask) -> Actor:
    return staff("Lan")


@pytest.fixture
def minh(app: Flask) -> Actor:
    return staff("Minh")


@pytest.fixture
def person(app: Flask) -> Delegate:
    return make_delegate(make_delegation(make_conference()), "pre_approved")


def test_what_was_seen_is_held_and_may_be_decided(person: Delegate, lan: Actor, minh: Actor) -> None:
    assert service.lock_as_seen(person, "approve", version=person.version, by=lan)


def test_who_decided_meanwhile_is_told_by_name_and_nothing_is_lost(
    person: Delegate, lan: Actor, minh: Actor
) -> None:
    seen = person.version
    decisions.reject(person, "Not on the list.", by=minh, now=NOW)
    with pytest.raises(DecidedMeanwhile, match="Minh was faster: this registration is now “Rejected”"):
        service.lock_as_seen(person, "approve", version=seen, by=lan)
    assert (person.state, person.review_note) == ("rejected", "Not on the list.")


def test_the_same_decision_of_the_same_reviewer_is_no_second_one(
    person: Delegate, lan: Actor, minh: Actor
) -> None:
    seen = person.version
    decisions.approve(person, by=lan, now=NOW)
    assert not service.lock_as_seen(person, "approve", version=seen, by=lan)
    assert not service.lock_as_seen(person, "accredit", version=seen, by=lan)
    with pytest.raises(DecidedMeanwhile, match="Lan was faster"):
        service.lock_as_seen(person, "reject", version=seen, by=lan)
    with pytest.raises(DecidedMeanwhile):
        service.lock_as_seen(person, "approve", version=seen, by=minh)


def test_a_change_of_what_was_seen_is_told_before_anything_is_decided(
    person: Delegate, lan: Actor, minh: Actor
) -> None:
    seen = person.version
    questions.edit(person, {"honorific": "Dr"}, by=minh, now=NOW)
    with pytest.raises(ChangedMeanwhile, match="Minh has changed this registration"):
        service.lock_as_seen(person, "approve", version=seen, by=lan)
    person.version += 1  # by something that the trail does not tell
    with pytest.raises(ChangedMeanwhile):
        service.lock_as_seen(person, "approve", version=seen, by=lan)


def test_two_reviewers_at_once_decide_once(app: Flask, person: Delegate, lan: Actor, minh: Actor) -> None:
    db.session.commit()
    number, seen = person.id, person.version

    def deciding(by: Actor) -> Callable[[], object]:
        def act() -> object:
            one = db.session.get(Delegate, number)
            assert one is not None
            if service.lock_as_seen(one, "approve", version=seen, by=by):
                decisions.approve(one, by=by, now=NOW)
            return one

        return act

    assert together(app, [deciding(lan), deciding(minh)]) == {"done": 1, "DecidedMeanwhile": 1}
    db.session.expire_all()
    approvals = [one for one in queries.entries_about(person) if one.verb == "delegate.approved"]
    assert (person.state, len(approvals)) == ("approved", 1)
