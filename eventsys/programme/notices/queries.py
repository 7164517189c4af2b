"""Reading whom a publication concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate


def people_by_id(ids: Iterable[int]) -> Sequence[Delegate]:
    """Delegates with their delegations, by name."""
    statement = (
        select(Delegate)
        .where(Delegate.id.in_(list(ids)))
        .options(joinedload(Delegate.delegation).joinedload(Delegation.city), joinedload(Delegate.conference))
        .order_by(*people_queries.by_name())
    )
    return db.session.scalars(statement).unique().all()
