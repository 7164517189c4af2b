"""Pages of the networks room: networks and their cities, a city, groups, import and export."""

from __future__ import annotations

from eventsys.networks.routes import cities, groups, networks, plenary, transfer
from eventsys.networks.routes.room import bp

__all__ = ["bp", "cities", "groups", "networks", "plenary", "transfer"]
