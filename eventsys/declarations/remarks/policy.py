"""Who may speak for a city about a text; everything else is the secretariat's."""

from __future__ import annotations

from eventsys.core.actor import Actor
from eventsys.declarations.remarks.queries import CitySeat
from eventsys.registration.delegations.policy import can_lead


def can_speak(actor: Actor, seat: CitySeat) -> bool:
    """The city's focal point, its head by the personal link, and the secretariat for it."""
    head = seat.head is not None and actor.granted("delegate", seat.head.public_id)
    return head or can_lead(actor, seat.delegation)
