"""Imprecise dates as people write them in forms and spreadsheets, to the shapes the house keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from babel.dates import get_month_names

from eventsys.core import clock
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.text import folded

__all__ = ["DONE", "DUE", "Reach", "day_of_cell", "read_day"]


@dataclass(frozen=True, slots=True)
class Reach:
    """Years back from today and ahead in which such a date can lie; another one is a slip of the pen."""

    back: int
    ahead: int

    def has(self, day: ImpreciseDate) -> bool:
        this_year = clock.now().year
        return all(
            this_year - self.back <= one.year <= this_year + self.ahead
            for one in {day.earliest_day(), day.last_day()} - {date.min, date.max}
        )


#: What has happened, or will soon: a network was founded, a city joins next year.
DONE = Reach(300, 2)
#: What is to be done.
DUE = Reach(30, 60)

_ABOUT = r"about|around|circa|ca\.?|c\.|approximately|vers|environ|aux environs de|khoang"
_BEFORE = r"before|prior to|avant|truoc"
_AFTER = r"after|apres|sau"
_SINCE = r"since|from|in|depuis|en|tu|trong"
#: Words before a date that say how it is meant, to the sign of the format.
_QUALIFIERS = (
    (re.compile(rf"(?:{_ABOUT})\s+(?:le\s+)?(.+)|(.+)~"), "{}~"),
    (re.compile(rf"(?:{_BEFORE})\s+(?:le\s+)?(.+)|/([^/]+)"), "/{}"),
    (re.compile(rf"(?:{_AFTER})\s+(?:le\s+)?(.+)|([^/]+)/"), "{}/"),
    (re.compile(rf"(?:{_SINCE})\s+(?:le\s+)?(.+)"), "{}"),
)
_BETWEEN = re.compile(
    r"(?:between|entre|tu|from|de)\s+(.+)\s+(?:and|et|den|to|a)\s+(.+)|(\d{4}[^/]*)/(\d{4}.*)"
)
_NAM = r"\s*(?:nam\s+|of\s+|de\s+|en\s+|,\s*)?"
#: Words for parts of a year, to the second part of the format.
_PARTS = {
    "21": r"spring|printemps|mua xuan",
    "22": r"summer|ete|mua he|mua ha",
    "23": r"autumn|fall|automne|mua thu",
    "24": r"winter|hiver|mua dong",
    "37": r"early|beginning|start|debut|dau",
    "38": r"mid|middle|mi|milieu|giua",
    "39": r"late|fin des annees",
}
_PART_OF = {
    code: re.compile(rf"(?:the\s+)?(?:{words})[\s-]*{_NAM}(\d{{4}})") for code, words in _PARTS.items()
}
_END = re.compile(r"(?:end of|end|fin de|fin|cuoi nam|cuoi)\s+(\d{4})")
_DECADE = re.compile(r"(?:the\s+|les\s+annees\s+|annees\s+|thap nien\s+|nhung nam\s+)?(\d{3})(?:0s|0'?s|x)")
_DECADE_NAMED = re.compile(r"(?:les\s+annees|annees|thap nien|nhung nam)\s+(\d{3})0")
_YEAR = re.compile(r"(?:nam\s+)?(\d{4})(?:\.0)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[ t]00:00(?::00(?:\.0+)?)?)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(
    r"(?:(?:ngay\s+)?(\d{1,2})(?:er|st|nd|rd|th)?\.?\s+(?:of\s+)?)?(thang \d{1,2}|[^\W\d]+\.?),?\s+(?:nam\s+)?(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CHINESE = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?")


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
    found: dict[str, str] = {"sept": "9"}
    for lang in SUPPORTED:
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=lang)
            found |= {folded(name).rstrip("."): str(number) for number, name in names.items()}
    return found


_Make = Callable[[re.Match[str]], str]
_SHAPES: tuple[tuple[re.Pattern[str], _Make], ...] = (
    (_END, lambda m: f"end of {m[1]}"),
    (_YEAR, lambda m: m[1]),
    *((shape, lambda m, code=code: f"{m[1]}-{code}") for code, shape in _PART_OF.items()),
    (_DECADE, lambda m: f"{m[1]}X"),
    (_DECADE_NAMED, lambda m: f"{m[1]}X"),
    (_YEAR_FIRST, lambda m: _joined(m[1], m[2], m[3])),
    (_MONTH_YEAR, lambda m: _joined(m[2], m[1], None)),
    (_DAY_FIRST, _day_first),
    (_WORDS, lambda m: _joined(m[3], _months()[m[2].rstrip(".")], m[1])),
    (_MONTH_FIRST, lambda m: _joined(m[3], _months()[m[1]], m[2])),
    (_CHINESE, lambda m: _joined(m[1], m[2], m[3]) if m[2] else m[1]),
)


def read_day(text: str) -> ImpreciseDate:
    """``2012``, ``06/2012``, ``June 2012``, ``30 juin 2012``, ``cuối năm 2019``, ``spring 2019``, ``before 2004``,
    ``about 2010``, ``November 18, 2013``, and what the format itself writes: ``2019-21``.

    Raises :class:`ValueError`, also for ``06/07/2012``: nobody can say which of the two is the month.
    """
    plain = folded(text)
    for shape, form in _QUALIFIERS:
        if (match := shape.fullmatch(plain)) and (said := _said(match.group(match.lastindex or 1))):
            return ImpreciseDate.parse(form.format(said))
    if match := _BETWEEN.fullmatch(plain):
        first, last = (_said(part) for part in match.groups() if part)
        if first and last:
            return ImpreciseDate.parse(f"{first}/{last}")
    said = _said(plain)
    if not said:
        raise ValueError(text)
    return ImpreciseDate.parse(said)


def _said(plain: str) -> str:
    """A date without words before it, in the format; ``""`` when it is none. Raises :class:`ValueError`."""
    for shape, make in _SHAPES:
        if match := shape.fullmatch(plain):
            try:
                return make(match)
            except KeyError:  # a word that is no month's name
                continue
    return ""


def day_of_cell(value: date | datetime) -> str:
    """A spreadsheet's own date as text."""
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
