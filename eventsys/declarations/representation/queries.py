"""Reading members and their proxies."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.representation.models import Proxy
from eventsys.networks.standing import queries as standing_queries
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation


def member_delegations(conference: Conference) -> Sequence[Delegation]:
    """Of every member invited, by the city's name."""
    statement = (
        select(Delegation)
        .where(Delegation.conference_id == conference.id, Delegation.standing == MembershipStatus.MEMBER)
        .options(joinedload(Delegation.city))
    )
    return sorted(db.session.scalars(statement).unique(), key=delegations_queries.city_key)


def members_of_network(conference: Conference) -> int:
    """How many members the network had on the first day; a delegation's own standing has the last word."""
    known = standing_queries.standings(conference.network, conference.starts)
    members: set[int | None] = {city for city, status in known.items() if status == MembershipStatus.MEMBER}
    rows = db.session.execute(
        select(Delegation.city_id, Delegation.standing)
        .where(Delegation.conference_id == conference.id, Delegation.city_id.is_not(None))
        .order_by(Delegation.id)
    )
    for city, standing in rows:
        (members.add if standing == MembershipStatus.MEMBER else members.discard)(city)
    return len(members)


def live_proxies(conference: Conference) -> Sequence[Proxy]:
    """Those that were not taken back, in the order of recording, with both cities."""
    statement = (
        select(Proxy)
        .where(Proxy.conference_id == conference.id, Proxy.ended_at.is_(None))
        .options(
            joinedload(Proxy.giver).joinedload(Delegation.city),
            joinedload(Proxy.holder).joinedload(Delegation.city),
        )
        .order_by(Proxy.recorded_at, Proxy.id)
    )
    return db.session.scalars(statement).all()


def proxies_of_people(conference: Conference) -> Sequence[Proxy]:
    """Those given to a person rather than to a city, taken back or not."""
    wanted = select(Proxy).where(Proxy.conference_id == conference.id, Proxy.person != "")
    return db.session.scalars(wanted.order_by(Proxy.id)).all()


def proxy_of(delegation: Delegation) -> Proxy | None:
    """The live proxy it has given."""
    wanted = select(Proxy).where(Proxy.giver_id == delegation.id, Proxy.ended_at.is_(None))
    return db.session.scalars(wanted).one_or_none()


def proxies_held(delegation: Delegation) -> int:
    wanted = (
        select(func.count())
        .select_from(Proxy)
        .where(Proxy.holder_id == delegation.id, Proxy.ended_at.is_(None))
    )
    return db.session.scalar(wanted) or 0


def proxy_in(slug: str, proxy_id: UUID) -> Proxy:
    """The proxy of an address. Raises :class:`NotFound`."""
    statement = (
        select(Proxy)
        .join(Conference, Conference.id == Proxy.conference_id)
        .where(Conference.slug == slug, Proxy.public_id == proxy_id)
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found
