"""Somebody on record by name alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.privacy.subjects.models import Named
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

__all__ = ["called", "hold_conference"]


def hold_conference(conference: Conference) -> None:
    """Until the end of the transaction nobody else erases somebody by name there."""
    this = select(Conference.id).where(Conference.id == conference.id)
    db.session.execute(this.with_for_update(key_share=True, of=Conference))


def called(named: Named) -> Sequence[Delegate]:
    """Who is registered at the conference under that name: their data have pages of their own."""
    known = select(Delegate).where(
        Delegate.conference_id == named.conference.id,
        Delegate.erased_at.is_(None),
        people_queries.with_words(named.name),
    )
    found = db.session.scalars(known.order_by(*people_queries.by_name())).all()
    return [one for one in found if named.is_called(one.full_name) or named.is_called(one.native_name)]
