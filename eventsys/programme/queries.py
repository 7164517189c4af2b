"""Reading the programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload, selectinload

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room
from eventsys.core.collation import sort_key
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.languages import current, fallbacks
from eventsys.programme import rules
from eventsys.programme.models import PanelSeat, PublishedSeat, PublishedSession, Session, TwoPeople
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.review import queries as review_queries

__all__ = [
    "Day",
    "by_day",
    "delegates_matching",
    "last_change",
    "locked_conference",
    "locked_session",
    "people_by_id",
    "public_session_at",
    "public_sessions",
    "published_seats_of",
    "room_at",
    "session_at",
    "seat_at",
    "seats_of",
    "sessions",
    "told_apart",
    "told_apart_of",
]

Shown = TypeVar("Shown", Session, PublishedSession)

_PUBLISHED_IN_ORDER = (PublishedSession.starts_at, PublishedSession.ends_at, Session.id)
_IN_ORDER = (Session.starts_at.is_(None), Session.starts_at, Session.ends_at, Session.id)

# Statements of the public page are put together once: doing it anew costs a third of running them.
_PUBLISHED = (
    select(PublishedSession)
    .join(PublishedSession.session)
    .where(Session.conference_id == bindparam("conference"))
    .options(
        contains_eager(PublishedSession.session).load_only(
            Session.public_id, Session.state, Session.revision
        ),
        joinedload(PublishedSession.room),
    )
)
_PUBLIC = _PUBLISHED.options(raiseload(PublishedSession.panel)).order_by(*_PUBLISHED_IN_ORDER)
_PUBLIC_WITH_PANELS = _PUBLISHED.options(selectinload(PublishedSession.panel)).order_by(*_PUBLISHED_IN_ORDER)


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


def public_sessions(conference: Conference, *, panels: bool = True) -> Sequence[PublishedSession]:
    """What the public may read: every session as it was last published, those that were cancelled or postponed
    since among them, with room and (where asked for) panel, by time. Two queries whatever their number."""
    statement = _PUBLIC_WITH_PANELS if panels else _PUBLIC
    return in_order(db.session.scalars(statement, {"conference": conference.id}).unique())


def public_session_at(conference: Conference, session_id: UUID) -> PublishedSession:
    """One of :func:`public_sessions`. Raises :class:`NotFound`."""
    statement = _PUBLISHED.where(Session.public_id == session_id).options(
        selectinload(PublishedSession.panel)
    )
    found = db.session.scalars(statement, {"conference": conference.id}).unique().one_or_none()
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
    zone = ZoneInfo(conference.timezone)
    days: dict[date | None, Day[Shown]] = {}
    for session in found:
        first, last = rules.days_touched(session.starts_at, session.ends_at, zone)
        days.setdefault(first, Day(first, [], [])).sessions.append(session)
        for later in rules.days_after(first, last):
            days.setdefault(later, Day(later, [], [])).continued.append(session)
    return sorted(days.values(), key=lambda day: day.date or date.max)


def last_change(conference: Conference) -> datetime:
    """When anything that the public programme shows was last changed."""
    told = (
        select(func.max(PublishedSession.changed_at))
        .join(PublishedSession.session)
        .where(Session.conference_id == conference.id)
    )
    known = [db.session.scalar(told), conference.published_at, conference.created_at]
    return max(moment for moment in known if moment is not None)


def delegates_matching(conference: Conference, search: str, *, limit: int = 12) -> Sequence[Delegate]:
    """Approved delegates by name without regard to case and marks, at most ``limit``."""
    filters = review_queries.Filters(state=DelegateState.APPROVED, search=search)
    statement = review_queries.matching(conference, filters).order_by(*people_queries.by_name()).limit(limit)
    return db.session.scalars(statement).all()


def people_by_id(ids: Iterable[int]) -> Sequence[Delegate]:
    """Delegates with their delegations, by name."""
    statement = (
        select(Delegate)
        .where(Delegate.id.in_(list(ids)))
        .options(joinedload(Delegate.delegation).joinedload(Delegation.city), joinedload(Delegate.conference))
        .order_by(Delegate.sort_name, Delegate.id)
    )
    return db.session.scalars(statement).unique().all()


def locked_conference(conference: Conference) -> Conference:
    """The edition's row, held until the transaction ends: two people cannot fill one room at the same time.

    Others may still refer to the row meanwhile; SQLite's write lock is held already.
    """
    this = select(Conference.id).where(Conference.id == conference.id)
    db.session.execute(this.with_for_update(key_share=True, of=Conference))
    return conference


def locked_session(session: Session) -> Session:
    """The same session with its panel, read anew while its edition is held: what a page saw before may be over."""
    db.session.flush()
    locked_conference(session.conference)
    db.session.refresh(session)
    return session


def room_at(conference: Conference, room_id: UUID) -> Room | None:
    """A room of that conference."""
    statement = select(Room).where(Room.conference_id == conference.id, Room.public_id == room_id)
    return db.session.scalars(statement).one_or_none()


def seat_at(conference: Conference, seat_id: UUID) -> PanelSeat:
    """A part in any session of that conference. Raises :class:`NotFound`."""
    statement = (
        select(PanelSeat)
        .join(Session, Session.id == PanelSeat.session_id)
        .where(Session.conference_id == conference.id, PanelSeat.public_id == seat_id)
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def told_apart(conference: Conference) -> Sequence[TwoPeople]:
    """People of one name who are known to be two, by name."""
    statement = (
        select(TwoPeople)
        .where(TwoPeople.conference_id == conference.id)
        .order_by(TwoPeople.name, TwoPeople.id)
    )
    return db.session.scalars(statement).all()


# ---- of one person ----


def seats_of(delegate: Delegate) -> Sequence[PanelSeat]:
    own = select(PanelSeat).where(PanelSeat.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(PanelSeat.id)).all()


def published_seats_of(delegate: Delegate) -> Sequence[PublishedSeat]:
    own = select(PublishedSeat).where(PublishedSeat.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(PublishedSeat.id)).all()


def told_apart_of(delegate: Delegate) -> Sequence[TwoPeople]:
    """From people of the same name."""
    key = rules.person_key(delegate.id, "")
    own = select(TwoPeople).where(
        TwoPeople.conference_id == delegate.conference_id, or_(TwoPeople.one == key, TwoPeople.two == key)
    )
    return db.session.scalars(own.order_by(TwoPeople.id)).all()
