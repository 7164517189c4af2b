"""Who may see a city's letter."""

from __future__ import annotations

from eventsys.core.actor import Actor
from eventsys.registration.credentials.models import CredentialLetter
from eventsys.registration.delegations.policy import can_lead


def can_see_letter(actor: Actor, letter: CredentialLetter) -> bool:
    """Its city's focal point, organisers and the secretariat; nobody else."""
    return can_lead(actor, letter.delegation)
