"""Pages of registration: the focal point's, the delegate's own, the list of delegations, the review."""

from __future__ import annotations

from eventsys.registration.routes import (
    delegations,
    focal,
    invite,
    invite_table,
    own,
    parts,
    people,
    people_table,
    presence,
    review,
    saving,
)
from eventsys.registration.routes.room import bp

__all__ = [
    "bp",
    "delegations",
    "focal",
    "invite",
    "invite_table",
    "own",
    "parts",
    "people",
    "people_table",
    "presence",
    "review",
    "saving",
]
