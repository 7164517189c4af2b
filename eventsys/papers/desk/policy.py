"""Which sheets somebody may have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_print
from eventsys.core.actor import Actor
from eventsys.papers.needs.policy import can_see_needs
from eventsys.papers.transfers.policy import can_see_journeys

__all__ = ["can_see_sheets", "sheets_of"]

_SHEETS: Final[dict[str, Callable[[Actor, Conference], bool]]] = {
    "attendance": can_print,
    "transfers": can_see_journeys,
    "rooming": can_see_journeys,
    "needs": can_see_needs,
}


def sheets_of(actor: Actor, conference: Conference) -> list[str]:
    """By the names of their pages."""
    return [name for name, may in _SHEETS.items() if may(actor, conference)]


def can_see_sheets(actor: Actor, conference: Conference) -> bool:
    return bool(sheets_of(actor, conference))
