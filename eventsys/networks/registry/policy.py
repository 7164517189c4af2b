"""Who may read and change the registry of cities. It belongs to the installation, not to one conference."""

from __future__ import annotations

from typing import Any

from eventsys.core.actor import Actor


def can_see(actor: Actor, thing: Any) -> bool:
    """Staff of any conference look cities up."""
    return can_edit(actor, thing) or any(actor.roles.values())


def can_edit(actor: Actor, _thing: Any) -> bool:
    """Administrators change networks, cities and standings, and import lists."""
    return actor.admin or actor.kind == "system"
