"""Verbs on sessions. What the public reads changes with :func:`publish` only, but for what became of a session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.programme import queries, rules
from eventsys.programme.errors import ChangedMeanwhile, Clashes, NothingToPublish, TimesMissing
from eventsys.programme.models import PanelSeat, Session, SessionKind, SessionState
from eventsys.programme.service.changes import (
    changed,
    fill,
    found_among,
    mark,
    move,
    name_of,
    open_for_change,
    release,
    values_of,
)

__all__ = [
    "approve_summary",
    "begin",
    "cancel",
    "clashes_of",
    "close",
    "create_session",
    "duplicate",
    "edit_session",
    "mark",
    "postpone",
    "publish",
    "schedule",
]


def create_session(
    conference: Conference,
    *,
    kind: SessionKind,
    title: Localized,
    by: Actor,
    now: datetime,
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
    fill(
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
    now: datetime,
    seen: str | None = None,
) -> None:
    """Change a session as a whole. ``seen`` is the :func:`mark` of what the editor had before them.

    Raises ChangedMeanwhile when the session is not like that any more,
    Frozen, TitleMissing, EndsBeforeStart, ForeignRoom; TimesMissing when a session that is no draft would
    lose its times. The public reads it after the next publication.
    """
    open_for_change(session)
    if seen is not None and seen != mark(session):
        raise ChangedMeanwhile
    if session.state != SessionState.DRAFT and (starts_at is None or ends_at is None):
        raise TimesMissing(session=name_of(session))
    before = values_of(session)
    with db.session.no_autoflush:  # a refused change never reaches the database
        fill(session, title=title, summary=summary, starts_at=starts_at, ends_at=ends_at, room=room)
        session.kind, session.languages, session.expected = kind, list(languages), expected
    changed(session, "session.edited", by=by, before=before)


def duplicate(session: Session, *, by: Actor, now: datetime) -> Session:
    """A draft with the same words, times, room and panel."""
    copy = create_session(
        session.conference,
        kind=SessionKind(session.kind),
        title=session.title,
        summary=session.summary,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        room=session.room,
        languages=session.languages,
        expected=session.expected,
        by=by,
        now=now,
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
    queries.locked_session(session)
    if session.starts_at is None or session.ends_at is None:
        raise TimesMissing(session=name_of(session))
    move(session, SessionState.SCHEDULED, by=by, now=now)


def postpone(session: Session, *, by: Actor, now: datetime) -> None:
    """Raises NoSuchArrow."""
    move(session, SessionState.POSTPONED, by=by, now=now)


def cancel(session: Session, *, by: Actor, now: datetime) -> None:
    """Raises NoSuchArrow."""
    move(session, SessionState.CANCELLED, by=by, now=now)


def begin(session: Session, *, by: Actor, now: datetime) -> None:
    """The session is on now. Raises NoSuchArrow."""
    move(session, SessionState.LIVE, by=by, now=now)


def close(session: Session, *, by: Actor, now: datetime) -> None:
    """Raises NoSuchArrow."""
    move(session, SessionState.CLOSED, by=by, now=now)


def approve_summary(session: Session, *, by: Actor, now: datetime) -> None:
    """Raises NoSuchArrow."""
    move(session, SessionState.SUMMARY_APPROVED, by=by, now=now)


def publish(conference: Conference, *, by: Actor, now: datetime) -> list[Session]:
    """Publish all that waits: sessions that are scheduled, and what was changed in published ones; all or none.
    Returns them in order of time.

    Raises Clashes with every hard clash of the open programme, NothingToPublish.
    """
    queries.locked_conference(conference)
    open_sessions = queries.sessions(conference, states=rules.OPEN)
    waiting = [session for session in open_sessions if rules.is_waiting(session)]
    if not waiting:
        raise NothingToPublish
    hard = [clash for clash in found_among(conference, open_sessions) if clash.hard]
    if hard:
        raise Clashes(hard)
    for session in waiting:
        release(session, by=by, now=now)
    return waiting


def clashes_of(conference: Conference, found: Sequence[Session] | None = None) -> list[rules.Clash]:
    """Everything wrong in the programme, drafts included; hard clashes first."""
    shown = rules.OPEN | {SessionState.DRAFT}
    if found is None:
        found = queries.sessions(conference, states=shown)
    return found_among(conference, [s for s in found if s.state in shown])
