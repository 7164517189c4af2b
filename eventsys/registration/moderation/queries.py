"""People who registered openly: the queue, one of them, who comes next. Never writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.web.paging import Page, page_of
from eventsys.registration.answers.models import FormAnswer
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.moderation import rules
from eventsys.registration.openings.models import Opening
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate


def _of(conference: Conference, opening: Opening | None) -> Select[Delegate]:
    found = people_queries.full_rows().join(Opening, Opening.delegation_id == Delegate.delegation_id)
    return found.where(Opening.conference_id == conference.id, *_narrowed(opening))


def _narrowed(opening: Opening | None) -> list[ColumnElement[bool]]:
    return [Opening.id == opening.id] if opening else []


def applicant_in(slug: str, delegate_id: UUID) -> Delegate:
    """Somebody who registered openly at this conference. Raises :class:`NotFound`, also for people of cities."""
    found = people_queries.delegate_in(slug, delegate_id)
    if not found.delegation.is_of_individuals:
        raise NotFound
    return found


def queue_page(
    conference: Conference, opening: Opening | None, word: str, *, after: str | None = None, size: int = 50
) -> Page[Delegate]:
    """Those of a word of the queue, who came first first; who was asked for more keeps the place."""
    found = _of(conference, opening).where(Delegate.state.in_(sorted(rules.states_of(word))))
    return page_of(found, (Delegate.id,), after=after, size=size)


def counts(conference: Conference) -> dict[int, dict[str, int]]:
    """By opening and state."""
    rows = db.session.execute(
        select(Opening.id, Delegate.state, func.count(Delegate.id))
        .join(Delegate, Delegate.delegation_id == Opening.delegation_id)
        .where(Opening.conference_id == conference.id)
        .group_by(Opening.id, Delegate.state)
        .order_by(Opening.id, Delegate.state)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for opening_id, state, number in rows:
        found[opening_id][str(state)] = number
    return found


def next_waiting(delegate: Delegate) -> Delegate | None:
    """Who waits for a decision behind this one, in the order of the queue; from its beginning where nobody is behind."""
    waiting = (
        select(Delegate)
        .join(Opening, Opening.delegation_id == Delegate.delegation_id)
        .where(
            Opening.conference_id == delegate.conference_id,
            Delegate.state.in_(sorted(rules.states_of(rules.FIRST))),
            Delegate.id != delegate.id,
        )
        .order_by(Delegate.id)
    )
    for found in (waiting.where(Delegate.id > delegate.id), waiting):
        if (one := db.session.scalars(found.limit(1)).one_or_none()) is not None:
            return one
    return None


def papers(delegate: Delegate) -> Sequence[FormAnswer]:
    """The documents that the person handed in, in the order of the form."""
    found = select(FormAnswer).where(FormAnswer.delegate_id == delegate.id, FormAnswer.digest.is_not(None))
    found = found.options(joinedload(FormAnswer.question)).join(FormAnswer.question)
    return db.session.scalars(found.order_by(FormQuestion.position, FormQuestion.id)).all()


def waiting(conference: Conference) -> int:
    """How many wait for a decision."""
    found = (
        select(func.count(Delegate.id))
        .join(Opening, Opening.delegation_id == Delegate.delegation_id)
        .where(
            Opening.conference_id == conference.id,
            Delegate.state.in_(sorted(rules.states_of(rules.FIRST))),
        )
    )
    return db.session.scalar(found) or 0
