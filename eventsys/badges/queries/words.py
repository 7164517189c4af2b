"""The words of those who wait for a badge, without the rest of their registrations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from eventsys.badges.models import LIVE_STATES, Badge
from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.networks.models import City
from eventsys.registration import queries as people
from eventsys.registration.models import Delegate, DelegateState, Delegation

__all__ = ["PersonWords", "words_of_unprinted"]


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What is printed of a person and of the person's city."""

    public_id: UUID
    full_name: str
    native_name: str
    office: Localized
    organisation: Localized
    city_id: int
    native_city: str


def words_of_unprinted(conference: Conference) -> Iterator[PersonWords]:
    """Of approved delegates without a live badge, by name; in one query, however many there are."""
    live = select(Badge.id).where(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
    rows = db.session.execute(
        select(
            Delegate.public_id, Delegate.family_name, Delegate.given_name, Delegate.name_order,
            Delegate.native_name, Delegate.office, Delegate.organisation, City.id, City.native_name,
        )
        .join(Delegation, Delegation.id == Delegate.delegation_id)
        .join(City, City.id == Delegation.city_id)
        .where(
            Delegate.conference_id == conference.id, Delegate.state == DelegateState.APPROVED,
            Delegate.erased_at.is_(None), ~live.exists(),
        )
        .order_by(*people.by_name())
    )  # fmt: skip
    for key, family, given, name_order, native, office, organisation, city_id, native_city in rows:
        parts = (family, given) if name_order == "family" else (given, family)
        name = " ".join(part for part in parts if part)
        yield PersonWords(key, name, native, office, organisation, city_id, native_city)
