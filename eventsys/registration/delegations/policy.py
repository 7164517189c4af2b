"""Who may act for a city."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_run
from eventsys.core.actor import Actor
from eventsys.registration.delegations.models import Delegation


def can_lead(actor: Actor, delegation: Delegation) -> bool:
    """Act for the city: its focal point by link or by account, and the secretariat for it."""
    return is_focal(actor, delegation) or can_run(actor, delegation)


def is_focal(actor: Actor, delegation: Delegation) -> bool:
    return actor.granted("focal", delegation.public_id) or str(delegation.public_id) in actor.focal
