"""Verbs of rooms, and of zones with the categories that open them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.categories.models import Category
from eventsys.conferences.colours.rules import checked_colour
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.service import (
    Texts,
    next_position,
    record_added,
    record_changed,
    text_of,
    values_of,
)
from eventsys.conferences.venue import queries
from eventsys.conferences.venue.errors import BadLetters, CapacityTooSmall, ZoneTaken
from eventsys.conferences.venue.models import Room, Zone
from eventsys.core import audit, signals
from eventsys.core.actor import Actor
from eventsys.core.db import db


def add_room(conference: Conference, *, name: Texts, capacity: int, by: Actor) -> Room:
    """A room, placed after the others. Raises :class:`CapacityTooSmall`, :class:`TextMissing`."""
    row = Room(conference_id=conference.id, position=next_position(queries.rooms(conference)))
    row.name, row.capacity = text_of(name), _capacity(capacity)
    return record_added(row, "room.added", by)


def update_room(row: Room, *, name: Texts, capacity: int, by: Actor) -> None:
    before = values_of(row)
    row.name, row.capacity = text_of(name), _capacity(capacity)
    record_changed(row, "room.changed", before, by)
    if dict(row.name) != before["name"]:
        conference = db.session.get_one(Conference, row.conference_id)
        signals.place_changed.send(None, conference=conference, room=row)


def _capacity(capacity: int) -> int:
    if capacity < 1:
        raise CapacityTooSmall
    return capacity


_LETTERS = re.compile(r"[A-Z]{1,2}")


def add_zone(
    conference: Conference,
    *,
    letters: str,
    name: Texts,
    colour: str,
    by: Actor,
    categories: Iterable[Category] = (),
) -> Zone:
    """A zone open to ``categories``. Raises :class:`BadLetters`, :class:`ZoneTaken`, :class:`TextMissing`,
    :class:`BadColour`."""
    row = Zone(conference_id=conference.id)
    _write(row, letters, name, colour)
    audit.record(by, verb="zone.added", thing=row, after=values_of(row))
    open_to(row, categories, by=by)
    return row


def update_zone(row: Zone, *, letters: str, name: Texts, colour: str, by: Actor) -> None:
    """Badges printed before keep the letters they have. Raises as :func:`add_zone`."""
    before = values_of(row)
    _write(row, letters, name, colour)
    audit.record(by, verb="zone.changed", thing=row, before=before, after=values_of(row))


def _write(row: Zone, letters: str, name: Texts, colour: str) -> None:
    said = letters.strip().upper()
    if not _LETTERS.fullmatch(said):
        raise BadLetters
    text, shade = text_of(name), checked_colour(colour)
    try:
        with db.session.begin_nested():
            row.letters, row.name, row.colour = said, text, shade
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        raise ZoneTaken(letters=said) from error


def open_to(zone: Zone, categories: Iterable[Category], *, by: Actor) -> None:
    """From now on just these categories open the zone."""
    wanted = {category.id: category for category in categories}
    have = {category.id: category for category in queries.categories_of_zone(zone)}
    if wanted.keys() == have.keys():
        return
    zone.categories = list(wanted.values())
    db.session.flush()
    before = sorted(category.code for category in have.values())
    after = sorted(category.code for category in wanted.values())
    audit.record(
        by, verb="zone.opened", thing=zone, before={"categories": before}, after={"categories": after}
    )
