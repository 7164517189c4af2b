"""Sessions made, changed, moved along their arrows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.programme.panel import service as panel
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions import queries, service
from eventsys.programme.sessions.errors import (
    EndsBeforeStart,
    ForeignRoom,
    NoSuchArrow,
    SessionChanged,
    SessionFrozen,
    TimesMissing,
    TitleMissing,
)
from eventsys.programme.sessions.models import PanelRole, Session, SessionKind, SessionState
from tests.conferences.factories import make_conference
from tests.programme.factories import at, edit, hall, make_session, now_and_system


def verbs(session: Session) -> list[str]:
    statement = (
        select(AuditEntry.verb).where(AuditEntry.thing_id == str(session.public_id)).order_by(AuditEntry.id)
    )
    return list(db.session.scalars(statement))


def test_a_session_goes_all_the_way_and_each_step_is_noted(conference):
    session = make_session(conference, state="draft")
    for verb in (service.schedule,):
        verb(session, **now_and_system())
    publication.publish(conference, **now_and_system())
    for verb in (service.begin, service.close, service.approve_summary):
        verb(session, **now_and_system())
    assert session.state == SessionState.SUMMARY_APPROVED
    assert verbs(session) == [
        "session.created",
        "session.scheduled",
        "session.published",
        "session.live",
        "session.closed",
        "session.summary_approved",
    ]


def test_a_step_without_an_arrow_is_refused_by_name(conference):
    session = make_session(conference, state="draft")
    with pytest.raises(NoSuchArrow) as refused:
        service.begin(session, **now_and_system())
    assert str(refused.value) == "“Opening ceremony” is draft: it cannot become live."
    assert session.state == SessionState.DRAFT


def test_a_session_without_times_is_not_scheduled(conference):
    session = service.create_session(
        conference, kind=SessionKind.TOUR, title=Localized(en="City tour"), by=SYSTEM
    )
    with pytest.raises(TimesMissing):
        service.schedule(session, **now_and_system())


def test_what_makes_no_sense_is_refused(conference):
    other = make_conference(edition=77, slug="other")
    nine = at(conference, "09:00")
    with pytest.raises(TitleMissing):
        service.create_session(conference, kind=SessionKind.BREAK, title=Localized(), by=SYSTEM)
    with pytest.raises(EndsBeforeStart):
        service.create_session(
            conference,
            kind=SessionKind.BREAK,
            title=Localized(en="Tea"),
            starts_at=nine,
            ends_at=nine,
            by=SYSTEM,
        )
    with pytest.raises(TimesMissing):
        service.create_session(
            conference, kind=SessionKind.BREAK, title=Localized(en="Tea"), starts_at=nine, by=SYSTEM
        )
    with pytest.raises(ForeignRoom):
        service.create_session(
            conference, kind=SessionKind.BREAK, title=Localized(en="Tea"), room=hall(other), by=SYSTEM
        )


def test_a_cancelled_session_is_not_changed(conference):
    session = make_session(conference)
    service.cancel(session, **now_and_system())
    with pytest.raises(SessionFrozen):
        edit(session, title=Localized(en="Other"))
    with pytest.raises(SessionFrozen):
        panel.seat(session, role=PanelRole.CHAIR, name="Ana", by=SYSTEM)


def test_a_scheduled_session_keeps_its_times(conference):
    session = make_session(conference)
    with pytest.raises(TimesMissing):
        edit(session, starts_at=None, ends_at=None)


def test_somebody_elses_save_in_between_is_told(conference):
    session = make_session(conference)
    seen = service.version_mark(session)
    edit(session, expected=50)
    with pytest.raises(SessionChanged):
        edit(session, expected=60, seen=seen)
    assert session.expected == 50


def test_a_copy_is_a_draft_with_the_same_words_and_panel(conference):
    session = make_session(conference, chair="Zoe", speakers=("Ana",), state="published", expected=40)
    copy = service.duplicate(session, by=SYSTEM)
    assert (copy.state, copy.revision, copy.title, copy.expected) == ("draft", 0, session.title, 40)
    assert [(s.role, s.name) for s in copy.panel] == [("chair", "Zoe"), ("speaker", "Ana")]
    assert copy.public_id != session.public_id


def test_days_are_those_of_the_conferences_clock(conference):
    late = make_session(conference, "Late", "22:00", "23:30")
    night = service.create_session(
        conference,
        kind=SessionKind.TOUR,
        title=Localized(en="Night"),
        starts_at=at(conference, "23:00"),
        ends_at=at(conference, "01:00", day=1),
        by=SYSTEM,
    )
    until_midnight = service.create_session(
        conference,
        kind=SessionKind.BREAK,
        title=Localized(en="Tea"),
        starts_at=at(conference, "23:30"),
        ends_at=at(conference, "00:00", day=1),
        by=SYSTEM,
    )
    early = make_session(conference, "Early", "00:30", "01:00", day=1)
    days = queries.by_day(conference, queries.sessions(conference))
    assert [(day.date, day.continued, day.sessions) for day in days] == [
        (conference.starts, [], [late, night, until_midnight]),
        (conference.starts + timedelta(days=1), [night], [early]),
    ]


def test_whoever_fills_a_room_holds_the_edition_and_keeps_nobody_from_naming_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What refers to the edition (a delegate, a letter) may be written meanwhile."""
    sent: list[str] = []
    monkeypatch.setattr(
        queries.db.session, "execute", lambda one: sent.append(str(one.compile(dialect=postgresql.dialect())))
    )
    conference = Conference(id=7)
    assert queries.lock_conference(conference) is conference
    (statement,) = sent
    assert statement.endswith("FOR NO KEY UPDATE OF conference")
