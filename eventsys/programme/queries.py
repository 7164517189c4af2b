"""Reading the programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload, selectinload

from eventsys.conferences.models import Conference, Room
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.programme.models import PanelSeat, Session, SessionState
from eventsys.programme.rules import PUBLIC
from eventsys.registration import queries as people
from eventsys.registration.models import Delegate, DelegateState

__all__ = [
    "Day",
    "by_day",
    "changed_at",
    "delegates_matching",
    "last_change",
    "locked_conference",
    "public_session_at",
    "public_sessions",
    "room_at",
    "session_at",
    "sessions",
    "sessions_of_delegate",
]

_IN_ORDER = (Session.starts_at.is_(None), Session.starts_at, Session.ends_at, Session.id)
_WORDS_OF = ("session", "room", "conference")  # things whose changes show in the public programme


def sessions(conference: Conference, *, states: Iterable[str] = ()) -> Sequence[Session]:
    """All sessions with room and panel, by time, those without times last."""
    statement = (
        select(Session)
        .where(Session.conference_id == conference.id)
        .options(joinedload(Session.room), selectinload(Session.panel).joinedload(PanelSeat.delegate))
        .order_by(*_IN_ORDER)
    )
    wanted = tuple(states)
    if wanted:
        statement = statement.where(Session.state.in_(wanted))
    return db.session.scalars(statement).unique().all()


def session_at(slug: str, session_id: UUID) -> Session:
    """A session of that conference. Raises :class:`NotFound`."""
    statement = (
        select(Session)
        .join(Session.conference)
        .where(Conference.slug == slug, Session.public_id == session_id)
        .options(contains_eager(Session.conference), joinedload(Session.room), selectinload(Session.panel))
    )
    found = db.session.scalars(statement).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def public_sessions(conference: Conference, *, panels: bool = True) -> Sequence[Session]:
    """What the public may read: published sessions, and those that were published before they were cancelled
    or postponed, with room and (where asked for) panel, by time. Two queries whatever their number."""
    panel = selectinload(Session.panel) if panels else raiseload(Session.panel)
    statement = (
        select(Session)
        .where(Session.conference_id == conference.id, _seen_by_the_public())
        .options(joinedload(Session.room), panel)
        .order_by(*_IN_ORDER)
    )
    return db.session.scalars(statement).unique().all()


def public_session_at(conference: Conference, session_id: UUID) -> Session:
    """One of :func:`public_sessions`. Raises :class:`NotFound`."""
    statement = (
        select(Session)
        .where(Session.conference_id == conference.id, Session.public_id == session_id, _seen_by_the_public())
        .options(joinedload(Session.room), selectinload(Session.panel))
    )
    found = db.session.scalars(statement).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def _seen_by_the_public() -> ColumnElement[bool]:
    return or_(Session.state.in_(PUBLIC), (Session.revision > 0) & (Session.state != SessionState.DRAFT))


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the programme in the conference's zone; ``date`` is ``None`` for sessions without times."""

    date: date | None
    sessions: list[Session]


def by_day(conference: Conference, found: Iterable[Session]) -> list[Day]:
    """``found`` (in order of time) by the local day on which each begins."""
    zone = ZoneInfo(conference.timezone)
    days: list[Day] = []
    for session in found:
        day = session.starts_at.astimezone(zone).date() if session.starts_at else None
        if not days or days[-1].date != day:
            days.append(Day(day, []))
        days[-1].sessions.append(session)
    return days


def sessions_of_delegate(delegate: Delegate) -> Sequence[Session]:
    """Published sessions in which a delegate has a part, by time."""
    statement = (
        select(Session)
        .join(PanelSeat, PanelSeat.session_id == Session.id)
        .where(PanelSeat.delegate_id == delegate.id, Session.state.in_(PUBLIC))
        .options(joinedload(Session.room))
        .order_by(*_IN_ORDER)
    )
    return db.session.scalars(statement).unique().all()


def changed_at(conference: Conference) -> dict[str, datetime]:
    """Public id of each session to the moment it was last changed."""
    statement = (
        select(AuditEntry.thing_id, func.max(AuditEntry.at))
        .where(AuditEntry.conference_id == conference.id, AuditEntry.thing_type == Session.__tablename__)
        .group_by(AuditEntry.thing_id)
        .order_by(AuditEntry.thing_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def last_change(conference: Conference) -> datetime:
    """When anything the public programme shows was last changed."""
    statement = select(func.max(AuditEntry.at)).where(
        AuditEntry.conference_id == conference.id, AuditEntry.thing_type.in_(_WORDS_OF)
    )
    return db.session.scalar(statement) or conference.published_at or conference.created_at


def delegates_matching(conference: Conference, search: str, *, limit: int = 12) -> Sequence[Delegate]:
    """Approved delegates by name without regard to case and marks, at most ``limit``."""
    filters = people.Filters(state=DelegateState.APPROVED, search=search)
    statement = people.matching(conference, filters).order_by(Delegate.sort_name, Delegate.id).limit(limit)
    return db.session.scalars(statement).all()


def locked_conference(conference: Conference) -> Conference:
    """The edition's row, held until the transaction ends: two people cannot fill one room at the same time.

    Others may still refer to the row meanwhile; SQLite's write lock is held already.
    """
    this = select(Conference.id).where(Conference.id == conference.id)
    db.session.execute(this.with_for_update(key_share=True, of=Conference))
    return conference


def room_at(conference: Conference, room_id: UUID) -> Room | None:
    """A room of that conference."""
    statement = select(Room).where(Room.conference_id == conference.id, Room.public_id == room_id)
    return db.session.scalars(statement).one_or_none()
