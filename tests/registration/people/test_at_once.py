"""Writers at the same moment, each with a connection of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask

from eventsys.conferences.categories import service as categories
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.ids import uuid7
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations
from eventsys.registration.naming import service as naming_service
from eventsys.registration.people import queries
from eventsys.registration.people.models import Delegate
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.threads import together


def naming(delegation_id: int, code: str, family: str, key: object = None) -> Callable[[], object]:
    def act() -> object:
        delegation = db.session.get(Delegation, delegation_id)
        assert delegation is not None
        category = category_of(delegation.conference, code)
        details = {"family_name": family, "email": f"{family.lower()}@example.org"}
        return naming_service.name_delegate(
            delegation, category, details, by=SYSTEM, now=clock.now(), public_id=key
        )  # type: ignore[arg-type]

    return act


def test_twenty_at_once_for_five_places_give_exactly_five(app: Flask) -> None:
    conference = make_conference()
    delegation = make_delegation(conference)
    categories.set_quota(conference, places=5, category=category_of(conference), by=SYSTEM)
    db.session.commit()
    ends = together(app, [naming(delegation.id, "delegate", f"Person{n}") for n in range(20)])
    assert ends == {"done": 5, "QuotaFull": 15}
    assert sum(queries.taken_places(delegation).values()) == 5


def test_two_heads_at_once_leave_one(app: Flask) -> None:
    delegation = make_delegation(make_conference())
    db.session.commit()
    ends = together(app, [naming(delegation.id, "head", "Inose"), naming(delegation.id, "head", "Park")])
    assert ends == {"done": 1, "SecondHead": 1}
    assert queries.head_of(delegation) is not None


def test_the_same_form_sent_twice_at_once_names_one_person(app: Flask) -> None:
    delegation, key = make_delegation(make_conference()), uuid7()
    db.session.commit()
    ends = together(app, [naming(delegation.id, "delegate", "Inose", key) for _ in range(4)])
    assert ends == {"done": 4}
    assert [d.public_id for d in queries.delegates_of(delegation)] == [key]


def test_two_decisions_at_once_are_one_decision(app: Flask) -> None:
    delegate = make_delegate(make_delegation(make_conference()), "pre_approved")
    db.session.commit()
    number = delegate.id

    def deciding(verb: Callable[..., object], *more: str) -> Callable[[], object]:
        def act() -> object:
            found = db.session.get(Delegate, number)
            return verb(found, *more, by=SYSTEM, now=clock.now())

        return act

    ends = together(
        app, [deciding(decisions.approve), deciding(decisions.reject, "No"), deciding(decisions.approve)]
    )
    assert ends == {"done": 1, "WrongState": 2}


def test_of_two_who_accept_for_one_city_at_once_the_second_is_told(app: Flask) -> None:
    delegation = make_delegation(make_conference(), state="invited")
    db.session.commit()
    number = delegation.id

    def accept() -> None:
        invitations.accept(db.session.get(Delegation, number), by=SYSTEM, now=clock.now())

    assert together(app, [accept, accept]) == {"done": 1, "InvitationAnswered": 1}


@pytest.mark.usefixtures("app")
def test_the_database_itself_refuses_a_second_head(monkeypatch) -> None:
    """Where the service's look was wrong, the partial unique index has the last word, by the same name."""
    delegation = make_delegation(make_conference())
    make_delegate(delegation, "approved", category="head")
    db.session.commit()
    real = queries.head_of
    answers = [None]
    monkeypatch.setattr(queries, "head_of", lambda found: answers.pop() if answers else real(found))
    ends = Counter()
    try:
        naming(delegation.id, "head", "Park")()
    except Refusal as refusal:
        ends[type(refusal).__name__] += 1
    assert ends == {"SecondHead": 1}
