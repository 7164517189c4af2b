"""What the public reads, when it reads it, and what stands in the way."""

from __future__ import annotations

import pytest

from eventsys.conferences.facts import service as facts_service
from eventsys.conferences.venue import service as venue
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.programme.clashes import service as clashes
from eventsys.programme.panel import service as panel
from eventsys.programme.publication import queries, service
from eventsys.programme.publication.errors import Clashes, NothingToPublish
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import PanelRole, Session, SessionKind
from tests.programme.factories import at, edit, hall, make_session, now_and_system


def test_publication_is_all_or_nothing_and_names_every_hard_clash(conference):
    make_session(conference, "Urban planning", "09:00", "11:00", kind=SessionKind.DIALOGUE, speakers=("Ana",))
    make_session(
        conference,
        "Urban energy",
        "10:00",
        "12:00",
        kind=SessionKind.DIALOGUE,
        speakers=("ana",),
        expected=101,
    )
    with pytest.raises(Clashes) as refused:
        service.publish(conference, **now_and_system())
    assert [(clash.kind, clash.hard) for clash in refused.value.clashes] == [
        ("room", True),
        ("capacity", True),
    ]
    for word in ("Urban planning", "Urban energy", "09:00–11:00", "10:00–12:00"):
        assert word in str(refused.value)
    assert {s.state for s in sessions_queries.sessions(conference)} == {"scheduled"}


def test_publication_says_when_there_is_nothing_to_publish(conference):
    make_session(conference, state="draft")
    with pytest.raises(NothingToPublish):
        service.publish(conference, **now_and_system())


def test_warnings_do_not_stop_publication(conference):
    session = make_session(conference, kind=SessionKind.DIALOGUE)
    assert [clash.kind for clash in clashes.clashes_of_programme(conference)] == ["no_chair"]
    assert service.publish(conference, **now_and_system()) == [session]


def told(session: Session) -> tuple:
    """What the public reads of it."""
    (found,) = [s for s in queries.public_sessions(session.conference) if s.public_id == session.public_id]
    return found.title["en"], found.starts_at, found.room, [seat.name for seat in found.panel], found.state


def test_the_public_reads_what_was_published_until_it_is_published_again(conference):
    session = make_session(conference, "Opening", room=1, state="published")
    db.session.commit()
    nine, ten = at(conference, "09:00"), at(conference, "10:00")
    edit(
        session,
        title=Localized(en="Grand opening"),
        starts_at=ten,
        ends_at=at(conference, "11:00"),
        room=hall(conference, 2),
    )
    panel.seat(session, role=PanelRole.CHAIR, name="Ana", by=SYSTEM)
    db.session.commit()
    db.session.expire_all()
    assert told(session) == ("Opening", nine, hall(conference, 1), [], "published")
    assert service.publish(conference, **now_and_system()) == [session]
    assert told(session) == ("Grand opening", ten, hall(conference, 2), ["Ana"], "published")
    with pytest.raises(NothingToPublish):
        service.publish(conference, **now_and_system())


def test_a_session_put_off_is_told_at_once_and_its_new_time_with_the_next_publication(conference):
    session = make_session(conference, "Opening", state="published")
    nine, noon = at(conference, "09:00"), at(conference, "12:00")
    sessions.postpone(session, **now_and_system())
    edit(session, starts_at=noon, ends_at=at(conference, "13:00"))
    sessions.schedule(session, **now_and_system())
    assert told(session) == ("Opening", nine, hall(conference), [], "scheduled")
    service.publish(conference, **now_and_system())
    assert told(session) == ("Opening", noon, hall(conference), [], "published")


def test_revisions_count_only_what_the_public_was_told(conference):
    session = make_session(conference)
    edit(session, title=Localized(en="Opening"))
    assert session.revision == 0
    service.publish(conference, **now_and_system())
    assert session.revision == 1
    edit(session, title=Localized(en="Opening of the plenary"))
    panel.seat(session, role=PanelRole.CHAIR, name="Ana", by=SYSTEM)
    sessions.begin(session, **now_and_system())
    assert session.revision == 1
    service.publish(conference, **now_and_system())
    assert (session.revision, session.state) == (2, "live")
    other = make_session(conference, "Closing", "11:00", "12:00", state="published")
    sessions.cancel(other, **now_and_system())
    assert (session.revision, other.revision) == (2, 2)


def test_a_change_that_makes_a_hard_clash_waits_until_it_is_mended(conference):
    make_session(conference, "First", "09:00", "10:00", state="published")
    second = make_session(conference, "Second", "10:00", "11:00", room=2, state="published")
    edit(second, room=hall(conference, 1), starts_at=at(conference, "09:30"))
    with pytest.raises(Clashes):
        service.publish(conference, **now_and_system())
    assert told(second)[1:3] == (at(conference, "10:00"), hall(conference, 2))


def test_a_room_that_is_renamed_is_told_to_the_calendars_of_its_sessions(conference):
    one = make_session(conference, "One", room=1, state="published")
    two = make_session(conference, "Two", room=2, state="published")
    draft = make_session(conference, "Draft", "11:00", "12:00", state="draft")
    before = {s.public_id: s.changed_at for s in queries.public_sessions(conference)}
    parts = {"capacity": 100, "by": SYSTEM}
    venue.update_room(hall(conference, 1), name={"en": "Hall of Peace"}, **parts)
    venue.update_room(hall(conference, 2), name=hall(conference, 2).name, **parts)
    assert [s.revision for s in (one, two, draft)] == [2, 1, 0]
    after = {s.public_id: s.changed_at for s in queries.public_sessions(conference)}
    assert after[one.public_id] > before[one.public_id]
    assert after[two.public_id] == before[two.public_id]


def test_a_venue_that_is_renamed_and_a_zone_that_changes_are_told_of_every_session(conference):
    session = make_session(conference, "One", "09:00", "10:00", state="published")
    facts = {
        name: getattr(conference, name) for name in ("title", "host_city", "starts", "ends", "contact_email")
    }
    facts |= {"version": conference.version, "by": SYSTEM, "address": conference.address}
    facts_service.update_conference(conference, **facts, timezone=conference.timezone, venue={"en": "Museum"})
    assert session.revision == 2
    facts |= {"version": conference.version, "venue": conference.venue}
    facts_service.update_conference(conference, **facts, timezone="Asia/Tokyo", zone_keeps="clock")
    nine_in_tokyo = at(conference, "09:00")
    assert (session.starts_at, told(session)[1], session.revision) == (nine_in_tokyo, nine_in_tokyo, 3)


def test_the_public_sees_what_was_published_and_what_became_of_it(conference):
    make_session(conference, "Draft", state="draft", room=None)
    shown = make_session(conference, "Shown", "10:00", "11:00", state="published")
    gone = make_session(conference, "Gone", "11:00", "12:00", state="published")
    make_session(conference, "Only scheduled", "12:00", "13:00")
    never = make_session(conference, "Never shown", "13:00", "14:00")
    sessions.cancel(gone, **now_and_system())
    sessions.cancel(never, **now_and_system())
    assert [s.session for s in queries.public_sessions(conference)] == [shown, gone]
