"""The public programme as ready words: each is looked up and put into the reader's language once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from flask_babel import gettext as _
from flask_babel import pgettext

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.filters import short_day as day_words
from eventsys.core.words.languages import DEFAULT, fallbacks
from eventsys.core.words.tags import language_name
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions.models import (
    KIND_WORDS,
    PublishedSeat,
    PublishedSession,
    SessionKind,
    SessionState,
)
from eventsys.programme.sessions.rules import days_touched


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One session in words. ``note`` is what became of it (cancelled, postponed, now); ``since`` and ``until``
    are its first and last day where they differ."""

    id: str
    kind: str
    kind_word: str
    title: str
    summary: str
    starts_at: str
    starts: str
    ends: str
    since: str
    until: str
    off: bool
    note: str
    room: str
    languages: str
    panel: list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """What begins on a day, and what goes on from an earlier one."""

    date: date | None
    entries: list[AgendaEntry]
    continued: list[AgendaEntry]


def agenda(conference: Conference, found: Sequence[PublishedSession]) -> list[AgendaDay]:
    """``found`` by day, in words of the reader's language."""
    order, zone = fallbacks(languages=conference.languages), conference.zone
    words = {
        "notes": {SessionState.CANCELLED: pgettext("session", "Cancelled"), SessionState.LIVE: _("Now")},
        "postponed": _("Postponed"),
        "kinds": {kind: str(KIND_WORDS[SessionKind(kind)]) for kind in {session.kind for session in found}},
        "spoken": {code: language_name(code) for code in {c for session in found for c in session.languages}},
        "roles": {},
    }
    return [
        AgendaDay(
            day.date,
            [_entry(session, order, zone, words) for session in day.sessions],
            [_entry(session, order, zone, words) for session in day.continued],
        )
        for day in sessions_queries.by_day(conference, found)
    ]


def _entry(
    session: PublishedSession, order: tuple[str, ...], zone: ZoneInfo, words: dict[str, Any]
) -> AgendaEntry:
    off = not session.is_public
    first, last = days_touched(session.starts_at, session.ends_at, zone)
    over_days = first is not None and last is not None and first != last
    note = words["notes"].get(session.state, words["postponed"] if off else "")
    return AgendaEntry(
        id=str(session.public_id),
        kind=session.kind,
        kind_word=words["kinds"][session.kind],
        title=session.title.get_in(order),
        summary=session.summary.get_in(order),
        starts_at=session.starts_at.isoformat(),
        starts=_clock(session.starts_at, zone),
        ends=_clock(session.ends_at, zone),
        since=day_words(first) if over_days and first else "",
        until=day_words(last) if over_days and last else "",
        off=off,
        note=note,
        room=session.room.name.get_in(order) if session.room else "",
        languages=", ".join(words["spoken"][code] for code in session.languages),
        panel=[
            (_role(word, words["roles"]), [_person(seat, order) for seat in seats])
            for word, seats in session.parts
        ],
    )


def _person(seat: PublishedSeat, order: tuple[str, ...]) -> tuple[str, str]:
    words = (seat.office.get_in(order), seat.organisation.get_in(order))
    return seat.name, ", ".join(word for word in words if word)


def _role(word: Any, said: dict[int, str]) -> str:
    """A lazy word, translated once a page."""
    if id(word) not in said:
        said[id(word)] = str(word)
    return said[id(word)]


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return _said(moment.astimezone(zone).time())


@lru_cache(maxsize=2048)
def _said(clock: time) -> str:
    """The same in every language of the pages."""
    return str(format_time(clock, "HH:mm", locale=DEFAULT))
