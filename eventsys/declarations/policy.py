"""Who may speak for a city about a text, and who signs alone; everything else is the secretariat's."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_run
from eventsys.core.actor import Actor
from eventsys.declarations.models import Signatory
from eventsys.declarations.queries import Seat
from eventsys.registration.delegations.policy import can_lead

__all__ = ["can_run", "can_sign_alone", "can_speak"]


def can_speak(actor: Actor, seat: Seat) -> bool:
    """The city's focal point, its head by the personal link, and the secretariat for it."""
    head = seat.head is not None and actor.granted("delegate", seat.head.public_id)
    return head or can_lead(actor, seat.delegation)


def can_sign_alone(actor: Actor, signatory: Signatory) -> bool:
    """The signatory, by the personal link. Whoever is signed in as staff besides hands in at the desk, where a second
    person may have to confirm it."""
    person = signatory.delegate
    return (
        person is not None
        and actor.granted("delegate", person.public_id)
        and not actor.is_staff(signatory.conference_id)
    )
