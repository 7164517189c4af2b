"""Who waits for a badge, in the order of printing, with the words alone as well; and what was printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload

from eventsys.badges.record.models import LIVE_STATES, Badge
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.runs.queries import _narrowed
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.networks.bodies.models import Body
from eventsys.networks.registry.models import City
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, DelegateState


def _approved(conference: Conference) -> Select[Any]:
    return (
        select(Delegate)
        .where(
            Delegate.conference_id == conference.id,
            Delegate.state == DelegateState.APPROVED,
            Delegate.erased_at.is_(None),
        )
        .options(joinedload(Delegate.delegation).joinedload(Delegation.city), joinedload(Delegate.category))
    )


def unprinted(conference: Conference) -> Sequence[Delegate]:
    """Approved delegates without a live badge, in the order of city, category and name, in the alphabet of the
    conference's first language."""
    language = conference.languages[0]
    live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
    return sorted(
        db.session.scalars(_approved(conference).where(~select(Badge.id).where(live).exists())),
        key=lambda d: (
            delegations_queries.city_key(d.delegation, language),
            d.category.position,
            people_queries.name_key(d, language),
        ),
    )


def count_unprinted(conference: Conference) -> int:
    """How many people :func:`unprinted` would find, counted by the database."""
    live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
    waiting = select(func.count()).where(
        Delegate.conference_id == conference.id,
        Delegate.state == DelegateState.APPROVED,
        Delegate.erased_at.is_(None),
        ~select(Badge.id).where(live).exists(),
    )
    return db.session.scalar(waiting) or 0


def printed_rows(
    conference: Conference, *, words: str = "", since: datetime | None = None, until: datetime | None = None
) -> Iterator[tuple[PrintRun, int, str, dict[str, Any], str, bool]]:
    """Run, position, number, words, state and mark of each badge of the runs that :func:`runs_page` shows."""
    statement = _narrowed(
        select(PrintRun, Badge.run_position, Badge.serial, Badge.words, Badge.state, Badge.out_of_date).join(
            Badge, Badge.run_id == PrintRun.id
        ),
        conference,
        words,
        since,
        until,
    )
    rows = db.session.execute(statement.order_by(PrintRun.id.desc(), Badge.run_position))
    yield from rows


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What is printed of a person and of the person's city or body, whose id in its own table is the one that is not None."""

    public_id: UUID
    full_name: str
    native_name: str
    office: Localized
    organisation: Localized
    city_id: int | None
    body_id: int | None
    native_city: str


def words_of_unprinted(conference: Conference) -> Iterator[PersonWords]:
    """Of approved delegates without a live badge, by name; in one query, however many there are."""
    live = select(Badge.id).where(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
    rows = db.session.execute(
        select(
            Delegate.public_id,
            Delegate.family_name,
            Delegate.given_name,
            Delegate.name_order,
            Delegate.native_name,
            Delegate.office,
            Delegate.organisation,
            Delegation.city_id,
            Delegation.body_id,
            func.coalesce(City.native_name, Body.native_name),
        )
        .join(Delegation, Delegation.id == Delegate.delegation_id)
        .outerjoin(City, City.id == Delegation.city_id)
        .outerjoin(Body, Body.id == Delegation.body_id)
        .where(
            Delegate.conference_id == conference.id,
            Delegate.state == DelegateState.APPROVED,
            Delegate.erased_at.is_(None),
            ~live.exists(),
        )
        .order_by(*people_queries.by_name())
    )
    for key, family, given, name_order, native, office, organisation, city, body, native_city in rows:
        parts = (family, given) if name_order == "family" else (given, family)
        name = " ".join(part for part in parts if part)
        yield PersonWords(key, name, native, office, organisation, city, body, native_city)
