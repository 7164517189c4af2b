"""Organisers, rooms, categories, quotas, milestones, and names of cities at an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError

from eventsys.conferences import queries
from eventsys.conferences.errors import (
    CapacityTooSmall,
    CategoryTaken,
    InUse,
    NotThere,
    TextMissing,
)
from eventsys.conferences.models import (
    Category,
    Conference,
    Organiser,
    Part,
    Ranked,
    Room,
    TravelAsked,
)
from eventsys.conferences.rules.colours import checked_colour
from eventsys.conferences.rules.standard import STANDARD_CATEGORIES
from eventsys.conferences.rules.words import code_for
from eventsys.core import audit, signals
from eventsys.core.actor import Actor
from eventsys.core.addresses import words_without_address
from eventsys.core.db import db
from eventsys.core.text import Localized

__all__ = [
    "add_category",
    "add_organiser",
    "add_room",
    "add_standard_categories",
    "move",
    "remove",
    "update_category",
    "update_organiser",
    "update_room",
]

Texts = Mapping[str, str]
Row = TypeVar("Row", bound=Part)


def add_organiser(
    conference: Conference,
    *,
    name: Texts,
    by: Actor,
    role: Texts | None = None,
    logo_digest: str | None = None,
) -> Organiser:
    """After the others. ``role`` is the wording before the name ("in coordination with"). Raises
    :class:`AddressAsName`, :class:`TextMissing`."""
    row = Organiser(conference_id=conference.id, position=next_position(queries.organisers(conference)))
    row.name, row.role = text_of(name), words_without_address(role)
    row.logo_digest = logo_digest
    return record_added(row, "organiser.added", by)


def update_organiser(
    row: Organiser,
    *,
    name: Texts,
    role: Texts,
    by: Actor,
    logo_digest: str | None = None,
    drop_logo: bool = False,
) -> None:
    """Without ``logo_digest`` the present logo stays unless ``drop_logo``. Raises as :func:`add_organiser`."""
    before = values_of(row)
    row.name, row.role = text_of(name), words_without_address(role)
    row.logo_digest = logo_digest or (None if drop_logo else row.logo_digest)
    record_changed(row, "organiser.changed", before, by)


def add_room(conference: Conference, *, name: Texts, capacity: int, by: Actor) -> Room:
    """Raises :class:`CapacityTooSmall`, :class:`TextMissing`."""
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


def add_category(
    conference: Conference,
    *,
    name: Texts,
    colour: str,
    by: Actor,
    code: str = "",
    is_head: bool = False,
    photo_needed: bool = True,
    travel_asked: str = TravelAsked.GUESTS,
    consent_needed: bool = True,
) -> Category:
    """``code`` defaults to the folded English name. Raises :class:`CategoryTaken`, :class:`BadColour`."""
    shown = text_of(name)
    row = Category(
        name=shown,
        code=(code or code_for(shown))[:40],
        colour=checked_colour(colour),
        is_head=is_head,
        photo_needed=photo_needed,
        travel_asked=TravelAsked(travel_asked),
        consent_needed=consent_needed,
    )
    return _add_categories(conference, [row], by)[0]


def _add_categories(conference: Conference, rows: list[Category], by: Actor) -> list[Category]:
    for position, row in enumerate(rows, start=next_position(queries.categories(conference))):
        row.conference_id, row.position = conference.id, position
    try:
        with db.session.begin_nested():
            db.session.add_all(rows)
            db.session.flush()
    except IntegrityError as error:
        taken = {category.code for category in queries.categories(conference)}
        raise CategoryTaken(code=next(row.code for row in rows if row.code in taken)) from error
    for row in rows:
        audit.record(by, verb="category.added", thing=row, after=values_of(row))
    return rows


def update_category(
    row: Category,
    *,
    name: Texts,
    colour: str,
    is_head: bool,
    photo_needed: bool,
    by: Actor,
    travel_asked: str = TravelAsked.GUESTS,
    consent_needed: bool = True,
) -> None:
    """The code stays: badges and exports know it."""
    before = values_of(row)
    row.name, row.colour, row.is_head, row.photo_needed = (
        text_of(name),
        checked_colour(colour),
        is_head,
        photo_needed,
    )
    row.travel_asked, row.consent_needed = TravelAsked(travel_asked), consent_needed
    record_changed(row, "category.changed", before, by)


def add_standard_categories(conference: Conference, *, by: Actor) -> list[Category]:
    """Those of the standard set that are not there yet."""
    have = {category.code for category in queries.categories(conference)}
    missing = [
        Category(code=s.code, name=text_of(s.name), colour=s.colour, is_head=s.is_head)
        for s in STANDARD_CATEGORIES
        if s.code not in have
    ]
    return _add_categories(conference, missing, by)


def move(row: Ranked, rows: Sequence[Ranked], *, up: bool, by: Actor) -> None:
    """One place up or down among ``rows``; at the end of the line nothing happens."""
    ordered = list(rows)
    if row not in ordered:
        raise NotThere
    here = ordered.index(row)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(ordered):
        return
    before = [str(r.public_id) for r in ordered]
    ordered[here], ordered[there] = ordered[there], ordered[here]
    for position, each in enumerate(ordered, start=1):
        each.position = position
    db.session.flush()
    after = [str(r.public_id) for r in ordered]
    audit.record(
        by, verb=f"{row.__tablename__}.moved", thing=row, before={"order": before}, after={"order": after}
    )


def remove(row: Part, *, by: Actor) -> None:
    """Raises :class:`InUse` when registrations or sessions stand on it."""
    before = values_of(row)
    name = str(getattr(row, "name", ""))
    try:
        with db.session.begin_nested():
            db.session.delete(row)
            db.session.flush()
    except IntegrityError as error:
        raise InUse(name=name) from error
    audit.record(by, verb=f"{row.__tablename__}.removed", thing=row, before=before)


def next_position(rows: Sequence[Ranked]) -> int:
    """After the last one."""
    return max((row.position for row in rows), default=0) + 1


def text_of(values: Texts) -> Localized:
    """What something of a conference is called. Raises :class:`TextMissing`, :class:`AddressAsName`."""
    text = words_without_address(values)
    if not text:
        raise TextMissing
    return text


def _capacity(capacity: int) -> int:
    if capacity < 1:
        raise CapacityTooSmall
    return capacity


def values_of(row: Any) -> dict[str, Any]:
    skipped = {"id", "public_id", "conference_id"}
    return {c.key: _plain(getattr(row, c.key)) for c in row.__table__.columns if c.key not in skipped}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return dict(value) if isinstance(value, dict) else value


def record_added(row: Row, verb: str, by: Actor) -> Row:
    db.session.add(row)
    db.session.flush()
    audit.record(by, verb=verb, thing=row, after=values_of(row))
    return row


def record_changed(row: Any, verb: str, before: dict[str, Any], by: Actor) -> None:
    db.session.flush()
    audit.record(by, verb=verb, thing=row, before=before, after=values_of(row))
