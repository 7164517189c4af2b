"""Reading editions and their set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.conferences.errors import NotThere
from eventsys.conferences.models import (
    Category,
    CityName,
    Conference,
    Milestone,
    MilestoneKind,
    Organiser,
    Part,
    Quota,
    Room,
    Zone,
)
from eventsys.conferences.rules.dates import Window
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.languages import fallbacks
from eventsys.core.zones import zone_of_city, zone_words
from eventsys.networks import queries as network_queries
from eventsys.networks.models import City, Network

__all__ = [
    "Window",
    "by_id",
    "by_slug",
    "categories",
    "categories_of_zone",
    "category_by_code",
    "cities",
    "clock_words",
    "city_names",
    "editions",
    "editions_shown",
    "ended_before",
    "find_by_slug",
    "last_edition",
    "milestones",
    "next_edition",
    "organisers",
    "part_at",
    "published",
    "quotas",
    "registration_window",
    "rooms",
    "zones",
    "zones_of_categories",
]

#: A list of conferences tells each one's host city: the names of all of them are read at once.
_NAMES_OF_CITIES = selectinload(Conference.city_names)

PartT = TypeVar("PartT", bound=Part)


# Statements of every page are put together once: doing it anew costs as much as running them.
# Every page says what the host city is called here; few editions have names of their own, so they come along.
_BY_SLUG = (
    select(Conference).where(Conference.slug == bindparam("slug")).options(joinedload(Conference.city_names))
)
_WINDOW = (
    select(Milestone.kind, Milestone.at)
    .where(
        Milestone.conference_id == bindparam("conference"),
        Milestone.kind.in_((MilestoneKind.REGISTRATION_OPENS, MilestoneKind.REGISTRATION_CLOSES)),
    )
    .order_by(Milestone.id)
)
_ZONES = select(Zone).where(Zone.conference_id == bindparam("conference")).order_by(Zone.letters, Zone.id)


def find_by_slug(slug: str) -> Conference | None:
    return db.session.scalars(_BY_SLUG, {"slug": slug}).unique().one_or_none()


def by_id(conference_id: int) -> Conference:
    """Raises :class:`NotFound`."""
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


def organisers(conference: Conference) -> Sequence[Organiser]:
    """In their order."""
    return db.session.scalars(
        select(Organiser)
        .where(Organiser.conference_id == conference.id)
        .order_by(Organiser.position, Organiser.id)
    ).all()


def rooms(conference: Conference) -> Sequence[Room]:
    return db.session.scalars(
        select(Room).where(Room.conference_id == conference.id).order_by(Room.position, Room.id)
    ).all()


def categories(conference: Conference) -> Sequence[Category]:
    return db.session.scalars(
        select(Category)
        .where(Category.conference_id == conference.id)
        .order_by(Category.position, Category.id)
    ).all()


def zones(conference: Conference) -> Sequence[Zone]:
    """By their letters."""
    return db.session.scalars(_ZONES, {"conference": conference.id}).all()


def categories_of_zone(zone: Zone) -> Sequence[Category]:
    """The categories that open it."""
    return db.session.scalars(
        select(Category)
        .join(Zone.categories)
        .where(Zone.id == zone.id)
        .order_by(Category.position, Category.id)
    ).all()


def zones_of_categories(conference: Conference) -> dict[int, list[int]]:
    """Category id to the ids of the zones it opens; one query."""
    rows = db.session.execute(
        select(Category.id, Zone.id)
        .join(Zone.categories)
        .where(Category.conference_id == conference.id)
        .order_by(Category.id, Zone.letters)
    )
    found: dict[int, list[int]] = {}
    for category_id, zone_id in rows:
        found.setdefault(category_id, []).append(zone_id)
    return found


def category_by_code(conference: Conference, code: str) -> Category:
    """Raises :class:`NotThere`."""
    found = db.session.scalars(
        select(Category).where(Category.conference_id == conference.id, Category.code == code)
    ).one_or_none()
    if found is None:
        raise NotThere
    return found


def quotas(conference: Conference) -> Sequence[Quota]:
    """The general ones first, then by category and city."""
    return db.session.scalars(
        select(Quota)
        .where(Quota.conference_id == conference.id)
        .order_by(Quota.city_key, Quota.category_key, Quota.id)
    ).all()


def milestones(conference: Conference) -> Sequence[Milestone]:
    """In order of time."""
    return db.session.scalars(
        select(Milestone).where(Milestone.conference_id == conference.id).order_by(Milestone.at, Milestone.id)
    ).all()


def registration_window(conference: Conference) -> Window:
    found = {row.kind: row.at for row in db.session.execute(_WINDOW, {"conference": conference.id})}
    return Window(found.get(MilestoneKind.REGISTRATION_OPENS), found.get(MilestoneKind.REGISTRATION_CLOSES))


def part_at(kind: type[PartT], conference: Conference, public_id: UUID) -> PartT:
    """A part of this conference, such as an organiser or a room. Raises :class:`NotThere`."""
    found = db.session.scalars(
        select(kind).filter_by(conference_id=conference.id, public_id=public_id)
    ).one_or_none()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class Logo:
    """Where an organiser's logo is, and whether everyone may see it."""

    conference_id: int
    published: bool
    digest: str | None


def logo_at(slug: str, public_id: UUID) -> Logo:
    """Raises :class:`NotFound`, :class:`NotThere`."""
    conference = by_slug(slug)
    organiser = part_at(Organiser, conference, public_id)
    return Logo(conference.id, conference.published_at is not None, organiser.logo_digest)


def cities() -> Sequence[City]:
    """The whole registry by name, for choosing a host or a city."""
    return db.session.scalars(select(City).order_by(*network_queries.by_name())).all()


def city_names(conference: Conference) -> Sequence[tuple[CityName, City]]:
    """Names that differ at this edition, with their cities."""
    found = db.session.execute(
        select(CityName, City)
        .join(City, City.id == CityName.city_id)
        .where(CityName.conference_id == conference.id)
        .order_by(*network_queries.by_name())
    )
    return [(name, city) for name, city in found]


def clock_words(conference: Conference) -> str:
    """Whose clock its times are of: "Hanoi time (UTC+7)"; the host city's where the zone is its own."""
    host, zone = conference.host_city, conference.timezone
    own = zone in (host.timezone, zone_of_city(host.country, host.name.values()))
    name = conference.host_name.get_in(fallbacks(languages=conference.languages)) if own else ""
    return zone_words(zone, conference.starts, name)
