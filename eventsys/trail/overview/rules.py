"""Days that narrow the trail, as browsers write them into an address."""

from __future__ import annotations

from datetime import date

__all__ = ["read_day_of"]

#: Nothing was written before the first one, nor will be after the last; both are far from where arithmetic ends.
_FIRST, _LAST = 2000, 2999


def read_day_of(text: str) -> date | None:
    """``2013-11-18``; ``None`` for anything else: a filter that cannot be read narrows nothing.

    >>> read_day_of("2013-11-18"), read_day_of("9999-12-31"), read_day_of("soon")
    (datetime.date(2013, 11, 18), None, None)
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if _FIRST <= found.year <= _LAST else None
