"""Two who print, reprint, revoke or save designs at the same moment, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from eventsys.badges import queries, service
from eventsys.badges.models import Badge, BadgeDesign, BadgeState, PrintRun
from eventsys.conferences.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.jobs.models import Job
from eventsys.registration import service as registration
from eventsys.registration.models import Delegate, DelegateState
from tests.badges.factories import CLERK, make_people, make_run, print_now
from tests.conferences.factories import make_conference
from tests.registration.test_at_once import together


def printing(conference_id: int, ids: list[int]) -> Callable[[], object]:
    def act() -> object:
        people = [db.session.get_one(Delegate, number) for number in ids]
        return service.start_run(db.session.get_one(Conference, conference_id), people, by=CLERK)

    return act


def live() -> Counter[int]:
    return Counter(db.session.scalars(select(Badge.delegate_id).where(Badge.state != BadgeState.VOID)))


def test_of_runs_over_the_same_people_one_wins(app: Flask) -> None:
    conference = make_conference()
    ids = [person.id for person in make_people(conference, 6)]
    ends = together(app, [printing(conference.id, ids), printing(conference.id, ids[::-1])] * 2)
    assert ends == Counter({"done": 1, "AlreadyPrinted": 3})
    assert live() == Counter(ids)
    assert db.session.scalar(select(func.count(PrintRun.id))) == 1
    assert db.session.scalar(select(func.count(Job.id))) == 1


def test_runs_over_different_people_both_win_with_one_design(app: Flask) -> None:
    """Neither has a design yet: both would make version 1."""
    conference = make_conference()
    ids = [person.id for person in make_people(conference, 4)]
    assert together(app, [printing(conference.id, [number]) for number in ids]) == Counter({"done": 4})
    assert live() == Counter(ids)
    assert db.session.scalars(select(BadgeDesign.version)).all() == [1]


def test_of_two_reprints_one_wins(app: Flask) -> None:
    conference = make_conference()
    run = make_run(conference, make_people(conference, 1))
    print_now(run)
    badge = queries.badges_of_run(run)[0].id
    db.session.commit()

    def again() -> object:
        return service.reprint(db.session.get_one(Badge, badge), "lost", by=CLERK, knowing=True)

    assert together(app, [again, again, again]) == Counter({"done": 1, "NoBadgeStep": 2})
    assert sorted(db.session.scalars(select(Badge.state))) == ["queued", "void"]


def test_a_badge_is_never_live_for_somebody_who_is_revoked_meanwhile(app: Flask) -> None:
    conference = make_conference()
    people, here = [person.id for person in make_people(conference, 5)], conference.id
    db.session.commit()

    def revoking(number: int) -> Callable[[], object]:
        def act() -> object:
            person = db.session.get_one(Delegate, number)
            return registration.revoke(person, "not coming", by=SYSTEM, now=clock.now())

        return act

    for number in people:
        ends = together(app, [printing(here, [number]), revoking(number)])
        assert ends["done"] + ends["NotApproved"] == 2
    states = db.session.execute(
        select(Badge.state, Delegate.state).join(Delegate, Delegate.id == Badge.delegate_id)
    ).all()
    assert {tuple(row) for row in states} <= {("void", DelegateState.REVOKED)}


def test_designs_saved_at_once_get_a_version_each(app: Flask) -> None:
    conference = make_conference()
    number = conference.id
    db.session.commit()

    def save() -> object:
        here = db.session.get_one(Conference, number)
        html = '<p data-slot="name"></p>'
        return service.save_design(here, None, html=html, css="", size=(90, 60), by=CLERK, tried=True)

    assert together(app, [save, save, save]) == Counter({"done": 3})
    assert sorted(db.session.scalars(select(BadgeDesign.version))) == [1, 2, 3]
