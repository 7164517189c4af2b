"""Fields of a network and of cities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsys.core.db import db
from eventsys.core.words.collation import local_key
from eventsys.networks.fields.models import CityField, CreativeField
from eventsys.networks.registry.models import City, Network


def fields(network: Network) -> Sequence[CreativeField]:
    """By name in the page's language."""
    found = db.session.scalars(
        select(CreativeField).where(CreativeField.network_id == network.id).order_by(CreativeField.id)
    )
    return sorted(found, key=lambda field: local_key(field.name))


def networks_with_fields() -> set[int]:
    """Ids of networks that know creative fields."""
    return set(
        db.session.scalars(select(CreativeField.network_id).distinct().order_by(CreativeField.network_id))
    )


def find_field(network: Network, code: str) -> CreativeField | None:
    return db.session.scalars(
        select(CreativeField).where(CreativeField.network_id == network.id, CreativeField.code == code)
    ).one_or_none()


def city_fields(city: City) -> Sequence[CityField]:
    return db.session.scalars(
        select(CityField)
        .join(CreativeField)
        .options(joinedload(CityField.field))
        .where(CityField.city_id == city.id)
        .order_by(CreativeField.code, CityField.id)
    ).all()


def fields_by_city(network: Network, city_ids: Iterable[int] | None = None) -> dict[int, list[CityField]]:
    """City id to its fields in this network, in one query."""
    statement = (
        select(CityField)
        .join(CreativeField)
        .options(joinedload(CityField.field))
        .where(CreativeField.network_id == network.id)
        .order_by(CreativeField.code, CityField.id)
    )
    if city_ids is not None:
        statement = statement.where(CityField.city_id.in_(list(city_ids)))
    found: dict[int, list[CityField]] = {}
    for row in db.session.scalars(statement):
        found.setdefault(row.city_id, []).append(row)
    return found
