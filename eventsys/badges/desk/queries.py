"""Whoever stands at the desk, found by whatever they say or show."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.badges.printing.queries import _approved
from eventsys.badges.record.models import LIVE_STATES, Badge
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.text import sought
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.registry import queries as registry_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

_MOST_WORDS = 12  # of a search: a telephone number is five, a name with a city six


def find_people(conference: Conference, words: str, *, limit: int = 25) -> Sequence[Delegate]:
    """Approved delegates of whom every one of ``words`` is known: of name, city, mail address, telephone number,
    reference or badge number; of the name of another body as of a city's."""
    statement = _approved(conference).join(Delegate.delegation)
    statement = statement.outerjoin(Delegation.city).outerjoin(Delegation.body)
    parts = [words] if people_queries.is_own_page(words) else sought(words)[:_MOST_WORDS]
    if not parts:
        return []
    for word in parts:
        number = select(Badge.id).where(
            Badge.delegate_id == Delegate.id, Badge.serial == word.upper(), Badge.state.in_(LIVE_STATES)
        )
        statement = statement.where(
            people_queries.with_words(word)
            | registry_queries.with_words(word)
            | bodies_queries.with_words(word)
            | number.exists()
        )
    ordered = statement.order_by(*people_queries.by_name()).limit(limit)
    return db.session.scalars(ordered).unique().all()
