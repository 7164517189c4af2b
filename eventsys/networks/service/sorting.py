"""Where cities stand in lists."""

from __future__ import annotations

from eventsys.core.db import db
from eventsys.networks import queries
from eventsys.networks.rules import names

__all__ = ["sort_anew"]


def sort_anew() -> int:
    """Write the keys of every city's place in lists and searches anew; how many there are."""
    cities = queries.every_city()
    for city in cities:
        for column, value in names.derived(city.code, city.name, city.native_name).items():
            setattr(city, column, value)
    db.session.flush()
    return len(cities)
