"""The public programme as ready words: each is looked up and put into the reader's language once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from markupsafe import Markup

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.filters import daterange, marked
from eventsys.core.web.filters import short_day as day_words
from eventsys.core.words.languages import DEFAULT, SUPPORTED, fallbacks, pgettext
from eventsys.core.words.languages import gettext as _
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
    """One session in words, those of another language marked. ``note`` is what became of it (cancelled, postponed, now);
    ``since`` and ``until`` are its first and last day where they differ."""

    id: str
    kind: str
    kind_word: str
    title: Markup
    summary: Markup
    starts_at: str
    starts: str
    ends: str
    since: str
    until: str
    off: bool
    note: str
    room: Markup
    languages: str
    panel: list[tuple[str, list[tuple[str, Markup]]]]


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


def lead(conference: Conference) -> Markup:
    """Of what, where and when, in the language in force."""
    order = fallbacks(languages=conference.languages)
    between = ", " if order[0] in SUPPORTED else " · "  # not every language has this comma
    return Markup("{} · {}{}{}").format(
        marked(conference.title, order),
        marked(conference.host_name, order),
        between,
        daterange(conference.starts, conference.ends),
    )


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
        title=marked(session.title, order),
        summary=marked(session.summary, order),
        starts_at=session.starts_at.isoformat(),
        starts=_clock(session.starts_at, zone),
        ends=_clock(session.ends_at, zone),
        since=day_words(first) if over_days and first else "",
        until=day_words(last) if over_days and last else "",
        off=off,
        note=note,
        room=marked(session.room.name, order) if session.room else Markup(),
        languages=", ".join(words["spoken"][code] for code in session.languages),
        panel=[
            (_role(word, words["roles"]), [_person(seat, order) for seat in seats])
            for word, seats in session.parts
        ],
    )


def _person(seat: PublishedSeat, order: tuple[str, ...]) -> tuple[str, Markup]:
    words = (marked(seat.office, order), marked(seat.organisation, order))
    return seat.name, Markup(", ").join(word for word in words if word)


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
