"""Reading the names that differ at an edition."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.conferences.editions.models import CityName, Conference
from eventsys.core.db import db
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City


def city_names(conference: Conference) -> Sequence[tuple[CityName, City]]:
    """Names that differ at this edition, with their cities."""
    found = db.session.execute(
        select(CityName, City)
        .join(City, City.id == CityName.city_id)
        .where(CityName.conference_id == conference.id)
        .order_by(*registry_queries.by_name())
    )
    return [(name, city) for name, city in found]
