"""Pages of the conferences room: editions of a network, an edition's home and set-up."""

from __future__ import annotations

from eventsys.conferences.routes import categories, dates, editions, home, outbox, places, plenary, zones
from eventsys.conferences.routes.room import bp

__all__ = ["bp", "categories", "dates", "editions", "home", "outbox", "places", "plenary", "zones"]
