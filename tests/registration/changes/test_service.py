"""A change that is asked for, by rows: kept apart, decided once, and gone with what it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.changes import queries, service
from eventsys.registration.changes.errors import NoChangeNow, NothingAsked, NothingDiffers, NotToBeEmptied
from eventsys.registration.changes.models import AskedChange
from eventsys.registration.changes.service import ToldRequest
from eventsys.registration.decisions import service as decisions
from eventsys.registration.invitations.errors import ReasonMissing
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.questions.errors import RegistrationEditedMeanwhile
from eventsys.registration.retention import service as retention
from tests.badges.factories import make_printed
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.support.threads import together

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()
WANTED: dict[str, Any] = {
    "office": {"en": "Vice-Governor"},
    "flight": "VN 311",
    "departs_on": date(2013, 11, 21),
}


@pytest.fixture
def person(app: Flask) -> Delegate:
    return make_delegate(make_delegation(make_conference(), "TYO"), photo_digest="0" * 64)


def holder(person: Delegate, purpose: str = "delegate") -> Actor:
    subject = person.public_id if purpose == "delegate" else person.delegation.public_id
    return Actor(kind="link", label=f"{purpose} link 1", grants=(Grant(purpose, str(subject), 1),))


def trail(person: Delegate) -> list[tuple[str, Any]]:
    found = db.session.query(AuditEntry).filter_by(thing_id=str(person.public_id)).order_by(AuditEntry.id)
    return [(one.verb, one.after) for one in found]


def letters() -> list[str]:
    return [one.kind for one in db.session.query(OutboxLetter).order_by(OutboxLetter.id)]


def test_what_is_asked_for_stays_beside_the_record_until_it_is_approved(person: Delegate) -> None:
    asked = service.ask(person, WANTED, by=holder(person), now=NOW)
    assert (person.office, person.flight, person.departs_on) == (
        {"en": "Governor", "fr": "Gouverneur"},
        "",
        date(2013, 11, 20),
    )
    assert asked.values == {"office": {"en": "Vice-Governor"}, "flight": "VN 311", "departs_on": "2013-11-21"}
    assert asked.before == {
        "office": {"en": "Governor", "fr": "Gouverneur"},
        "flight": "",
        "departs_on": "2013-11-20",
    }
    assert not asked.by_focal
    assert letters() == []
    service.approve_change(person, by=SYSTEM, now=NOW)
    assert (person.office, person.flight, person.departs_on) == (
        WANTED["office"],
        "VN 311",
        WANTED["departs_on"],
    )
    assert (asked.state, asked.values, asked.before) == ("approved", {}, {})
    assert sorted(asked.fields) == ["departs_on", "flight", "office"]
    verbs = [verb for verb, _after in trail(person)]
    assert verbs == ["delegate.change_asked", "delegate.edited", "delegate.change_approved"]
    assert trail(person)[0][1] == {"changed": ["departs_on", "flight", "office"]}  # never what they say
    assert letters() == ["registration/change_decided"]
    with pytest.raises(NothingAsked):
        service.approve_change(person, by=SYSTEM, now=NOW)
    assert letters() == ["registration/change_decided"]


def test_a_badge_is_out_of_date_when_the_change_is_approved_and_not_before() -> None:
    badge = make_printed()
    person = badge.delegate
    assert person is not None
    service.ask(person, {"office": {"en": "Vice-Governor"}}, by=holder(person, "focal"), now=NOW)
    db.session.commit()
    assert not badge.out_of_date
    service.approve_change(person, by=SYSTEM, now=NOW)
    db.session.commit()
    assert badge.out_of_date


def test_declined_with_a_reason_the_record_stays_and_the_person_is_told(person: Delegate) -> None:
    asked = service.ask(person, WANTED, by=holder(person, "focal"), now=NOW)
    assert asked.by_focal
    with pytest.raises(ReasonMissing):
        service.decline_change(person, " ", by=SYSTEM, now=NOW)
    service.decline_change(person, "The list is printed.", by=SYSTEM, now=NOW)
    assert (asked.state, asked.values, asked.reason, person.flight) == (
        "declined",
        {},
        "The list is printed.",
        "",
    )
    assert trail(person)[-1] == (
        "delegate.change_declined",
        {"changed": ["departs_on", "flight", "office"], "reason": "The list is printed."},
    )
    assert letters() == ["registration/change_decided"]
    assert service.told_changes(person) == [
        ToldRequest(
            "Office\nFlights or trains\nDeparture", NOW, True, asked.state, NOW, "The list is printed."
        )
    ]


def test_who_asks_again_says_it_anew_and_the_same_twice_is_asked_once(person: Delegate) -> None:
    seen = person.version
    first = service.ask(person, WANTED, by=holder(person), now=NOW, version=seen)
    assert service.ask(person, WANTED, by=holder(person), now=NOW, version=seen) is first  # a second click
    assert len(trail(person)) == 1
    with pytest.raises(RegistrationEditedMeanwhile):
        service.ask(person, {"flight": "VN 1"}, by=holder(person, "focal"), now=NOW, version=seen)
    again = service.ask(
        person, {"flight": "VN 1"}, by=holder(person, "focal"), now=NOW, version=person.version
    )
    assert again is first
    assert (again.values, again.by_focal) == ({"flight": "VN 1"}, True)
    assert db.session.query(AskedChange).count() == 1
    service.take_back(person, by=holder(person), now=NOW)
    assert queries.waiting_of(person) is None
    with pytest.raises(NothingAsked):
        service.take_back(person, by=holder(person), now=NOW)


def test_nothing_empty_nothing_equal_and_nothing_unsafe_is_asked_for(person: Delegate) -> None:
    with pytest.raises(NothingDiffers):
        service.ask(person, {"family_name": " Inose "}, by=holder(person), now=NOW)
    with pytest.raises(NotToBeEmptied, match="Mail address"):
        service.ask(person, {"email": ""}, by=holder(person), now=NOW)
    assert (queries.waiting_of(person), trail(person)) == (None, [])


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "waitlisted", "withdrawn", "revoked"])
def test_only_the_approved_ask(person: Delegate, state: str) -> None:
    other = make_delegate(person.delegation, state)
    with pytest.raises(NoChangeNow):
        service.ask(other, WANTED, by=holder(other), now=NOW)


def test_another_mail_address_gets_the_letters_from_the_approval_on(person: Delegate) -> None:
    service.ask(person, {"email": "new@example.org"}, by=holder(person), now=NOW)
    service.approve_change(person, by=SYSTEM, now=NOW)
    assert [one.to_address for one in db.session.query(OutboxLetter)] == ["new@example.org"]


def test_it_ends_with_the_place_with_the_person_and_with_the_journeys(person: Delegate) -> None:
    asked = service.ask(person, WANTED, by=holder(person), now=NOW)
    decisions.withdraw(person, by=holder(person), now=NOW)
    assert (asked.state, asked.values, queries.waiting_of(person)) == ("taken_back", {}, None)
    for end in (
        lambda one: retention.erase_person(one, now=NOW),
        lambda one: retention.purge_journeys(one.conference, by=SYSTEM, now=NOW),
    ):
        other = make_delegate(person.delegation, photo_digest="0" * 64)
        service.ask(other, WANTED, by=holder(other), now=NOW)
        end(other)
        assert queries.changes_of(other) == []


def test_a_change_of_the_record_between_is_kept_where_nothing_was_asked(person: Delegate) -> None:
    service.ask(person, {"flight": "VN 311"}, by=holder(person), now=NOW)
    questions.edit(person, {"hotel": "Daewoo", "flight": "VN 999"}, by=SYSTEM, now=NOW)
    service.approve_change(person, by=SYSTEM, now=NOW)
    assert (person.flight, person.hotel) == ("VN 311", "Daewoo")


def _acting(number: int, act: Callable[[Delegate], object]) -> Callable[[], object]:
    def go() -> object:
        one = db.session.get(Delegate, number)
        assert one is not None
        return act(one)

    return go


def test_two_who_ask_at_once_leave_one_change_and_two_who_decide_one_decision(
    app: Flask, person: Delegate
) -> None:
    db.session.commit()
    number, seen = person.id, person.version

    def asking(flight: str) -> Callable[[], object]:
        return _acting(
            number,
            lambda one: service.ask(one, {"flight": flight}, by=holder(one, "focal"), now=NOW, version=seen),
        )

    assert together(app, [asking("VN 1"), asking("VN 2")]) == {"done": 1, "RegistrationEditedMeanwhile": 1}
    approve = _acting(number, lambda one: service.approve_change(one, by=SYSTEM, now=NOW))
    decline = _acting(number, lambda one: service.decline_change(one, "No.", by=SYSTEM, now=NOW))
    assert together(app, [approve, decline]) == {"done": 1, "NothingAsked": 1}
    db.session.expire_all()
    assert len(letters()) == 1
    (only,) = queries.changes_of(person)
    assert (only.state == "approved") == (person.flight in ("VN 1", "VN 2"))
