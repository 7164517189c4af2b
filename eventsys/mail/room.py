"""What this room brings to the house."""

from __future__ import annotations

from eventsys.core.rooms import Room, States
from eventsys.mail.models import LetterState
from eventsys.mail.routes import bp
from eventsys.mail.tasks import deliver_due

__all__ = ["ROOM"]

ROOM = Room(bp, ticks=(deliver_due,), states=(States("letter.", "state", LetterState),))
