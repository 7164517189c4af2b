"""Days and hours as they are written in each language, inside a sentence and alone.

« 1ᵉʳ novembre 2013, 14 h 30 », "18 November 2013, 14:30", "14:30 ngày 18/11/2013". From Babel's own letters: d is
the day, M its month, y its year; words stand between quotes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from babel.dates import format_date, get_month_names

__all__ = ["clock", "day", "day_in_week", "days", "locale_of", "moment", "on_days", "short_day"]

#: British English puts the day first, as the conference's own papers do.
_REGIONS: Final = {"en": "en_GB"}
#: The order of the house for its own languages; any other writes its days as CLDR has them.
_DAY: Final = {"en": "d MMMM y", "fr": "d MMMM y", "vi": "'ngày' d 'tháng' M 'năm' y"}
_IN_WEEK: Final = {"vi": "EEEE, 'ngày' d 'tháng' M 'năm' y"}


def day(value: date, language: str) -> str:
    """ "18 November 2013", « 1ᵉʳ novembre 2013 », "ngày 18 tháng 11 năm 2013"."""
    return _raised(
        value, format_date(value, _DAY.get(language, "long"), locale=locale_of(language)), language
    )


def short_day(value: date, language: str) -> str:
    """For narrow places: "18 Nov 2013", « 1ᵉʳ nov. 2013 », "18/11/2013"."""
    if language == "vi":
        return f"{value.day}/{value.month}/{value.year}"
    return _raised(value, format_date(value, "medium", locale=locale_of(language)), language)


def day_in_week(value: date, language: str) -> str:
    """With the weekday: "Monday, 18 November 2013", « lundi 18 novembre 2013 »."""
    return _raised(
        value, format_date(value, _IN_WEEK.get(language, "full"), locale=locale_of(language)), language
    )


def days(start: date, end: date | None, language: str) -> str:
    """A stretch, standing alone: "18–19 November 2013"; one day alone when both are the same.

    Put together here: CLDR has no range with the month spelled out in British English and Vietnamese.
    """
    if end is None or end == start:
        return day(start, language)
    if language in _DAY and (start.year, start.month) == (end.year, end.month):
        figure = _figure(start, language)
        return day(end, language).replace(str(end.day), f"{figure}–{end.day}", 1)
    return f"{day(start, language)} – {day(end, language)}"


def on_days(start: date, end: date | None, language: str) -> str:
    """A stretch inside a sentence: "on 18 and 19 November 2013", « du 30 novembre au 2 décembre 2013 »."""
    if end is None or end == start:
        one = {"en": "on {}", "fr": "le {}", "vi": "vào {}"}.get(language, "{}")
        return one.format(day(start, language))
    if language not in _DAY:
        return days(start, end, language)
    first = _without(start, end, language)
    if (end - start).days == 1:
        two = {"fr": "les {} et {}", "vi": "vào {} và {}"}.get(language, "on {} and {}")
        return two.format(first, day(end, language))
    more = {"fr": "du {} au {}", "vi": "từ {} đến {}"}.get(language, "from {} to {}")
    return more.format(first, day(end, language))


def _without(start: date, end: date, language: str) -> str:
    """The first of two days, without the month and year that the second says."""
    if start.year != end.year:
        return day(start, language)
    figure = _figure(start, language)
    if language == "vi":
        return f"ngày {figure}" + (f" tháng {start.month}" if start.month != end.month else "")
    if start.month == end.month:
        return figure
    return f"{figure} {get_month_names('wide', locale=locale_of(language))[start.month]}"


def clock(value: datetime, language: str) -> str:
    """Hours and minutes: "14:30", « 14 h 30 », « 9 h »; ``value`` is in its own zone already."""
    if language == "fr":
        return f"{value.hour}\u00a0h" + (f"\u00a0{value.minute:02}" if value.minute else "")
    return f"{value:%H:%M}"


def moment(value: datetime, language: str) -> str:
    """ "18 November 2013, 14:30", « 18 novembre 2013, 14 h 30 », "14:30 ngày 18/11/2013"."""
    if language == "vi":
        return f"{clock(value, language)} ngày {short_day(value, language)}"
    return f"{day(value, language)}, {clock(value, language)}"


def _figure(value: date, language: str) -> str:
    return "1ᵉʳ" if language == "fr" and value.day == 1 else str(value.day)


def _raised(value: date, text: str, language: str) -> str:
    return text.replace("1 ", "1ᵉʳ ", 1) if language == "fr" and value.day == 1 else text


def locale_of(language: str) -> str:
    """Babel's name of the language as it is written here: ``en_GB`` of ``en``."""
    return _REGIONS.get(language, language.replace("-", "_"))
