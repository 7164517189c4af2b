"""Adds and changes the organisers of an edition."""

from __future__ import annotations

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.service import (
    Texts,
    next_position,
    record_added,
    record_changed,
    text_of,
    values_of,
)
from eventsys.conferences.organisers import queries
from eventsys.conferences.organisers.models import Organiser
from eventsys.core.actor import Actor
from eventsys.core.addresses import words_without_address


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
