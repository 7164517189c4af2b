"""Who is listed with a badge or without, and the figures of a conference."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from eventsys.badges.printing.queries import _approved
from eventsys.badges.record.models import LIVE_STATES, Badge, BadgeKind, BadgeState
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web.paging import Page, page_of
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, DelegateState


def heads_arrived(conference: Conference) -> dict[int, datetime]:
    """Delegation id to the moment at which its approved head was first handed a badge."""
    rows = db.session.execute(
        select(Delegate.delegation_id, func.min(Badge.issued_at))
        .join(Badge, Badge.delegate_id == Delegate.id)
        .where(
            Delegate.conference_id == conference.id,
            Delegate.state == DelegateState.APPROVED,
            Delegate.is_head,
            Badge.issued_at.is_not(None),
        )
        .group_by(Delegate.delegation_id)
        .order_by(Delegate.delegation_id)
    )
    return {key: moment for key, moment in rows if moment is not None}


@dataclass(frozen=True, slots=True)
class Figures:
    """How many delegates are approved, and how many of them hold a printed or issued badge; how many badges of any
    kind are out of date, and how many of those are with their holders."""

    approved: int
    printed: int
    void: int
    out_of_date: int = 0
    handed_over: int = 0


_COMPARED = LIVE_STATES | {BadgeState.RETURNED}  # a floater that came back goes out again


def people_page(
    conference: Conference,
    *,
    category: UUID | None = None,
    city: UUID | None = None,
    missing: bool = False,
    outdated: bool = False,
    words: str = "",
    after: str | None = None,
) -> Page[Delegate]:
    """Approved delegates by name, filtered by the public ids of a category or delegation, by words of the
    name, to those without a live badge, or to those whose badge is out of date."""
    statement = _approved(conference)
    if category:
        statement = statement.where(Delegate.category.has(Category.public_id == category))
    if city:
        statement = statement.where(Delegate.delegation.has(Delegation.public_id == city))
    if missing:
        live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
        statement = statement.where(~select(Badge.id).where(live).exists())
    if outdated:
        late = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES), Badge.out_of_date)
        statement = statement.where(select(Badge.id).where(late).exists())
    if words:
        statement = statement.where(people_queries.with_words(words))
    return page_of(statement, people_queries.by_name(), after=after)


def figures(conference: Conference) -> Figures:
    approved = db.session.scalar(
        select(func.count()).where(
            Delegate.conference_id == conference.id, Delegate.state == DelegateState.APPROVED
        )
    )
    rows = db.session.execute(
        select(Badge.state, Badge.kind, Badge.out_of_date, func.count())
        .where(Badge.conference_id == conference.id)
        .group_by(Badge.state, Badge.kind, Badge.out_of_date)
    ).all()
    counts, late = Counter[str](), Counter[str]()
    for state, kind, out_of_date, number in rows:
        counts[state] += number if kind == BadgeKind.DELEGATE else 0
        late[state] += number if out_of_date and state in _COMPARED else 0
    return Figures(
        approved or 0,
        counts[BadgeState.PRINTED] + counts[BadgeState.ISSUED],
        counts[BadgeState.VOID],
        late.total(),
        late[BadgeState.ISSUED],
    )
