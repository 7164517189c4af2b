"""Sessions of a conference in the order of their days, with rooms and panels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import current, fallbacks
from eventsys.programme.sessions import rules
from eventsys.programme.sessions.models import PanelSeat, PublishedSession, Session

Shown = TypeVar("Shown", Session, PublishedSession)
_IN_ORDER = (Session.starts_at.is_(None), Session.starts_at, Session.ends_at, Session.id)


def sessions(conference: Conference, *, states: Iterable[str] = ()) -> Sequence[Session]:
    """All sessions with room and panel, by time, those without times last."""
    statement = (
        select(Session)
        .where(Session.conference_id == conference.id)
        .options(
            joinedload(Session.room),
            selectinload(Session.panel).joinedload(PanelSeat.delegate),
            joinedload(Session.published).selectinload(PublishedSession.panel),
        )
        .order_by(*_IN_ORDER)
    )
    wanted = tuple(states)
    if wanted:
        statement = statement.where(Session.state.in_(wanted))
    return in_order(db.session.scalars(statement).unique())


def in_order(found: Iterable[Shown]) -> list[Shown]:
    """Sessions of one hour, and those that have none, come by title: "Dialogue 2" before "Dialogue 10"."""
    read, language = fallbacks(), current()

    def place(session: Shown) -> tuple[bool, Any, Any, bytes]:
        title, starts = sort_key(session.title.get_in(read), language), session.starts_at
        timed: tuple[Any, Any] = (starts, session.ends_at or starts) if starts else (None, None)
        return starts is None, *timed, title

    return sorted(found, key=place)


def session_in(slug: str, session_id: UUID) -> Session:
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


@dataclass(frozen=True, slots=True)
class Day(Generic[Shown]):
    """One day of the programme in the conference's zone: the ``sessions`` that begin on it, and those that
    began earlier and are ``continued``. ``date`` is ``None`` for sessions without times."""

    date: date | None
    sessions: list[Shown]
    continued: list[Shown]


def by_day(conference: Conference, found: Iterable[Shown]) -> list[Day[Shown]]:
    """``found`` by the local days that each of them touches, in order; those without times last."""
    zone = conference.zone
    days: dict[date | None, Day[Shown]] = {}
    for session in found:
        first, last = rules.days_touched(session.starts_at, session.ends_at, zone)
        days.setdefault(first, Day(first, [], [])).sessions.append(session)
        for later in rules.days_after(first, last):
            days.setdefault(later, Day(later, [], [])).continued.append(session)
    return sorted(days.values(), key=lambda day: day.date or date.max)


def lock_conference(conference: Conference) -> Conference:
    """The edition's row, held until the transaction ends: two people cannot fill one room at the same time.

    Others may still refer to the row meanwhile; SQLite's write lock is held already.
    """
    this = select(Conference.id).where(Conference.id == conference.id)
    db.session.execute(this.with_for_update(key_share=True, of=Conference))
    return conference


def lock_session(session: Session) -> Session:
    """The same session with its panel, read anew while its edition is held: what a page saw before may be over."""
    db.session.flush()
    lock_conference(session.conference)
    db.session.refresh(session)
    return session


def find_room_in(conference: Conference, room_id: UUID) -> Room | None:
    """A room of that conference."""
    statement = select(Room).where(Room.conference_id == conference.id, Room.public_id == room_id)
    return db.session.scalars(statement).one_or_none()
