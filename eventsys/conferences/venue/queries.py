"""The rooms and zones of an edition, and which categories enter which zones."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room, Zone
from eventsys.core.db import db

_ZONES = select(Zone).where(Zone.conference_id == bindparam("conference")).order_by(Zone.letters, Zone.id)


def rooms(conference: Conference) -> Sequence[Room]:
    return db.session.scalars(
        select(Room).where(Room.conference_id == conference.id).order_by(Room.position, Room.id)
    ).all()


def zones(conference: Conference) -> Sequence[Zone]:
    """All zones of an edition, by their letters."""
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
