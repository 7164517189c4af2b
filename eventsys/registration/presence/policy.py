"""Who notes that a city is in the hall, or has left it."""

from __future__ import annotations

from typing import Any

from eventsys.core.actor import Actor, Role
from eventsys.core.web.access import conference_id_of


def can_note_presence(actor: Actor, thing: Any) -> bool:
    """Who stands at the door of the hall, or runs the conference."""
    return actor.has(conference_id_of(thing), Role.ORGANISER, Role.SECRETARIAT, Role.DESK)
