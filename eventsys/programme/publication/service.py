"""Publishing; and what happens to sessions when the place around them changes: rooms and venue renamed, another time zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.programme.clashes.service import clashes_among
from eventsys.programme.publication import queries, rules
from eventsys.programme.publication.errors import Clashes, NothingToPublish
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions import rules as sessions_rules
from eventsys.programme.sessions.models import PublishedSeat, PublishedSession, Session, SessionState
from eventsys.programme.sessions.service import announce_change, record_change


def copy_to_public(session: Session, *, by: Actor, now: datetime) -> None:
    """What the organisers have becomes what the public reads."""
    news = rules.differences(session)
    if session.published is None:
        session.published = PublishedSession(changed_at=now, panel=[])
    for name in rules.SHOWN:
        setattr(session.published, name, getattr(session, name))
    session.published.room = session.room
    session.published.panel = [
        PublishedSeat(
            place=place,
            role=seat.role,
            delegate_id=seat.delegate_id,
            name=seat.name,
            office=seat.office,
            organisation=seat.organisation,
        )
        for place, seat in enumerate(session.panel, start=1)
    ]
    if session.state == SessionState.SCHEDULED:
        session.state = SessionState.PUBLISHED
    announce_change(session, now)
    record_change(
        session,
        "session.published",
        by=by,
        before=None,
        after={"state": session.state, "told": [difference.field for difference in news]},
    )


def announce_place(conference: Conference, room: Room | None, *, now: datetime) -> None:
    """Room (or, without one, venue, title or contact) is called otherwise: calendars take the sessions over."""
    for found in queries.public_sessions(conference, panels=False):
        if room is None or found.room_id == room.id:
            announce_change(found.session, now)
    db.session.flush()


def keep_clock_times(conference: Conference, moved: Callable[[datetime], datetime], *, by: Actor) -> None:
    """Every session stays at its hour of the clock, for the public too. ``moved``: an old moment to the new one."""
    sessions_queries.lock_conference(conference)
    for session in sessions_queries.sessions(conference):
        if session.starts_at and session.ends_at:
            session.starts_at, session.ends_at = moved(session.starts_at), moved(session.ends_at)
        if known := session.published:
            known.starts_at, known.ends_at = moved(known.starts_at), moved(known.ends_at)
        record_change(session, "session.zone_changed", by=by, before=None)


def publish(conference: Conference, *, by: Actor, now: datetime) -> list[Session]:
    """Publish all that waits: sessions that are scheduled, and what was changed in published ones; all or none.
    Returns them in order of time.

    Raises Clashes with every hard clash of the open programme, NothingToPublish.
    """
    sessions_queries.lock_conference(conference)
    open_sessions = sessions_queries.sessions(conference, states=sessions_rules.OPEN)
    waiting = [session for session in open_sessions if rules.is_waiting(session)]
    if not waiting:
        raise NothingToPublish
    hard = [clash for clash in clashes_among(conference, open_sessions) if clash.hard]
    if hard:
        raise Clashes(hard)
    for session in waiting:
        copy_to_public(session, by=by, now=now)
    return waiting
