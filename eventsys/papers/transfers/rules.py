"""Flights and hours in what people typed: "VN 311, arriving at 14:35". Values only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, Final

from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["WAY_WORDS", "Leg", "Way", "leg_of", "legs"]


class Way(StrEnum):
    ARRIVALS = "arrivals"
    DEPARTURES = "departures"


WAY_WORDS: Final[dict[Way, Any]] = {Way.ARRIVALS: _l("Arrivals"), Way.DEPARTURES: _l("Departures")}

_HOUR: Final = re.compile(
    r"(?<![\d:.])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([aApP])\.?[mM]\b"
    r"|(?<![\d:.])([01]?\d|2[0-3]) ?(?:[:.]|[hHgG](?![a-zA-Z])) ?([0-5]\d)(?![\d.:])"
    r"|(?<![\d:.])([01]?\d|2[0-3]) ?[hH](?![a-zA-Z])"
)
#: Letters of an airline or of a train, and a number; small letters only where nothing stands between.
_CODE: Final = re.compile(r"\b([A-Z]{2,3}|[A-Z]\d|\d[A-Z])[ \u00a0-]?(\d{1,4})\b|\b([a-z]{2})(\d{2,4})\b")


@dataclass(frozen=True, slots=True)
class Leg:
    """A flight or train and its hour; "" and ``None`` where that was not said."""

    code: str = ""
    hour: time | None = None


def legs(text: str) -> list[Leg]:
    """Each flight that ``text`` names, with the hour that stands nearest behind it; an hour without any flight is one as well.

    >>> legs("VN 311, arriving at 14:35")
    [Leg(code='VN 311', hour=datetime.time(14, 35))]
    >>> legs("vn311 14h35 / VN-310 21.05")
    [Leg(code='VN 311', hour=datetime.time(14, 35)), Leg(code='VN 310', hour=datetime.time(21, 5))]
    >>> legs("by car, 9 h"), legs("by car")
    ([Leg(code='', hour=datetime.time(9, 0))], [])
    """
    hours = [(found.start(), _hour(found)) for found in _HOUR.finditer(text)]
    plain = _HOUR.sub(lambda found: " " * len(found[0]), text)
    codes = [
        (found.start(), f"{(found[1] or found[3]).upper()} {found[2] or found[4]}")
        for found in _CODE.finditer(plain)
    ]
    if not codes:
        return [Leg("", hour) for _at, hour in hours]
    found = []
    for number, (at, code) in enumerate(codes):
        begins = at if number else 0  # an hour before the first flight is that flight's
        ends = codes[number + 1][0] if number + 1 < len(codes) else len(text)
        mine = [hour for place, hour in hours if begins <= place < ends]
        found.append(Leg(code, mine[0] if mine else None))
    if len(codes) == 1 and len(hours) == 2:  # "VN 311, 14:35, back at 21:00"
        found.append(Leg("", hours[1][1]))
    return found


def _hour(found: re.Match[str]) -> time:
    if found[3]:
        return time(int(found[1]) % 12 + (12 if found[3] in "pP" else 0), int(found[2] or 0))
    return time(int(found[4] or found[6]), int(found[5] or 0))


def leg_of(text: str, way: Way) -> Leg:
    """The first flight is the one people arrive by, the last of several the one they leave by."""
    found = legs(text)
    if way == Way.ARRIVALS:
        return found[0] if found else Leg()
    return found[-1] if len(found) > 1 else Leg()


def place(day: date | None, leg: Leg) -> tuple[Any, ...]:
    """Where a group stands: by day and hour, what was not said last."""
    return day is None, day or date.max, leg.hour is None, leg.hour or time.max, leg.code == "", leg.code
