"""Two who print, reprint, revoke or save designs at the same moment, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql

from eventsys.badges.designs.models import BadgeDesign
from eventsys.badges.editor import service as editor
from eventsys.badges.passes import queries as passes_queries
from eventsys.badges.passes import service as passes
from eventsys.badges.printing import service
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge, BadgeState
from eventsys.badges.replacing import service as replacing
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.jobs.models import Job
from eventsys.registration.decisions import service as decisions
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.questions import service as questions
from tests.badges.factories import CLERK, make_people, make_run, print_now
from tests.conferences.factories import make_conference
from tests.support.processes import Act, apart
from tests.support.threads import together


def printing(conference_id: int, ids: list[int]) -> Callable[[], object]:
    def act() -> object:
        people = [db.session.get_one(Delegate, number) for number in ids]
        return service.start_run(db.session.get_one(Conference, conference_id), people, by=CLERK)

    return act


def act(name: str, *values: object) -> Act:
    return ("tests.badges.acts", name, values)


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
    """In processes of their own, as is all that two desks may do to one badge."""
    conference = make_conference()
    run = make_run(conference, make_people(conference, 2))
    print_now(run)
    first, second = (badge.id for badge in record_queries.badges_of_run(run))
    db.session.commit()
    acts = [act("reprint", first), act("reprint", first), act("issue", second), act("void", second)]
    ends = apart(app, acts)
    assert ends["NoBadgeStep"] in (1, 2)
    assert ends["done"] == 4 - ends["NoBadgeStep"]
    states = {badge.id: badge.state for badge in db.session.scalars(select(Badge))}
    assert (states.pop(first), states.pop(second)) == ("void", "void")
    assert list(states.values()) == ["queued"]
    replaced = db.session.scalars(select(Badge.replaces_id).where(Badge.replaces_id.is_not(None))).all()
    assert replaced == [first]


def test_floaters_and_the_desk_keep_their_numbers(app: Flask) -> None:
    """Two makers for the last place, two holders for one floater, two clicks for one person."""
    conference = make_conference()
    category = categories_queries.category_by_code(conference, "staff")
    (person,) = make_people(conference, 1)
    passes.set_floater_quota(conference, category, 2, by=CLERK)
    run = passes.make_floaters(conference, category, 1, by=CLERK)
    print_now(run)
    floater = record_queries.badges_of_run(run)[0]
    acts = [
        act("make_floater", category.id),
        act("make_floater", category.id),
        act("give", floater.id, "An"),
        act("give", floater.id, "Bình"),
        act("print_at_desk", person.id),
        act("print_at_desk", person.id),
    ]
    db.session.commit()
    assert apart(app, acts) == Counter({"done": 4, "FloaterQuotaFull": 1, "NoBadgeStep": 1})
    assert passes_queries.numbers_in_use(category) == {1, 2}
    assert len(passes_queries.hand_overs(floater)) == 1
    assert [badge.state for badge in record_queries.history(person)] == ["printed"]


def test_a_badge_is_never_live_for_somebody_who_is_revoked_meanwhile(app: Flask) -> None:
    conference = make_conference()
    people, here = [person.id for person in make_people(conference, 5)], conference.id
    db.session.commit()

    def revoking(number: int) -> Callable[[], object]:
        def act() -> object:
            person = db.session.get_one(Delegate, number)
            return decisions.revoke(person, "not coming", by=SYSTEM, now=clock.now())

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
        return editor.save_design(here, None, html=html, css="", size=(90, 60), by=CLERK, tried=True)

    assert together(app, [save, save, save]) == Counter({"done": 3})
    assert sorted(db.session.scalars(select(BadgeDesign.version))) == [1, 2, 3]


def test_of_two_who_replace_all_that_is_out_of_date_one_wins(app: Flask) -> None:
    conference = make_conference()
    people = make_people(conference, 3)
    make_run(conference, people)
    for person in people:
        person.office = Localized(en="Minister")
    db.session.commit()
    here = conference.id

    def replace() -> object:
        return replacing.replace_out_of_date(db.session.get_one(Conference, here), by=CLERK)

    assert together(app, [replace] * 3) == Counter({"done": 1, "NothingOutOfDate": 2})
    assert live() == Counter([person.id for person in people])


def test_no_badge_bears_an_old_name_unmarked_whoever_was_quicker(app: Flask) -> None:
    """Corrections of people, and runs over them, at the same moment."""
    conference = make_conference()
    people, here = [person.id for person in make_people(conference, 4)], conference.id
    db.session.commit()

    def correcting(number: int) -> Callable[[], object]:
        def act() -> object:
            details = {"office": {"en": "Minister"}}
            return questions.edit(db.session.get_one(Delegate, number), details, by=SYSTEM, now=clock.now())

        return act

    for number in people:
        together(app, [printing(here, [number]), correcting(number)])
    for badge in db.session.scalars(select(Badge).execution_options(populate_existing=True)):
        assert badge.out_of_date is (badge.words["office"] != "Minister")


def test_runs_wait_for_one_another_and_hold_up_nobody_who_names_the_conference() -> None:
    """What refers to the conference (a delegate, a letter) may be written meanwhile."""
    said = str(runs_queries._LOCK.compile(dialect=postgresql.dialect()))
    assert said.endswith("FOR NO KEY UPDATE")
