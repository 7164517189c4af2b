"""Reading who may be seated, and seats."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.programme.sessions.models import PanelSeat, Session
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.review import queries as review_queries

_OFFERED = 12


def delegates_matching(conference: Conference, search: str) -> Sequence[Delegate]:
    """Approved delegates by name without regard to case and marks, so many as fit below a field."""
    filters = review_queries.PeopleFilters(state=DelegateState.APPROVED, search=search)
    statement = (
        review_queries.matching(conference, filters).order_by(*people_queries.by_name()).limit(_OFFERED)
    )
    return db.session.scalars(statement).all()


def seat_in(conference: Conference, seat_id: UUID) -> PanelSeat:
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
