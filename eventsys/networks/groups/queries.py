"""Groups by name, and those of a city."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.collation import local_key
from eventsys.networks.groups.models import Group, GroupCity, GroupCountry
from eventsys.networks.registry.models import City

# ---- groups and fields


def groups() -> Sequence[Group]:
    """All of them, by name in the page's language."""
    found = db.session.scalars(
        select(Group).options(selectinload(Group.countries), selectinload(Group.cities)).order_by(Group.id)
    )
    return sorted(found, key=lambda group: local_key(group.name))


def find_group(code: str) -> Group | None:
    return db.session.scalars(select(Group).where(Group.code == code)).one_or_none()


def groups_of(city: City) -> list[Group]:
    """Groups the city is in, by its country or by name."""
    by_country = select(GroupCountry.group_id).where(GroupCountry.country == city.country)
    by_city = select(GroupCity.group_id).where(GroupCity.city_id == city.id)
    found = db.session.scalars(
        select(Group).where(or_(Group.id.in_(by_country), Group.id.in_(by_city))).order_by(Group.id)
    )
    return sorted(found, key=lambda group: local_key(group.name))


def get_group(public_id: UUID) -> Group:
    """The group with this public id. Raises :class:`NotFound`."""
    found = db.session.scalars(select(Group).where(Group.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found
