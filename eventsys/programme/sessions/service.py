"""Verbs on sessions, and what every verb of the programme shares: the arrows, holding a session, the note of each change.
What the public reads changes with a publication only, but for what became of a session.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.gaps.service import Said
from eventsys.conferences.venue.models import Room
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.programme.sessions import queries, rules
from eventsys.programme.sessions.errors import (
    EndsBeforeStart,
    ForeignRoom,
    NoSuchArrow,
    SessionChanged,
    SessionFrozen,
    TimesMissing,
    TitleMissing,
)
from eventsys.programme.sessions.models import (
    CALLED_OFF,
    STATE_WORDS,
    PanelSeat,
    Session,
    SessionKind,
    SessionState,
)
from eventsys.programme.sessions.rules import SessionAction


def set_values(
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


def lock_for_change(session: Session) -> None:
    """Hold it as it is now. Raises :class:`SessionFrozen`."""
    queries.lock_session(session)
    if SessionAction.EDIT not in rules.possible(session.state):
        raise SessionFrozen(session=name_of(session), state=session.state_word)


def move(session: Session, action: SessionAction, *, by: Actor, now: datetime) -> None:
    """One step. What becomes of a session that the public knows (off, on again later) it is told at once."""
    queries.lock_session(session)
    wanted = rules.STEPS[action]
    if action not in rules.possible(session.state):
        raise NoSuchArrow(session=name_of(session), state=session.state_word, wanted=STATE_WORDS[wanted])
    before = session.state
    session.state = wanted
    if wanted in CALLED_OFF and session.published:
        announce_change(session, now)
    record_change(session, f"session.{wanted}", by=by, before={"state": before}, after={"state": wanted})


def announce_change(session: Session, now: datetime) -> None:
    """The public reads something new of it from ``now`` on: calendars take over what has a higher number."""
    session.revision += 1
    if session.published:
        session.published.changed_at = now


def record_change(
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


def version_mark(session: Session) -> str:
    """A short sign of what the session is like now; another one after each change of its own values."""
    return sha256(json.dumps(values_of(session), sort_keys=True).encode()).hexdigest()[:16]


def name_of(session: Session) -> str:
    return session.title.get_in(fallbacks(languages=session.conference.languages))


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


def create_session(
    conference: Conference,
    *,
    kind: SessionKind,
    title: Localized,
    by: Actor,
    summary: Localized | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    room: Room | None = None,
    languages: Iterable[str] = (),
    expected: int | None = None,
) -> Session:
    """A new session as a draft. Raises TitleMissing, EndsBeforeStart, ForeignRoom."""
    session = Session(
        conference=conference,
        conference_id=conference.id,
        kind=kind,
        state=SessionState.DRAFT,
        revision=0,
        panel=[],
        languages=list(languages),
        expected=expected,
    )
    set_values(
        session, title=title, summary=summary or Localized(), starts_at=starts_at, ends_at=ends_at, room=room
    )
    db.session.add(session)
    db.session.flush()
    audit.record(by, verb="session.created", thing=session, after=values_of(session))
    return session


def edit_session(
    session: Session,
    *,
    kind: SessionKind,
    title: Localized,
    summary: Localized,
    starts_at: datetime | None,
    ends_at: datetime | None,
    room: Room | None,
    languages: Iterable[str],
    expected: int | None,
    by: Actor,
    seen: str | None = None,
) -> None:
    """Change a session as a whole. ``seen`` is the :func:`mark_out_of_date` of what the editor had before them.

    Raises SessionChanged when the session is not like that any more,
    SessionFrozen, TitleMissing, EndsBeforeStart, ForeignRoom; TimesMissing when a session that is no draft would
    lose its times. The public reads it after the next publication.
    """
    lock_for_change(session)
    if seen is not None and seen != version_mark(session):
        raise SessionChanged
    if session.state != SessionState.DRAFT and (starts_at is None or ends_at is None):
        raise TimesMissing(session=name_of(session))
    before = values_of(session)
    with db.session.no_autoflush:  # a refused change never reaches the database
        set_values(session, title=title, summary=summary, starts_at=starts_at, ends_at=ends_at, room=room)
        session.kind, session.languages, session.expected = kind, list(languages), expected
    record_change(session, "session.edited", by=by, before=before)


def duplicate(session: Session, *, by: Actor) -> Session:
    """A draft with the same words, times, room and panel."""
    copy = create_session(
        session.conference,
        kind=session.kind,
        title=session.title,
        summary=session.summary,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        room=session.room,
        languages=session.languages,
        expected=session.expected,
        by=by,
    )
    copy.panel = [
        PanelSeat(
            role=s.role,
            role_order=s.role_order,
            position=s.position,
            delegate_id=s.delegate_id,
            name=s.name,
            office=s.office,
            organisation=s.organisation,
        )
        for s in session.panel
    ]
    db.session.flush()
    return copy


# ---- the arrows ----


def schedule(session: Session, *, by: Actor, now: datetime) -> None:
    """The session has its place in the programme. Raises NoSuchArrow, TimesMissing."""
    queries.lock_session(session)
    if session.starts_at is None or session.ends_at is None:
        raise TimesMissing(session=name_of(session))
    move(session, SessionAction.SCHEDULE, by=by, now=now)


def postpone(session: Session, *, by: Actor, now: datetime) -> None:
    """The session takes place at another time, not known yet. Raises NoSuchArrow."""
    move(session, SessionAction.POSTPONE, by=by, now=now)


def cancel(session: Session, *, by: Actor, now: datetime) -> None:
    """The session does not take place. Raises NoSuchArrow."""
    move(session, SessionAction.CANCEL, by=by, now=now)


def begin(session: Session, *, by: Actor, now: datetime) -> None:
    """The session is on now. Raises NoSuchArrow."""
    move(session, SessionAction.BEGIN, by=by, now=now)


def close(session: Session, *, by: Actor, now: datetime) -> None:
    """The session is over; its summary can be approved. Raises NoSuchArrow."""
    move(session, SessionAction.CLOSE, by=by, now=now)


def approve_summary(session: Session, *, by: Actor, now: datetime) -> None:
    """The summary is the one of record. Raises NoSuchArrow."""
    move(session, SessionAction.APPROVE, by=by, now=now)


def texts(conference: Conference) -> Iterator[Said]:
    """What the programme says in the languages of the conference."""
    for session in queries.sessions(conference):
        where: dict[str, Any] = {"session_id": session.public_id}
        yield Said(_l("Titles of sessions"), session.title, session.title, "programme.edit", where)
    for session in queries.sessions(conference):
        where = {"session_id": session.public_id}
        yield Said(_l("Summaries of sessions"), session.title, session.summary, "programme.edit", where)
