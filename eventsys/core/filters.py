"""Template filters: localized text, days, times and sizes in the language of the page, through Babel."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from flask import Flask

from eventsys.core.access import conference_of_page
from eventsys.core.dates import ImpreciseDate
from eventsys.core.grammar import city_forms
from eventsys.core.languages import current, fallbacks, list_words
from eventsys.core.text import Localized

__all__ = ["cityforms", "daterange", "day", "init_app", "loc", "weekday_day"]


def loc(value: Any) -> str:
    """A localized value in the page's language, else in the conference's languages."""
    if isinstance(value, dict):
        conference = conference_of_page()
        text = value if isinstance(value, Localized) else Localized(value)
        return text.get_in(fallbacks(languages=conference.languages if conference else ()))
    return "" if value is None else str(value)


def cityforms(value: Any, noun: str = "city") -> dict[str, str]:
    """The forms of a city's name for a message: ``_("Delegation %(of_city)s", **(name | cityforms))``."""
    return city_forms(loc(value), current(), noun)


def day(value: date, width: str = "long") -> str:
    """``18 November 2013``, ``18 novembre 2013``, ``18 tháng 11, 2013``."""
    return format_date(value, width, locale=_region())


def weekday_day(value: date) -> str:
    """With the weekday: ``Saturday, 18 November 2023``."""
    return format_date(value, "full", locale=_region())


def daterange(start: date, end: date | None = None) -> str:
    """``18–19 November 2013``; one day alone when both are the same.

    Put together here: CLDR has no range with the month spelled out in British English and Vietnamese.
    """
    if end is None or end == start:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {format_skeleton('yMMMM', start, locale=_region())}"
    return f"{day(start)} – {day(end)}"


def _region() -> str:
    # British English puts the day first, as the conference's own papers do.
    return {"en": "en_GB"}.get(current(), current())


def _zone(zone: str | tzinfo | None) -> tzinfo:
    if isinstance(zone, str):
        return ZoneInfo(zone)
    if zone is not None:
        return zone
    conference = conference_of_page()
    return ZoneInfo(conference.timezone if conference else "UTC")


def moment(value: datetime, zone: str | tzinfo | None = None) -> str:
    """Day and time to the minute in the conference's time zone (or in ``zone``): ``18 Nov 2013, 09:00``."""
    local = value.astimezone(_zone(zone))
    return (
        f"{format_date(local, 'medium', locale=_region())}, {format_time(local, 'HH:mm', locale=_region())}"
    )


def local_day(value: datetime, zone: str | tzinfo | None = None) -> str:
    """The day of a moment in the conference's time zone (or in ``zone``), spelled out."""
    return day(value.astimezone(_zone(zone)).date())


def clock_time(value: datetime, zone: str | tzinfo | None = None) -> str:
    """Hours and minutes in the conference's time zone (or in ``zone``)."""
    return format_time(value.astimezone(_zone(zone)), "HH:mm", locale=current())


def filesize(octets: int) -> str:
    """``12.3 MB`` with the language's decimal sign; units are powers of 1000."""
    size, unit = float(octets), "B"
    for larger in ("kB", "MB", "GB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{format_decimal(round(size, 1 if size < 100 and unit != 'B' else 0), locale=current())} {unit}"


def imprecise(value: ImpreciseDate | None) -> str:
    """An imprecise date in words."""
    return value.spoken(_region()) if value else ""


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        loc=loc, cityforms=cityforms, day=day, weekday=weekday_day, daterange=daterange, datetime=moment,
        localday=local_day, time=clock_time,
        filesize=filesize, impreciseday=imprecise, listwords=list_words,
    )  # fmt: skip
