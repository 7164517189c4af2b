"""Imprecise dates in words: for readers in their language, for tables in English that is read back as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import format_skeleton

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.written import day as written_day

__all__ = ["spoken", "written"]

#: What the second part of the format means beyond the months.
_PARTS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "37": "early",
    "38": "mid",
    "39": "late",
}
_SPOKEN_PARTS: dict[str, Any] = {
    "21": _l("spring %(year)s"),
    "22": _l("summer %(year)s"),
    "23": _l("autumn %(year)s"),
    "24": _l("winter %(year)s"),
    "37": _l("early %(year)s"),
    "38": _l("mid-%(year)s"),
    "39": _l("late %(year)s"),
}
#: A year alone, a day, or anything between: languages put other words before each.
_ABOUT = {"year": _l("about %(year)s"), "day": _l("about %(day)s"), "time": _l("about %(time)s")}
_BEFORE = {"year": _l("before %(year)s"), "day": _l("before %(day)s"), "time": _l("before %(time)s")}
_AFTER = {"year": _l("after %(year)s"), "day": _l("after %(day)s"), "time": _l("after %(time)s")}


def spoken(text: str, locale: str) -> str:
    """``text`` in canonical form, in the language in force, with ``locale``'s way to write days."""
    if text.startswith("end of "):
        return str(_("end of %(year)s", year=text[-4:]))
    if text.endswith("~"):
        return _phrase(_ABOUT, text[:-1], locale)
    if text.startswith("/"):
        return _phrase(_BEFORE, text[1:], locale)
    if text.endswith("/"):
        return _phrase(_AFTER, text[:-1], locale)
    first, slash, last = text.partition("/")
    if slash:
        return str(
            _("between %(first)s and %(last)s", first=_point(first, locale), last=_point(last, locale))
        )
    return _point(text, locale)


def _phrase(messages: dict[str, Any], text: str, locale: str) -> str:
    kind = {4: "year", 10: "day"}.get(len(text), "time") if not text.endswith("X") else "time"
    return str(messages[kind]) % {kind: _point(text, locale)}


def _point(text: str, locale: str) -> str:
    if text.endswith("X"):
        return str(_("the %(decade)ss", decade=text[:3] + "0"))
    if len(text) == 4:
        return text
    year, month = text[:4], text[5:7]
    if month in _SPOKEN_PARTS:
        return str(_SPOKEN_PARTS[month]) % {"year": year}
    if len(text) == 7:
        return str(format_skeleton("yMMMM", date(int(year), int(month), 1), locale=locale))
    return written_day(date.fromisoformat(text), locale[:2])


def written(text: str) -> str:
    """``2012-06``, "end of 2019", "spring 2019", "before 2004", "between 2004 and 2006"."""
    if text.startswith("end of "):
        return text
    if text.endswith("~"):
        return f"about {_plain(text[:-1])}"
    if text.startswith("/"):
        return f"before {_plain(text[1:])}"
    if text.endswith("/"):
        return f"after {_plain(text[:-1])}"
    first, slash, last = text.partition("/")
    return f"between {_plain(first)} and {_plain(last)}" if slash else _plain(text)


def _plain(text: str) -> str:
    if text.endswith("X"):
        return f"{text[:3]}0s"
    part = _PARTS.get(text[5:7]) if len(text) == 7 else None
    return f"{part} {text[:4]}" if part else text
