"""Zones of the venue, and which categories they are open to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError

from eventsys.conferences import queries
from eventsys.conferences.errors import BadLetters, ZoneTaken
from eventsys.conferences.models import Category, Conference, Zone
from eventsys.conferences.rules.colours import checked_colour
from eventsys.conferences.service.parts import Texts, text_of, values_of
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db

__all__ = ["add_zone", "open_to", "update_zone"]

_LETTERS = re.compile(r"[A-Z]{1,2}")


def add_zone(
    conference: Conference, *, letters: str, name: Texts, colour: str, by: Actor,
    categories: Iterable[Category] = (),
) -> Zone:  # fmt: skip
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
