"""What every verb of the programme shares: filling in, the arrows, clashes, and the note of each change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import fallbacks
from eventsys.core.text import Localized
from eventsys.programme import queries, rules
from eventsys.programme.errors import (
    EndsBeforeStart,
    ForeignRoom,
    Frozen,
    NoSuchArrow,
    TimesMissing,
    TitleMissing,
)
from eventsys.programme.models import (
    STATE_WORDS,
    PanelSeat,
    PublishedSeat,
    PublishedSession,
    Session,
    SessionState,
)
from eventsys.registration.people.models import DelegateState

__all__ = [
    "changed",
    "fill",
    "key_of",
    "mark",
    "found_among",
    "move",
    "name_of",
    "open_for_change",
    "release",
    "sort_panel",
    "tell",
    "values_of",
]

_CALLED_OFF = frozenset({SessionState.POSTPONED, SessionState.CANCELLED})


def fill(
    session: Session,
    *,
    title: Localized,
    summary: Localized,
    starts_at: datetime | None,
    ends_at: datetime | None,
    room: Room | None,
) -> None:
    if not title:
        raise TitleMissing
    if (starts_at is None) != (ends_at is None):
        raise TimesMissing(session=title.get_in(fallbacks()))
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeStart
    if room is not None and room.conference_id != session.conference_id:
        raise ForeignRoom
    session.title, session.summary = title, summary
    session.starts_at, session.ends_at = starts_at, ends_at
    session.room, session.room_id = room, room.id if room else None


def open_for_change(session: Session) -> None:
    """Hold it as it is now. Raises :class:`Frozen`."""
    queries.locked_session(session)
    if session.state in rules.FROZEN:
        raise Frozen(session=name_of(session), state=session.state_word)


def move(session: Session, wanted: SessionState, *, by: Actor, now: datetime) -> None:
    """One arrow. What becomes of a session that the public knows (off, on again later) it is told at once."""
    queries.locked_session(session)
    if not rules.may_become(session.state, wanted):
        raise NoSuchArrow(session=name_of(session), state=session.state_word, wanted=STATE_WORDS[wanted])
    before = session.state
    session.state = wanted
    if wanted in _CALLED_OFF and session.published:
        tell(session, now)
    changed(session, f"session.{wanted}", by=by, before={"state": before}, after={"state": wanted})


def tell(session: Session, now: datetime) -> None:
    """The public reads something new of it from ``now`` on: calendars take over what has a higher number."""
    session.revision += 1
    if session.published:
        session.published.changed_at = now


def release(session: Session, *, by: Actor, now: datetime) -> None:
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
    tell(session, now)
    changed(
        session,
        "session.published",
        by=by,
        before=None,
        after={"state": session.state, "told": [difference.field for difference in news]},
    )


def changed(
    session: Session,
    verb: str,
    *,
    by: Actor,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None = None,
) -> None:
    """Flush, and note it in the audit trail."""
    db.session.flush()
    audit.record(
        by, verb=verb, thing=session, before=before, after=values_of(session) if after is None else after
    )


def sort_panel(session: Session) -> None:
    session.panel.sort(key=lambda s: (s.role_order, s.position, s.id or 0))


def mark(session: Session) -> str:
    """A short sign of what the session is like now; another one after each change of its own values."""
    return sha256(json.dumps(values_of(session), sort_keys=True).encode()).hexdigest()[:16]


def name_of(session: Session) -> str:
    return session.title.get_in(fallbacks(languages=session.conference.languages))


def found_among(conference: Conference, found: Iterable[Session]) -> list[rules.Clash]:
    slots = [_slot(conference, s, s.starts_at, s.ends_at) for s in found if s.starts_at and s.ends_at]
    return rules.clashes(
        slots,
        zone=conference.timezone,
        first_day=conference.starts,
        last_day=conference.ends,
        told_apart={frozenset({row.one, row.two}) for row in queries.told_apart(conference)},
    )


def _slot(conference: Conference, session: Session, starts: datetime, ends: datetime) -> rules.Slot:
    order = fallbacks(languages=conference.languages)
    room = session.room
    return rules.Slot(
        id=session.id,
        title=session.title.get_in(order),
        kind=session.kind,
        state=session.state,
        starts=starts,
        ends=ends,
        when=rules.spoken_time(starts, ends, conference.timezone),
        room_id=session.room_id,
        room=room.name.get_in(order) if room else "",
        capacity=room.capacity if room else None,
        expected=session.expected,
        missing=tuple(session.title.missing(conference.languages)),
        parts=tuple(_part(seat) for seat in session.panel),
    )


def _part(seat: PanelSeat) -> rules.Part:
    approved = seat.delegate is None or seat.delegate.state == DelegateState.APPROVED
    return rules.Part(
        key=key_of(seat),
        name=seat.name,
        role=seat.role,
        approved=approved,
        alike=rules.name_key(seat.name),
        seat=str(seat.public_id),
    )


def key_of(seat: PanelSeat) -> str:
    """The key of the very person on this seat."""
    return rules.person_key(seat.delegate_id, seat.name, " ".join(sorted(seat.organisation.values())))


def values_of(session: Session) -> dict[str, Any]:
    return {
        "kind": session.kind,
        "state": session.state,
        "title": dict(session.title),
        "room": session.room_id,
        "starts_at": session.starts_at.isoformat() if session.starts_at else None,
        "ends_at": session.ends_at.isoformat() if session.ends_at else None,
        "expected": session.expected,
        "languages": list(session.languages),
        "summary": dict(session.summary),
    }
