"""What happens to sessions when the place around them changes: rooms and venue renamed, another time zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.programme import queries
from eventsys.programme.service.changes import changed, tell

__all__ = ["keep_clock_times", "tell_of_place"]


def tell_of_place(conference: Conference, room: Room | None, *, now: datetime) -> None:
    """Room (or, without one, venue, title or contact) is called otherwise: calendars take the sessions over."""
    for found in queries.public_sessions(conference, panels=False):
        if room is None or found.room_id == room.id:
            tell(found.session, now)
    db.session.flush()


def keep_clock_times(conference: Conference, moved: Callable[[datetime], datetime], *, by: Actor) -> None:
    """Every session stays at its hour of the clock, for the public too. ``moved``: an old moment to the new one."""
    queries.locked_conference(conference)
    for session in queries.sessions(conference):
        if session.starts_at and session.ends_at:
            session.starts_at, session.ends_at = moved(session.starts_at), moved(session.ends_at)
        if known := session.published:
            known.starts_at, known.ends_at = moved(known.starts_at), moved(known.ends_at)
        changed(session, "session.zone_changed", by=by, before=None)
