"""Who may read and change the programme."""

from __future__ import annotations

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import Actor


def is_public(conference: Conference) -> bool:
    """The conference's public pages are open."""
    return conference.published_at is not None and conference.published_at <= clock.now()


def can_read(actor: Actor, conference: Conference) -> bool:
    """The public pages of a conference: everybody once it is public, its own staff before."""
    return is_public(conference) or actor.is_staff(conference.id)
