"""Reading editions, and a part of one by its address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.conferences.editions.errors import NotThere
from eventsys.conferences.editions.models import Conference, SetupRow
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City, Network

#: A list of conferences tells each one's host city: the names of all of them are read at once.
_NAMES_OF_CITIES = selectinload(Conference.city_names)

PartT = TypeVar("PartT", bound=SetupRow)


# Statements of every page are put together once: doing it anew costs as much as running them.
# Every page says what the host city is called here; few editions have names of their own, so they come along.
_BY_SLUG = (
    select(Conference).where(Conference.slug == bindparam("slug")).options(joinedload(Conference.city_names))
)


def find_by_slug(slug: str) -> Conference | None:
    return db.session.scalars(_BY_SLUG, {"slug": slug}).unique().one_or_none()


def by_id(conference_id: int) -> Conference:
    """The conference with this number. Raises :class:`NotFound`."""
    found = db.session.get(Conference, conference_id)
    if found is None:
        raise NotFound
    return found


def ended_before(today: date) -> Sequence[Conference]:
    """Whose closing day is over, the first to close first."""
    ended = select(Conference).where(Conference.ends < today)
    return db.session.scalars(ended.order_by(Conference.ends, Conference.id)).unique().all()


def by_slug(slug: str) -> Conference:
    """Raises :class:`NotFound`. The loader of pages about a whole conference."""
    found = find_by_slug(slug)
    if found is None:
        raise NotFound
    return found


def editions(network: Network) -> Sequence[Conference]:
    """Every edition of a network, the last one first."""
    return db.session.scalars(
        select(Conference)
        .where(Conference.network_id == network.id)
        .options(_NAMES_OF_CITIES)
        .order_by(Conference.edition.desc(), Conference.id)
    ).all()


def editions_shown(ids: Iterable[int] | None = None) -> Sequence[Conference]:
    """Conferences by these ids, or all, the latest first."""
    statement = select(Conference).options(_NAMES_OF_CITIES).order_by(Conference.starts.desc(), Conference.id)
    if ids is not None:
        statement = statement.where(Conference.id.in_(list(ids)))
    return db.session.scalars(statement).all()


def published() -> Sequence[Conference]:
    """Public conferences, the latest first."""
    return db.session.scalars(
        select(Conference)
        .where(Conference.published_at.is_not(None))
        .options(_NAMES_OF_CITIES)
        .order_by(Conference.starts.desc(), Conference.id)
    ).all()


def last_edition(network: Network, *, before: int | None = None) -> Conference | None:
    """The network's latest edition, or the latest below the number ``before``."""
    statement = (
        select(Conference)
        .where(Conference.network_id == network.id)
        .order_by(Conference.edition.desc(), Conference.id)
    )
    if before is not None:
        statement = statement.where(Conference.edition < before)
    return db.session.scalars(statement.limit(1)).first()


def next_edition(network: Network) -> int:
    """The last one plus one; 1 for the first."""
    last = db.session.scalar(select(func.max(Conference.edition)).where(Conference.network_id == network.id))
    return int(last or 0) + 1


def part_in(kind: type[PartT], conference: Conference, public_id: UUID) -> PartT:
    """A part of this conference, such as an organiser or a room. Raises :class:`NotThere`."""
    found = db.session.scalars(
        select(kind).filter_by(conference_id=conference.id, public_id=public_id)
    ).one_or_none()
    if found is None:
        raise NotThere
    return found


def cities() -> Sequence[City]:
    """The whole registry by name, for choosing a host or a city."""
    return db.session.scalars(select(City).order_by(*registry_queries.by_name())).all()
