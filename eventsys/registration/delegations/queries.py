"""The delegations of an edition: all, those of cities, one by its id, city or body, one locked; and what later rooms lay
before a city."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.wings import Offers
from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import fallbacks
from eventsys.networks.bodies.models import Body
from eventsys.networks.registry.models import City
from eventsys.registration.delegations.models import Delegation


def delegations(conference: Conference) -> Sequence[Delegation]:
    """All delegations of an edition, of cities and of other bodies, by name in the page's language."""
    found = db.session.scalars(
        select(Delegation)
        .where(Delegation.conference_id == conference.id)
        .options(joinedload(Delegation.city))
        .order_by(Delegation.id)
    )
    return sorted(found, key=city_key)


def delegations_of_cities(conference: Conference) -> list[Delegation]:
    """Those of cities alone: for lists of cities, texts, presence in the hall, credentials."""
    return [one for one in delegations(conference) if one.is_of_city]


def _delegation(public_id: UUID) -> Select[Delegation]:
    return (
        select(Delegation)
        .where(Delegation.public_id == public_id)
        .options(joinedload(Delegation.city), joinedload(Delegation.conference))
    )


def get_delegation(delegation_id: UUID) -> Delegation:
    """The delegation with this public id. Raises :class:`NotFound`."""
    found = db.session.scalars(_delegation(delegation_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def delegation_in(slug: str, delegation_id: UUID) -> Delegation:
    """The delegation of this conference's page. Raises :class:`NotFound`, also for another conference's."""
    found = get_delegation(delegation_id)
    if found.conference.slug != slug:
        raise NotFound
    return found


def cities_with_delegation(conference: Conference, cities: Iterable[City]) -> set[int]:
    """Ids of those among ``cities`` that have a delegation already."""
    ids = [city.id for city in cities]
    statement = select(Delegation.city_id).where(
        Delegation.conference_id == conference.id, Delegation.city_id.in_(ids)
    )
    return {key for key in db.session.scalars(statement) if key is not None}


def delegation_of(conference: Conference, party: City | Body) -> Delegation | None:
    """That of the city or body."""
    own = Delegation.city_id if isinstance(party, City) else Delegation.body_id
    return db.session.scalars(
        select(Delegation).where(Delegation.conference_id == conference.id, own == party.id)
    ).one_or_none()


def delegation_by_code(conference: Conference, code: str) -> Delegation:
    """That of the city or body with this code. Raises :class:`NotFound`."""
    statement = (
        select(Delegation)
        .outerjoin(City, City.id == Delegation.city_id)
        .outerjoin(Body, Body.id == Delegation.body_id)
        .where(Delegation.conference_id == conference.id, or_(City.code == code, Body.code == code))
        .options(joinedload(Delegation.city))
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def locked_delegation(key: int) -> Delegation:
    """The row, read anew and held until the transaction ends: places are given out one at a time."""
    return db.session.scalars(
        select(Delegation)
        .where(Delegation.id == key)
        .with_for_update(of=Delegation, key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def hold_delegations(keys: Collection[int]) -> None:
    """Before acts on people of several: in the order in which they are held everywhere, and before whatever else the acts
    hold."""
    if len(keys) > 1:
        found = select(Delegation.id).where(Delegation.id.in_(keys)).order_by(Delegation.id)
        db.session.execute(found.with_for_update(of=Delegation, key_share=True))


def city_key(delegation: Delegation, language: str | None = None) -> tuple[bytes, int]:
    """Where a delegation stands among others: by the name of its city or body at the conference, in ``language`` (the page's
    by default)."""
    name = delegation.city_name.get_in(fallbacks(language, delegation.conference.languages))
    return sort_key(name, language), delegation.id


@dataclass(frozen=True, slots=True)
class CityLink:
    """A page for the city; the slug and the delegation's id are added to ``values``."""

    label: Any
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)


CITY_LINKS: Offers[Callable[[Delegation], Iterable[CityLink]]] = Offers()

#: On the page that the staff see, for those who may change the conference.
STAFF_CITY_LINKS: Offers[CityLink] = Offers()


def city_links(delegation: Delegation) -> list[CityLink]:
    """On the page of the city's focal point and on its head's own page."""
    return [link for links in CITY_LINKS for link in links(delegation)]
