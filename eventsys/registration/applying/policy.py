"""Who may confirm an application."""

from __future__ import annotations

from eventsys.core.actor import Actor
from eventsys.registration.applying.queries import Asked


def can_confirm(actor: Actor, asked: Asked) -> bool:
    """Whoever reads the letter that went to its address."""
    return actor.granted("application", asked.public_id)
