"""Time zones as people know them: a clock's time to a moment, a zone by the city whose time it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from eventsys.core.errors import NoSuchTime
from eventsys.core.words.collation import by_words
from eventsys.core.words.countries import country_name
from eventsys.core.words.grammar import clock_of
from eventsys.core.words.languages import current
from eventsys.core.words.text import folded

__all__ = [
    "at_local",
    "city_of_zone",
    "offset_words",
    "zone_choices",
    "zone_of_city",
    "zone_words",
    "zones",
]


@lru_cache
def zones() -> tuple[str, ...]:
    """Names of time zones by place, in order, and UTC."""
    places = (z for z in available_timezones() if "/" in z and not z.startswith(("Etc/", "SystemV/")))
    return (*sorted(places), "UTC")


def at_local(wall: datetime, zone: str, *, fold: int = 0) -> datetime:
    """The moment in UTC at which the clocks of ``zone`` show ``wall``; of one that comes twice the first, or
    with ``fold`` the second.

    Raises :class:`NoSuchTime` for an hour that the clocks skip.
    """
    here = ZoneInfo(zone)
    local = wall.replace(tzinfo=here, fold=fold)
    moment = local.astimezone(UTC)
    if moment.astimezone(here).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise NoSuchTime(time=f"{wall:%H:%M}", zone=city_of_zone(zone, current()))
    return moment


def offset_words(zone: str, on: date) -> str:
    """``UTC+7``, ``UTC+5:30``, ``UTC−3``: what clocks there show at noon of that day."""
    offset = datetime.combine(on, time(12), ZoneInfo(zone)).utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


@lru_cache(maxsize=2048)
def city_of_zone(zone: str, locale: str) -> str:
    """The city that a zone is named after, as the language calls it: "Ho Chi Minh City", « Le Caire »."""
    return "UTC" if zone == "UTC" else str(get_timezone_location(zone, locale=locale, return_city=True))


def zone_words(zone: str, on: date, city: str = "") -> str:
    """ "Hanoi time (UTC+7)", « heure du Caire (UTC+2) »; the zone's own city where none is given."""
    if zone == "UTC" and not city:
        return "UTC"
    return f"{clock_of(city or city_of_zone(zone, current()), current())} ({offset_words(zone, on)})"


def zone_of_city(country: str, names: Iterable[str] = ()) -> str:
    """The zone of a city of that country (ISO 3166-1): the only one it has, or one that is named after the city;
    "" where neither tells.

    >>> zone_of_city("VN"), zone_of_city("RU", ["Tomsk"]), zone_of_city("RU", ["Kazan"])
    ('Asia/Ho_Chi_Minh', 'Asia/Tomsk', '')
    """
    found = _zones_of(country.upper())
    if len(found) == 1:
        return found[0]
    wanted = {folded(name) for name in names}
    named = [zone for zone in found if folded(city_of_zone(zone, "en")) in wanted]
    return named[0] if len(named) == 1 else ""


@lru_cache
def _lands() -> dict[str, str]:
    """The zones in use to their countries, as the tz database's own table has them."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@lru_cache(maxsize=256)
def _zones_of(country: str) -> tuple[str, ...]:
    return tuple(zone for zone, land in _lands().items() if land == country)


def zone_choices(on: date, also: str = "") -> list[tuple[str, str]]:
    """Every zone in use by its city and country, "Ho Chi Minh City, Vietnam (UTC+7)", sorted by these words;
    ``also`` one that may go by an old name."""
    return list(_zone_choices(current(), on, also))


@lru_cache(maxsize=16)
def _zone_choices(locale: str, on: date, also: str) -> tuple[tuple[str, str], ...]:
    named = []
    for zone in sorted({*_lands(), "UTC", *filter(None, [also])}):
        country, place = country_name(_lands().get(zone, ""), locale), city_of_zone(zone, locale)
        words = place if not country or country == place else f"{place}, {country}"
        named.append((zone, words if zone == "UTC" else f"{words} ({offset_words(zone, on)})"))
    return tuple(by_words(named, lambda choice: choice[1]))
