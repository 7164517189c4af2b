"""Until when declarations and agreements are signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.declarations import queries

__all__ = ["keep_clock_times"]


def keep_clock_times(conference: Conference, moved: Callable[[datetime], datetime], *, by: Actor) -> None:
    """Every deadline stays at its hour of the clock in a new time zone. ``moved``: an old moment to the new one."""
    for found in queries.with_deadline(conference):
        if found.sign_until:
            before, found.sign_until = found.sign_until, moved(found.sign_until)
            audit.record(
                by,
                verb="declaration.zone_changed",
                thing=found,
                before={"sign_until": before.isoformat()},
                after={"sign_until": found.sign_until.isoformat()},
            )
