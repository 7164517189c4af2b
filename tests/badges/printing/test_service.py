"""Verbs on badges: runs, void, reprint, codes, designs; refusals are named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsys.badges.codes import rules as codes_rules
from eventsys.badges.codes import service as codes
from eventsys.badges.codes.errors import (
    CodeForged,
    CodeOfOtherConference,
    CodeReturned,
    CodeUnknown,
    CodeVoid,
)
from eventsys.badges.overview import queries as overview_queries
from eventsys.badges.overview import service as overview
from eventsys.badges.passes import service as passes
from eventsys.badges.printing import queries, service
from eventsys.badges.printing.errors import AlreadyPrinted, NotApproved, NothingToResume
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.badges.record.errors import NoBadgeStep, NothingToPrint, VoidReasonMissing
from eventsys.badges.record.models import Badge
from eventsys.badges.replacing import service as replacing
from eventsys.badges.replacing.errors import PrintedBefore
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.current import key_for
from eventsys.core.db import db
from eventsys.jobs import service as jobs
from eventsys.registration.decisions import service as decisions
from tests.badges.factories import CLERK, make_people, make_run, print_now, texts_in
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")


def verbs() -> list[str]:
    rows = db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id))
    return [verb for verb in rows if verb.startswith(("badge", "print_run"))]


def test_a_run_queues_one_badge_each_in_the_order_given() -> None:
    conference = make_conference()
    people = make_people(conference, 3)
    run = make_run(conference, [people[2], people[0]])
    badges = record_queries.badges_of_run(run)
    assert [(badge.delegate_id, badge.state) for badge in badges] == [
        (people[2].id, "queued"),
        (people[0].id, "queued"),
    ]
    assert run.count == 2
    assert run.job is not None
    assert (run.job.total, run.job.conference_id) == (2, conference.id)
    assert queries.unprinted(conference) == [people[1]]
    assert queries.count_unprinted(conference) == 1
    assert "print_run.started" in verbs()


def test_words_are_those_of_the_moment_of_printing() -> None:
    conference = make_conference()
    (person,) = make_people(conference, 1)
    run = make_run(conference, [person])
    person.family_name = "Trần"
    db.session.commit()
    assert "Trần Thế Thảo" in texts_in(print_now(run))[0]
    person.family_name = "Lê"
    db.session.commit()
    (badge,) = record_queries.badges_of_run(run)
    assert (badge.words["name"], badge.out_of_date) == ("Trần Thế Thảo", True)


def test_nobody_is_refused() -> None:
    with pytest.raises(NothingToPrint):
        service.start_run(make_conference(), [], by=CLERK)


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "returned", "pre_approved", "waitlisted", "rejected", "revoked"]
)
def test_only_the_approved_get_a_badge(state: str) -> None:
    conference = make_conference()
    person = make_delegate(make_delegation(conference), state, family_name="Nguyễn", given_name="An")
    with pytest.raises(NotApproved) as refused:
        service.start_run(conference, [person], by=CLERK)
    assert refused.value.values == {"name": person.full_name}


def test_whom_a_badge_is_printed_for_already_is_named() -> None:
    conference = make_conference()
    people = make_people(conference, 3)
    make_run(conference, [people[1]])
    with pytest.raises(AlreadyPrinted) as refused:
        service.start_run(conference, people, by=CLERK)
    assert refused.value.values == {"name": people[1].full_name}


def test_void_needs_a_reason_and_a_live_badge() -> None:
    conference = make_conference()
    badge = record_queries.badges_of_run(make_run(conference))[0]
    for why, words in (("", ""), ("other", "  "), ("because", "of that")):
        with pytest.raises(VoidReasonMissing):
            record.void(badge, why, words, by=CLERK)
    record.void(badge, "lost", by=CLERK)
    assert (badge.state, badge.void_why, badge.voided_at is not None) == ("void", "lost", True)
    with pytest.raises(NoBadgeStep):
        record.void(badge, "lost", by=CLERK)
    assert verbs()[-1] == "badge.void"


def test_a_reprint_voids_the_old_badge_and_names_it() -> None:
    conference = make_conference()
    run = make_run(conference)
    print_now(run)
    old = record_queries.badges_of_run(run)[0]
    with pytest.raises(PrintedBefore):
        replacing.reprint(old, "damaged", by=CLERK)
    assert old.state == "printed"
    new = replacing.reprint(old, "damaged", by=CLERK, knowing=True)
    db.session.commit()
    assert (old.state, new.state, new.replaces_id, new.delegate_id) == (
        "void",
        "queued",
        old.id,
        old.delegate_id,
    )
    assert new.serial != old.serial
    assert record_queries.live_badge(old.delegate) is new
    assert list(record_queries.history(old.delegate)) == [new, old]
    assert new.run is not None
    print_now(new.run)
    db.session.refresh(new)
    assert new.state == "printed"


def test_no_reprint_for_those_who_are_no_longer_approved() -> None:
    conference = make_conference()
    badge = record_queries.badges_of_run(make_run(conference))[0]
    badge.delegate.state = "revoked"
    with pytest.raises(NotApproved):
        replacing.reprint(badge, "lost", by=CLERK)
    assert badge.state == "queued"


def test_a_revoked_approval_takes_the_badge_with_it() -> None:
    conference = make_conference()
    run = make_run(conference)
    badge, other = record_queries.badges_of_run(run)[:2]
    code = codes.code_of(badge)
    decisions.revoke(badge.delegate, "no longer coming", by=SYSTEM, now=clock.now())
    db.session.commit()
    assert (badge.state, other.state) == ("void", "queued")
    with pytest.raises(CodeVoid) as refused:
        codes.check_code(conference, code)
    assert str(refused.value) == "This badge is no longer valid (approval revoked)."


def test_a_printed_badge_is_handed_over_and_given_back() -> None:
    conference = make_conference()
    run = make_run(conference)
    badge = record_queries.badges_of_run(run)[0]
    with pytest.raises(NoBadgeStep):
        record.issue(badge, by=CLERK)
    print_now(run)
    record.issue(badge, by=CLERK)
    assert codes.check_code(conference, codes.code_of(badge)) is badge
    passes.take_back(badge, by=CLERK)
    db.session.flush()
    with pytest.raises(CodeReturned) as refused:
        codes.check_code(conference, codes.code_of(badge))
    assert "given back" in str(refused.value)


def test_codes_are_refused_by_name() -> None:
    here, there = make_conference(), make_conference(slug="elsewhere")
    mine = record_queries.badges_of_run(make_run(here))[0]
    theirs = record_queries.badges_of_run(make_run(there, make_people(there, 1)))[0]
    assert codes.check_code(here, codes.code_of(mine)) is mine
    with pytest.raises(CodeForged):
        codes.check_code(here, "A" * 20)
    with pytest.raises(CodeOfOtherConference):
        codes.check_code(here, codes.code_of(theirs))
    with pytest.raises(CodeUnknown):
        codes.check_code(here, codes_rules.sign_code("A" * 6, 1, key_for("badge-code:1")))
    record.void(mine, "other", "stolen", by=CLERK)
    db.session.flush()
    with pytest.raises(CodeVoid) as refused:
        codes.check_code(here, codes.code_of(mine))
    assert "stolen" in str(refused.value)


def test_only_a_stopped_run_is_resumed() -> None:
    conference = make_conference()
    run = make_run(conference)
    with pytest.raises(NothingToResume):
        service.resume_run(run, by=CLERK)
    assert run.job is not None
    jobs.cancel(run.job, by=CLERK)
    db.session.commit()
    service.resume_run(run, by=CLERK)
    db.session.commit()
    assert len(texts_in(print_now(run))) == 3
    with pytest.raises(NothingToResume):
        service.resume_run(run, by=CLERK)


def test_figures_count_people_and_badges() -> None:
    conference = make_conference()
    people = make_people(conference, 4)
    run = make_run(conference, people[:3])
    print_now(run)
    record.void(record_queries.badges_of_run(run)[0], "lost", by=CLERK)
    db.session.flush()
    assert overview_queries.figures(conference) == overview_queries.Figures(approved=4, printed=2, void=1)
    (figure,) = overview.home_part(conference).figures
    assert (figure.value, figure.of) == (2, 4)
    (check,) = overview.checks(conference)
    assert check.done is False


def test_the_database_itself_refuses_a_second_live_badge() -> None:
    """Whatever path leads there."""
    conference = make_conference()
    badge = record_queries.badges_of_run(make_run(conference))[0]
    copy = Badge(
        conference_id=conference.id,
        delegate_id=badge.delegate_id,
        design_id=badge.design_id,
        category_id=badge.category_id,
        serial="B" * 6,
        words={},
        created_at=clock.now() + timedelta(seconds=1),
    )
    db.session.add(copy)
    with pytest.raises(Exception, match=r"UNIQUE|uq_badge_one_live"):
        db.session.flush()
    db.session.rollback()
