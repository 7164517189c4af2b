"""What the steps of the demonstration share: the moments, the people who act, the papers' folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.db import db
from eventsys.networks.registry.models import Network

__all__ = ["Entrance", "Stage"]

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Entrance:
    """How somebody of the demonstration gets in: an address with a password, or a link."""

    who: str
    how: str


@dataclass(slots=True)
class Stage:
    """One run of the demonstration. ``papers`` is the folder of the PDFs; ``say`` tells a line of progress."""

    papers: Path
    say: Callable[[str], None]
    network: Network = field(init=False)
    conference: Conference = field(init=False)
    organiser: Actor = SYSTEM
    secretariat: Actor = SYSTEM
    people: list[Entrance] = field(default_factory=list)

    def acting(self, user_id: int, label: str, role: Role) -> Actor:
        """A member of the conference's staff."""
        return Actor(kind="user", user_id=user_id, label=label, roles={self.conference.id: frozenset({role})})

    @contextmanager
    def on(self, day: date, hour: int = 9, minute: int = 0) -> Iterator[datetime]:
        """Hold the clock at a moment in Hanoi, and commit what was done in it."""
        moment = datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)
        with clock.at(moment):
            yield moment
            db.session.commit()
