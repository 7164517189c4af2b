"""Delegations of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.mail.models import OutboxLetter
from eventsys.networks.models import City
from eventsys.registration.models import Delegate, Delegation
from eventsys.registration.queries.order import city_key

__all__ = [
    "delegation_at",
    "delegation_here",
    "cities_with_delegation",
    "delegation_of_city",
    "delegations",
    "letters_since",
    "locked_delegation",
    "presence_log",
]


_PRESENCE = (
    "delegation.present",
    "delegation.left",
    "delegation.presence_corrected",
    "delegation.presence_undone",
)


def delegations(conference: Conference) -> Sequence[Delegation]:
    """All delegations of an edition with their cities, in the order of the cities' names in the page's language."""
    found = db.session.scalars(
        select(Delegation)
        .where(Delegation.conference_id == conference.id)
        .join(Delegation.city)
        .options(contains_eager(Delegation.city))
        .order_by(Delegation.id)
    )
    return sorted(found, key=city_key)


def _delegation(public_id: UUID) -> Select[Delegation]:
    return (
        select(Delegation)
        .where(Delegation.public_id == public_id)
        .options(joinedload(Delegation.city), joinedload(Delegation.conference))
    )


def delegation_at(delegation_id: UUID) -> Delegation:
    """Raises :class:`NotFound`."""
    found = db.session.scalars(_delegation(delegation_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def delegation_here(slug: str, delegation_id: UUID) -> Delegation:
    """The delegation of this conference's page. Raises :class:`NotFound`, also for another conference's."""
    found = delegation_at(delegation_id)
    if found.conference.slug != slug:
        raise NotFound
    return found


def cities_with_delegation(conference: Conference, cities: Iterable[City]) -> set[int]:
    """Ids of those among ``cities`` that have a delegation already."""
    ids = [city.id for city in cities]
    statement = select(Delegation.city_id).where(
        Delegation.conference_id == conference.id, Delegation.city_id.in_(ids)
    )
    return set(db.session.scalars(statement))


def delegation_of_city(conference: Conference, city: City) -> Delegation | None:
    return db.session.scalars(
        select(Delegation).where(Delegation.conference_id == conference.id, Delegation.city_id == city.id)
    ).one_or_none()


def presence_log(delegation: Delegation) -> Sequence[AuditEntry]:
    """Who noted, corrected or took back its presence, the latest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.thing_type == Delegation.__tablename__,
            AuditEntry.thing_id == str(delegation.public_id),
            AuditEntry.verb.in_(_PRESENCE),
        )
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    ).all()


def locked_delegation(key: int) -> Delegation:
    """The row, read anew and held until the transaction ends: places are given out one at a time."""
    return db.session.scalars(
        select(Delegation)
        .where(Delegation.id == key)
        .with_for_update(of=Delegation)
        .execution_options(populate_existing=True)
    ).one()


def letters_since(delegation: Delegation, moment: datetime) -> int:
    """How many letters went to its people with their personal links."""
    people = select(Delegate.public_id).where(Delegate.delegation_id == delegation.id)
    statement = select(func.count(OutboxLetter.id)).where(
        OutboxLetter.link_hash.is_not(None),
        OutboxLetter.about_kind == "delegate",
        OutboxLetter.about_id.in_(people),
        OutboxLetter.created_at > moment,
    )
    return db.session.scalar(statement) or 0
