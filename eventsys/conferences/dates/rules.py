"""Dates of an edition: the registration window, milestones with today among them, shifting a copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from eventsys.conferences.dates.errors import ZoneMissing
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.zones import at_local, zone_of_city, zones
from eventsys.networks.registry.errors import UnknownTimezone
from eventsys.networks.registry.models import City


@dataclass(frozen=True, slots=True)
class ShownMilestone:
    """A milestone on the line; ``state`` is past, today or future; ``kind`` is ``""`` for today's mark."""

    kind: str
    at: datetime
    state: str


def shown_milestones(
    milestones: Iterable[tuple[str, datetime]], now: datetime, timezone: str
) -> list[ShownMilestone]:
    """In order of time, with a mark of today's own where no milestone falls on today."""
    today = local_time(now, timezone).date()
    line = [
        ShownMilestone(kind, at, _state(local_time(at, timezone).date(), today)) for kind, at in milestones
    ]
    if not any(item.state == "today" for item in line):
        line.append(ShownMilestone("", now, "today"))
    return sorted(line, key=lambda item: (item.at, item.kind))


def _state(day: date, today: date) -> str:
    return "today" if day == today else "past" if day < today else "future"


class ZoneKeeps(StrEnum):
    """What stays of the times already set when the zone of a conference changes."""

    CLOCK = "clock"
    MOMENT = "moment"


KEEPS_WORDS = {
    ZoneKeeps.CLOCK: _l("Clock times: 09:00 stays 09:00, by the clocks of the new zone"),
    ZoneKeeps.MOMENT: _l("Moments: what is set stays the same moment, its clock time changes"),
}


def checked_zone(name: str, host: City) -> str:
    """``name``, or the host city's own zone where it is empty. Raises :class:`UnknownTimezone`, :class:`ZoneMissing`."""
    chosen = name or host.timezone or zone_of_city(host.country, host.name.values())
    if not chosen:
        raise ZoneMissing(city=host.name.get_in(fallbacks()))
    if chosen not in zones():
        raise UnknownTimezone(timezone=name)
    return chosen


def local_time(at: datetime, timezone: str) -> datetime:
    """The moment on the clock of ``timezone``."""
    return at.astimezone(ZoneInfo(timezone))


def shifted(at: datetime, *, from_zone: str, to_zone: str, by: timedelta) -> datetime:
    """The same hour of the clock there, so many days later. Raises :class:`NoSuchTime`."""
    return at_local(local_time(at, from_zone).replace(tzinfo=None) + by, to_zone)
