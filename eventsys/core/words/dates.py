"""Imprecise dates, kept as they were given: ``2012``, ``2012-06``, ``2012-06-30``, spring 2019, before 2004, about 2010.

They are kept as the Extended Date/Time Format of the Library of Congress writes them (``2019-21``, ``/2004``,
``2010~``). The format has no word for "end of 2019": that one is kept in these words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from eventsys.core.words import dates_spoken

__all__ = ["ImpreciseDate", "ImpreciseDateType"]

#: A year, a month, a day, a season (21 to 24), a third of a year (37 to 39), or a decade.
_POINT = re.compile(r"\d{3}X|\d{4}(?:-(?:2[1-4]|3[7-9]|(?:0\d|1[0-2])(?:-\d{2})?))?")
_SHAPE = re.compile(
    rf"end of \d{{4}}|(?P<point>{_POINT.pattern})|(?P<about>{_POINT.pattern})~"
    rf"|/(?P<before>{_POINT.pattern})|(?P<after>{_POINT.pattern})/"
    rf"|(?P<first>{_POINT.pattern})/(?P<last>{_POINT.pattern})"
)
_PLAIN = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d{2})?)?")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """``text`` in canonical form. Orders by :attr:`sort_key`; ``str()`` gives English words that can be read back."""

    text: str

    @classmethod
    def parse(cls, text: str) -> ImpreciseDate:
        """Raises :class:`ValueError` for anything but the shapes above and for days that do not exist."""
        canonical = " ".join(text.split())
        if not canonical.startswith("end of ") and canonical[:1].isalpha():
            canonical = canonical.lower()
        if not _SHAPE.fullmatch(canonical):
            raise ValueError(f"{text!r}: give a year, year-month, day, season, or 'end of' a year")
        parsed = cls(canonical)
        if parsed.earliest_day() > parsed.last_day():
            raise ValueError(f"{text!r}: it ends before it begins")
        return parsed

    def first_day(self) -> date:
        """The day from which it counts: the earliest it can mean; for "end of YEAR" and for "before …", which have
        no certain beginning, the latest, so that they sort after and count when it is certain."""
        if self.text.startswith("/"):
            return self.last_day()
        return self.earliest_day()

    def earliest_day(self) -> date:
        """The earliest day it can mean; "before 2004" has none, and "end of YEAR" is the year's last day."""
        return _bounds(self.text)[0]

    def last_day(self) -> date:
        """The latest day it can mean; "after 2010" has none."""
        return _bounds(self.text)[1]

    @property
    def sort_key(self) -> str:
        return f"{self.first_day().isoformat()}/{self.text}"

    def __lt__(self, other: ImpreciseDate) -> bool:
        return self.sort_key < other.sort_key

    def spoken(self, locale: str) -> str:
        """In words of ``locale``: "June 2012", "cuối năm 2019", « printemps 2019 »."""
        return dates_spoken.spoken(self.text, locale)

    def in_table(self, locale: str) -> str:
        """For tables that people read: figures where it is a year, a month or a day, which sort; else words."""
        return self.text if _PLAIN.fullmatch(self.text) else self.spoken(locale)

    def __str__(self) -> str:
        return dates_spoken.written(self.text)


@lru_cache(maxsize=4096)
def _bounds(text: str) -> tuple[date, date]:
    """First and last day it can mean. Raises :class:`ValueError` for days that do not exist."""
    if text.startswith("end of "):
        end = date(int(text[-4:]), 12, 31)
        return end, end
    if text.startswith("/"):
        return date.min, _point(text[1:])[0] - _DAY
    if text.endswith("/"):
        return _point(text[:-1])[1] + _DAY, date.max
    first, _slash, last = text.rstrip("~").partition("/")
    return _point(first)[0], _point(last or first)[1]


def _point(text: str) -> tuple[date, date]:
    if len(text) == 10:
        day = date.fromisoformat(text)
        return day, day
    # Half a second of import that pages without such a date need not wait for.
    from edtf import parse_edtf  # noqa: PLC0415
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    if text.startswith("0000"):
        raise ValueError(f"{text!r}: there is no such year")
    try:
        found = parse_edtf(text)
    except EDTFParseException as error:
        raise ValueError(f"{text!r}: {error}") from None
    return date(*found.lower_strict()[:3]), date(*found.upper_strict()[:3])


class ImpreciseDateType(TypeDecorator[ImpreciseDate]):
    """Stored as ``sort key`` so that ``ORDER BY`` sorts by date: ``2019-12-31/end of 2019``."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        return (value if isinstance(value, ImpreciseDate) else ImpreciseDate.parse(value)).sort_key

    def process_result_value(self, value: str | None, _dialect: Dialect) -> ImpreciseDate | None:
        return None if value is None else ImpreciseDate(value.split("/", 1)[1])
