"""Reading the programme as it was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload, selectinload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.programme.sessions.models import PublishedSession, Session
from eventsys.programme.sessions.queries import in_order

_PUBLISHED_IN_ORDER = (PublishedSession.starts_at, PublishedSession.ends_at, Session.id)

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


def public_sessions(conference: Conference, *, panels: bool = True) -> Sequence[PublishedSession]:
    """What the public may read: every session as it was last published, those that were cancelled or postponed
    since among them, with room and (where asked for) panel, by time. Two queries whatever their number."""
    statement = _PUBLIC_WITH_PANELS if panels else _PUBLIC
    return in_order(db.session.scalars(statement, {"conference": conference.id}).unique())


def public_session_in(conference: Conference, session_id: UUID) -> PublishedSession:
    """One of :func:`public_sessions`. Raises :class:`NotFound`."""
    statement = _PUBLISHED.where(Session.public_id == session_id).options(
        selectinload(PublishedSession.panel)
    )
    found = db.session.scalars(statement, {"conference": conference.id}).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def last_change(conference: Conference) -> datetime:
    """When anything that the public programme shows was last changed."""
    told = (
        select(func.max(PublishedSession.changed_at))
        .join(PublishedSession.session)
        .where(Session.conference_id == conference.id)
    )
    known = [db.session.scalar(told), conference.published_at, conference.created_at]
    return max(moment for moment in known if moment is not None)
