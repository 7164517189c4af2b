"""Who may read and change the programme."""

from __future__ import annotations

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.errors import NotFound
from eventsys.core.web.access import conference_of_page, current_actor


def is_public(conference: Conference) -> bool:
    """The conference's public pages are open."""
    return conference.published_at is not None and conference.published_at <= clock.now()


def can_read(actor: Actor, conference: Conference) -> bool:
    """The public pages of a conference: everybody once it is public, its own staff before."""
    return is_public(conference) or actor.is_staff(conference.id)


def open_conference(slug: str) -> Conference:  # noqa: ARG001 (the guard takes it out of the address by its name)
    """The conference of this address, found once a request. Raises NotFound where it is not public yet."""
    conference: Conference | None = conference_of_page()
    if conference is None or not can_read(current_actor(), conference):
        raise NotFound
    return conference
