"""Pages of the badge room: who has a badge, print runs, one badge's life, designs, checking a code."""

from __future__ import annotations

from eventsys.badges.routes import check, designs, life, people, runs
from eventsys.badges.routes.room import bp

__all__ = ["bp", "check", "designs", "life", "people", "runs"]
