"""Imprecise dates, kept as they were given: ``2012``, ``2012-06``, ``2012-06-30``, ``end of 2019``."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date, format_skeleton
from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from eventsys.core.languages import gettext as _

__all__ = ["ImpreciseDate", "ImpreciseDateType"]

_SHAPE = re.compile(r"(?:(?P<end>end of )?(?P<y>\d{4})|(?P<ym>\d{4}-\d{2})|(?P<ymd>\d{4}-\d{2}-\d{2}))")


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """``text`` as given, in canonical form. Orders by :attr:`sort_key`."""

    text: str

    @classmethod
    def parse(cls, text: str) -> ImpreciseDate:
        """Raises :class:`ValueError` for anything but the four shapes and for days that do not exist."""
        canonical = " ".join(text.strip().lower().split())
        match = _SHAPE.fullmatch(canonical)
        if not match:
            raise ValueError(f"{text!r}: give a year, year-month, day, or 'end of' a year")
        parsed = cls(canonical)
        parsed.first_day()
        return parsed

    def first_day(self) -> date:
        """The earliest day it can mean; for "end of YEAR" its last day, so that it sorts after the months."""
        if self.text.startswith("end of "):
            return date(int(self.text[-4:]), 12, 31)
        parts = [int(part) for part in self.text.split("-")]
        return date(*[*parts, 1, 1][:3])

    def last_day(self) -> date:
        """The latest day it can mean."""
        start = self.first_day()
        if len(self.text) == 10 or self.text.startswith("end of "):
            return start
        if len(self.text) == 7:
            return start.replace(day=calendar.monthrange(start.year, start.month)[1])
        return start.replace(month=12, day=31)

    @property
    def sort_key(self) -> str:
        return f"{self.first_day():%Y-%m-%d}/{self.text}"

    def __lt__(self, other: ImpreciseDate) -> bool:
        return self.sort_key < other.sort_key

    def spoken(self, locale: str) -> str:
        """In words of ``locale``: "June 2012", "cuối năm 2019"."""
        day = self.first_day()
        if self.text.startswith("end of "):
            return str(_("end of %(year)s", year=self.text[-4:]))
        if len(self.text) == 4:
            return self.text
        if len(self.text) == 7:
            return str(format_skeleton("yMMMM", day, locale=locale))
        return format_date(day, "long", locale=locale)

    def __str__(self) -> str:
        return self.text


class ImpreciseDateType(TypeDecorator[ImpreciseDate]):
    """Stored as ``sort key`` so that ``ORDER BY`` sorts by date: ``2019-12-31/end of 2019``."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return (value if isinstance(value, ImpreciseDate) else ImpreciseDate.parse(value)).sort_key

    def process_result_value(self, value: str | None, dialect: Dialect) -> ImpreciseDate | None:
        return None if value is None else ImpreciseDate(value.split("/", 1)[1])
