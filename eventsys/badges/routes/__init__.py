"""Pages of the badge room: who has a badge, print runs, one badge's life, designs, checking a code, the desk."""

from __future__ import annotations

from eventsys.badges.routes import (
    check,
    designs,
    desk,
    facts,
    keys,
    life,
    others,
    people,
    runs,
    sheets,
    versions,
)
from eventsys.badges.routes.room import bp

__all__ = [
    "bp",
    "check",
    "designs",
    "desk",
    "facts",
    "keys",
    "life",
    "others",
    "people",
    "runs",
    "sheets",
    "versions",
]
