"""Decisions on who registered openly: states, reasons, letters, the trail; the last place."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.registration.decisions import service as decisions
from eventsys.registration.invitations.errors import ReasonMissing
from eventsys.registration.moderation import queries, service
from eventsys.registration.openings import service as openings
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.errors import OpeningFull, WrongState
from eventsys.registration.people.models import Delegate
from tests.conferences.factories import make_conference
from tests.registration.browser import letters
from tests.registration.factories import make_delegate, make_delegation
from tests.registration.openings import factories
from tests.registration.openings.factories import make_applicant, make_opening
from tests.support.processes import crowd

ACTS = factories.__name__


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi")


def trail(person: Delegate) -> list[tuple[str, str | None]]:
    found = db.session.query(AuditEntry).filter_by(thing_id=str(person.public_id)).order_by(AuditEntry.id)
    return [(entry.verb, (entry.after or {}).get("reason")) for entry in found]


def test_each_decision_has_its_reason_its_entries_and_its_letter_in_the_applicants_language(
    hanoi: Conference,
) -> None:
    press, now = make_opening(hanoi), clock.now()
    one, two, three, four = (
        make_applicant(press, email=f"p{n}@example.org", language="fr") for n in range(4)
    )
    service.accredit(one, by=SYSTEM, now=now)
    service.decline(two, "Carte périmée.", by=SYSTEM, now=now)
    service.ask_for_more(three, "Le verso, s’il vous plaît.", by=SYSTEM, now=now)
    service.put_off(four, by=SYSTEM, now=now)
    assert [str(person.state) for person in (one, two, three, four)] == [
        "approved",
        "rejected",
        "returned",
        "waitlisted",
    ]
    assert trail(one)[:2] == [("delegate.pre_approved", None), ("delegate.approved", None)]
    assert trail(two) == [("delegate.pre_approved", None), ("delegate.rejected", "Carte périmée.")]
    assert trail(three)[0] == ("delegate.returned", "Le verso, s’il vous plaît.")
    assert trail(four) == [("delegate.pre_approved", None), ("delegate.waitlisted", None)]
    said = {
        kind: [(letter.to_address, letter.language) for letter in letters(kind)]
        for kind in ("approved", "returned", "decided")
    }
    assert said == {
        "approved": [("p0@example.org", "fr")],
        "returned": [("p2@example.org", "fr")],
        "decided": [("p1@example.org", "fr"), ("p3@example.org", "fr")],
    }
    assert "Carte périmée." in letters("decided")[0].text
    assert "Press" not in letters("approved")[0].text.replace("Presse", "")


@pytest.mark.parametrize("reason", ["", " \n"])
def test_who_is_declined_or_asked_for_more_is_told_why(hanoi: Conference, reason: str) -> None:
    person = make_applicant(make_opening(hanoi))
    for act in (service.decline, service.ask_for_more):
        with pytest.raises(ReasonMissing):
            act(person, reason, by=SYSTEM, now=clock.now())
    assert letters("decided") == []


def test_what_was_not_handed_in_or_is_decided_is_refused(hanoi: Conference) -> None:
    press = make_opening(hanoi)
    for state in ("draft", "returned", "rejected", "withdrawn"):
        person = make_applicant(press, state)
        for act in (service.accredit, service.put_off):
            with pytest.raises(WrongState):
                act(person, by=SYSTEM, now=clock.now())


def test_the_limit_counts_who_is_accredited_wherever_it_is_done_and_who_gives_up_a_place_frees_it(
    hanoi: Conference,
) -> None:
    press, now = make_opening(hanoi, places=1), clock.now()
    first, second, third = (make_applicant(press, email=f"p{n}@example.org") for n in range(3))
    service.accredit(first, by=SYSTEM, now=now)
    with pytest.raises(OpeningFull, match="1"):
        service.accredit(second, by=SYSTEM, now=now)
    with pytest.raises(OpeningFull):
        decisions.accredit(third, by=SYSTEM, now=now)
    db.session.refresh(second)
    service.put_off(second, by=SYSTEM, now=now)
    decisions.revoke(first, "Mistake", by=SYSTEM, now=now)
    service.accredit(second, by=SYSTEM, now=now)
    values = {"opens_at": None, "closes_at": None, "welcome": {"en": "Welcome"}}
    openings.change_opening(press, places=None, by=SYSTEM, **values)
    db.session.refresh(third)
    service.accredit(third, by=SYSTEM, now=now)
    assert people_queries.approved_of(press.delegation) == 2
    assert service.room_of(third).left is None


def test_two_at_once_for_the_last_place_one_is_in_and_the_others_are_refused_by_name(
    app: Flask, hanoi: Conference
) -> None:
    press = make_opening(hanoi, places=3)
    people = [make_applicant(press, email=f"p{n}@example.org") for n in range(12)]
    db.session.commit()
    found = crowd(app, [(ACTS, "accredit", (one.id,)) for one in people])
    assert Counter(one.how for one in found) == {"done": 3, "OpeningFull": 9}
    assert Counter(str(one.state) for one in people) == {"approved": 3, "submitted": 9}
    assert len(letters("approved")) == 3


def test_the_queue_is_of_those_who_registered_openly_who_came_first_first(hanoi: Conference) -> None:
    press, expert = make_opening(hanoi), make_opening(hanoi, "expert")
    make_delegate(make_delegation(hanoi, "TYO"), "submitted")
    one, two = make_applicant(press, family_name="Z"), make_applicant(expert, family_name="A")
    draft = make_applicant(press, "draft")
    assert queries.queue_page(hanoi, None, "waiting").items == [one, two]
    assert queries.queue_page(hanoi, expert, "waiting").items == [two]
    assert queries.queue_page(hanoi, press, "begun").items == [draft]
    assert queries.waiting(hanoi) == 2
    assert (queries.next_waiting(one), queries.next_waiting(two), queries.next_waiting(draft)) == (
        two,
        one,
        one,
    )
    service.accredit(two, by=SYSTEM, now=clock.now())
    assert queries.next_waiting(one) is None
    assert queries.counts(hanoi) == {press.id: {"draft": 1, "submitted": 1}, expert.id: {"approved": 1}}
    (item,) = service.checks(hanoi)
    assert (item.done, str(item.hint)) == (False, "Waiting: 1")
    assert list(service.checks(make_conference(slug="other"))) == []
