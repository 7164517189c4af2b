"""Dates of an edition: the registration window, milestones with today among them, shifting a copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from eventsys.networks.errors import UnknownTimezone

__all__ = ["Shown", "Window", "at_local", "checked_zone", "local", "shifted", "shown_milestones", "zones"]


@dataclass(frozen=True, slots=True)
class Window:
    """Registration is open from ``opens`` until just before ``closes``; without ``opens`` it is shut."""

    opens: datetime | None
    closes: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.opens is not None and self.opens <= now and (self.closes is None or now < self.closes)


@dataclass(frozen=True, slots=True)
class Shown:
    """A milestone on the line; ``state`` is past, today or future; ``kind`` is ``""`` for today's mark."""

    kind: str
    at: datetime
    state: str


def shown_milestones(milestones: Iterable[tuple[str, datetime]], now: datetime, timezone: str) -> list[Shown]:
    """In order of time, with a mark of today's own where no milestone falls on today."""
    today = local(now, timezone).date()
    line = [Shown(kind, at, _state(local(at, timezone).date(), today)) for kind, at in milestones]
    if not any(item.state == "today" for item in line):
        line.append(Shown("", now, "today"))
    return sorted(line, key=lambda item: (item.at, item.kind))


def _state(day: date, today: date) -> str:
    return "today" if day == today else "past" if day < today else "future"


@lru_cache
def zones() -> tuple[str, ...]:
    """Names of time zones by place, in order, and UTC."""
    places = (z for z in available_timezones() if "/" in z and not z.startswith(("Etc/", "SystemV/")))
    return (*sorted(places), "UTC")


def checked_zone(name: str) -> str:
    """Raises :class:`UnknownTimezone`."""
    if name not in zones():
        raise UnknownTimezone(timezone=name)
    return name


def local(at: datetime, timezone: str) -> datetime:
    """On the clock of the conference."""
    return at.astimezone(ZoneInfo(timezone))


def at_local(wall: datetime, timezone: str) -> datetime:
    """A moment typed as the conference's clock shows it, in UTC."""
    return wall.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)


def shifted(at: datetime, *, from_zone: str, to_zone: str, by: timedelta) -> datetime:
    """The same hour of the clock there, so many days later."""
    return at_local(local(at, from_zone).replace(tzinfo=None) + by, to_zone)
