"""Who may hand in a signature that was made in a program of their own."""

from __future__ import annotations

from eventsys.core.actor import Actor
from eventsys.declarations.signatories.models import Signatory


def can_sign_alone(actor: Actor, signatory: Signatory) -> bool:
    """The signatory, by the personal link. Whoever is signed in as staff besides hands in at the desk, where a second
    person may have to confirm it."""
    person = signatory.delegate
    return (
        person is not None
        and actor.granted("delegate", person.public_id)
        and not actor.is_staff(signatory.conference_id)
    )
