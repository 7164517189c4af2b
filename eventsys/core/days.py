"""Imprecise dates as people write them in forms and spreadsheets, to the four shapes the house keeps."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import get_month_names

from eventsys.core.dates import ImpreciseDate
from eventsys.core.languages import SUPPORTED
from eventsys.core.text import folded

__all__ = ["day_of_cell", "read_day"]

_END = re.compile(r"(?:end of|end|late|fin de|fin|cuoi nam|cuoi)\s+(\d{4})")
_YEAR = re.compile(r"(?:nam\s+)?(\d{4})(?:\.0)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[ t]00:00(?::00(?:\.0+)?)?)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?\s+)?(thang \d{1,2}|[^\W\d]+\.?),?\s+(?:nam\s+)?(\d{4})")


def read_day(text: str) -> ImpreciseDate:
    """``2012``, ``06/2012``, ``June 2012``, ``30 juin 2012``, ``cuối năm 2019``, ``30.6.2012``.

    Raises :class:`ValueError`, also for ``06/07/2012``: nobody can say which of the two is the month.
    """
    plain = folded(text)
    for shape, make in (
        (_END, lambda m: f"end of {m[1]}"),
        (_YEAR, lambda m: m[1]),
        (_YEAR_FIRST, lambda m: _joined(m[1], m[2], m[3])),
        (_MONTH_YEAR, lambda m: _joined(m[2], m[1], None)),
        (_DAY_FIRST, _day_first),
        (_WORDS, lambda m: _joined(m[3], _months()[m[2].rstrip(".")], m[1])),
    ):
        match = shape.fullmatch(plain)
        if match:
            try:
                return ImpreciseDate.parse(make(match))
            except KeyError as error:
                raise ValueError(text) from error
    return ImpreciseDate.parse(text)


def _joined(year: str, month: str, day: str | None) -> str:
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def _day_first(match: re.Match[str]) -> str:
    day, sign, month = int(match[1]), match[2], int(match[3])
    if sign == "/" and day <= 12 and month <= 12 and day != month:
        raise ValueError(match[0])
    if month > 12:
        day, month = month, day
    return _joined(match[4], str(month), str(day))


@lru_cache
def _months() -> dict[str, str]:
    """Folded names of months in the languages of the house, long and short, to numbers."""
    found: dict[str, str] = {}
    for lang in SUPPORTED:
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=lang)
            found |= {folded(name).rstrip("."): str(number) for number, name in names.items()}
    return found


def day_of_cell(value: date | datetime) -> str:
    """A spreadsheet's own date as text."""
    return value.strftime("%Y-%m-%d")
