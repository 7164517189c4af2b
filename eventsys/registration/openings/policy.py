"""Who may read the page on which people register."""

from __future__ import annotations

from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.registration.openings.models import Opening


def can_read_opening(actor: Actor, opening: Opening) -> bool:
    """Everybody, once it is published and the conference is public; the staff before."""
    published = opening.conference.published_at
    if opening.published_at is not None and published is not None and published <= clock.now():
        return True
    return actor.is_staff(opening.conference_id)
