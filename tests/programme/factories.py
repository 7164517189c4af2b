"""Sessions and panels for tests, made through the services."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue.models import Room
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from eventsys.programme.panel import service as panel
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions import rules as sessions_rules
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import PanelRole, Session, SessionKind

__all__ = ["at", "edit", "hall", "make_session", "now_and_system"]


def at(conference: Conference, clock_time: str, *, day: int = 0) -> datetime:
    """An instant: ``09:00`` in the conference's zone on its first day, or ``day`` days later."""
    there = date.fromordinal(conference.starts.toordinal() + day)
    start, _end = sessions_rules.instants(
        there, time.fromisoformat(clock_time), time(23, 59, 59), conference.timezone
    )
    return start


def hall(conference: Conference, number: int = 1) -> Room:
    """The conference's n-th room."""
    return venue_queries.rooms(conference)[number - 1]


def make_session(
    conference: Conference,
    title: str = "Opening ceremony",
    starts: str = "09:00",
    ends: str = "10:00",
    *,
    day: int = 0,
    kind: SessionKind = SessionKind.PLENARY,
    room: Room | int | None = 1,
    state: str = "scheduled",
    chair: str = "",
    speakers: tuple[str, ...] = (),
    **over: Any,
) -> Session:
    """A session of the first day in the first room, brought to ``state``: draft, scheduled or published."""
    now = clock.now()
    session = sessions.create_session(
        conference,
        kind=kind,
        title=Localized(en=title, fr=f"{title} (fr)", vi=f"{title} (vi)"),
        starts_at=at(conference, starts, day=day),
        ends_at=at(conference, ends, day=day),
        room=hall(conference, room) if isinstance(room, int) else room,
        by=SYSTEM,
        **over,
    )
    if chair:
        panel.seat(session, role=PanelRole.CHAIR, name=chair, by=SYSTEM)
    for name in speakers:
        panel.seat(session, role=PanelRole.SPEAKER, name=name, by=SYSTEM)
    if state in ("scheduled", "published"):
        sessions.schedule(session, by=SYSTEM, now=now)
    if state == "published":
        publication.publish(conference, by=SYSTEM, now=now)
    return session


def now_and_system() -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": SYSTEM, "now": clock.now()}


def edit(session: Session, **over: Any) -> None:
    """Save the form of a session with ``over`` changed."""
    values = {
        "kind": SessionKind(session.kind),
        "title": session.title,
        "summary": session.summary,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "room": session.room,
        "languages": session.languages,
        "expected": session.expected,
        **over,
    }
    sessions.edit_session(session, **values, by=SYSTEM)
