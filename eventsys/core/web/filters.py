"""Template filters: localized text, days, times and sizes in the language of the page, through Babel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from flask import Flask
from markupsafe import Markup, escape

from eventsys.core.incoming import together
from eventsys.core.web.access import conference_of_page
from eventsys.core.words import written
from eventsys.core.words.bcp47 import locale_of, nearest
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.grammar import city_forms
from eventsys.core.words.isolates import isolated
from eventsys.core.words.languages import SUPPORTED, current, fallbacks, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import RAGGED, UPRIGHT, name_in, own_name, text_direction
from eventsys.core.words.text import Localized

__all__ = [
    "cityforms",
    "daterange",
    "day",
    "init_app",
    "listed",
    "loc",
    "marked",
    "ondays",
    "short_day",
    "shown",
    "shown_lines",
    "told",
    "weekday_day",
]


def loc(value: Any) -> str:
    """A localized value in the page's language, else in the conference's languages: plain, for attributes and sentences."""
    if isinstance(value, dict):
        return isolated(_localized(value).get_in(_order()), current())
    return "" if value is None else str(value)


def shown(value: Any) -> Markup:
    """The same as the text of an element: words of another language are marked as such."""
    return (
        marked(_localized(value), _order())
        if isinstance(value, dict)
        else escape("" if value is None else value)
    )


def shown_lines(value: Any) -> list[Markup]:
    """The lines of a longer text that are not empty, each as :func:`shown`."""
    order = _order()
    if not isinstance(value, dict):
        return [escape(line) for line in str(value or "").splitlines() if line.strip()]
    text = _localized(value)
    words, tag = text.get_in(order), text.tag_in(order)
    return [marked(Localized({tag: line}), order) for line in words.splitlines() if line.strip()]


def listed(values: Iterable[Any]) -> str:
    """``a, b and c`` in the language in force; localized values among them as :func:`shown`."""
    found = list(values)
    if any(isinstance(one, dict | Markup) for one in found):
        return Markup(list_words([shown(one) for one in found]))  # noqa: S704  # each one is escaped, and so is nothing between
    return list_words(found)


def told(sentence: str, **values: Any) -> Markup:
    """A translated ``sentence`` with its places filled; localized values among them as :func:`shown`."""
    return escape(sentence) % {name: shown(value) for name, value in values.items()}


def marked(text: Localized, order: Sequence[str]) -> Markup:
    """``text`` in the first of the languages of ``order`` that it has; where that is not the language in force, set apart,
    with the language it is in for programs that read aloud, and, where it is not the one asked for either, a small sign of it
    for those who see."""
    words, tag = text.get_in(order), text.tag_in(order)
    if not words or nearest(current(), (tag,)):
        return escape(words)
    if tag == order[0]:
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(tag, text_direction(tag), words)
    told = _("in %(language)s", language=name_in(tag, current())) if current() in SUPPORTED else own_name(tag)
    return Markup('<bdi class="elsewhere" lang="{0}" dir="{1}" title="{2}" data-in="{0}">{3}</bdi>').format(
        tag, text_direction(tag), told, words
    )


def _localized(value: dict[str, str]) -> Localized:
    return value if isinstance(value, Localized) else Localized(value)


def _order() -> tuple[str, ...]:
    conference = conference_of_page()
    return fallbacks(languages=conference.languages if conference else ())


def cityforms(value: Any, noun: str = "city") -> dict[str, str]:
    """The forms of a city's name for a message: ``_("Delegation %(of_city)s", **(name | cityforms))``."""
    return city_forms(loc(value), current(), noun)


def day(value: date) -> str:
    """``18 November 2013``, ``1ᵉʳ novembre 2013``, ``ngày 18 tháng 11 năm 2013``."""
    return written.day(value, current())


def short_day(value: date) -> str:
    """For narrow places: ``18 Nov 2013``."""
    return written.short_day(value, current())


def weekday_day(value: date) -> str:
    """With the weekday: ``Saturday, 18 November 2023``."""
    return written.day_in_week(value, current())


def daterange(start: date, end: date | None = None) -> str:
    """``18–19 November 2013``; one day alone when both are the same."""
    return written.days(start, end, current())


def ondays(start: date, end: date | None = None) -> str:
    """The same inside a sentence: ``on 18 and 19 November 2013``, ``du 18 au 20 novembre 2013``."""
    return written.on_days(start, end, current())


def _zone(zone: str | tzinfo | None) -> tzinfo:
    if isinstance(zone, str):
        return ZoneInfo(zone)
    if zone is not None:
        return zone
    conference = conference_of_page()
    return ZoneInfo(conference.timezone if conference else "UTC")


def moment(value: datetime, zone: str | tzinfo | None = None) -> str:
    """Day and time to the minute in the conference's time zone (or in ``zone``): ``18 November 2013, 09:00``."""
    return written.moment(value.astimezone(_zone(zone)), current())


def local_day(value: datetime, zone: str | tzinfo | None = None) -> str:
    """The day of a moment in the conference's time zone (or in ``zone``), spelled out."""
    return day(value.astimezone(_zone(zone)).date())


def clock_time(value: datetime, zone: str | tzinfo | None = None) -> str:
    """Hours and minutes in the conference's time zone (or in ``zone``): ``09:30``, ``9 h 30``."""
    return written.clock(value.astimezone(_zone(zone)), current())


def filesize(octets: int) -> str:
    """``12.3 MB`` with the language's decimal sign; units are powers of 1000."""
    size, unit = float(octets), "B"
    for larger in ("kB", "MB", "GB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{format_decimal(round(size, 1 if size < 100 and unit != 'B' else 0), locale=locale_of(current()))} {unit}"


def imprecise(value: ImpreciseDate | None) -> str:
    """An imprecise date in words."""
    return value.spoken(written.locale_of(current())) if value else ""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(ragged_languages=RAGGED, upright_languages=UPRIGHT)
    app.jinja_env.filters.update(
        loc=loc,
        shown=shown,
        shown_lines=shown_lines,
        cityforms=cityforms,
        day=day,
        weekday=weekday_day,
        daterange=daterange,
        ondays=ondays,
        datetime=moment,
        localday=local_day,
        time=clock_time,
        filesize=filesize,
        impreciseday=imprecise,
        listwords=listed,
        together=together,
        direction=text_direction,
        own_name=own_name,
    )
