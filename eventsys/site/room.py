"""What this room brings to the house."""

from __future__ import annotations

from eventsys.core.rooms import Room
from eventsys.site.routes import bp

__all__ = ["ROOM"]

ROOM = Room(bp)
