"""The life of a session (its arrows, what its states mean), and clock times of the conference's own zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from babel.dates import format_date

from eventsys.core.words.languages import current
from eventsys.core.words.written import locale_of
from eventsys.core.words.zones import at_local
from eventsys.programme.sessions.errors import EndsBeforeStart
from eventsys.programme.sessions.models import PUBLIC, PanelRole, SessionState

S = SessionState
#: draft → scheduled → published → live → closed → summary approved; postponed, cancelled.
ARROWS: dict[str, frozenset[SessionState]] = {
    S.DRAFT: frozenset({S.SCHEDULED, S.CANCELLED}),
    S.SCHEDULED: frozenset({S.PUBLISHED, S.POSTPONED, S.CANCELLED}),
    S.PUBLISHED: frozenset({S.LIVE, S.POSTPONED, S.CANCELLED}),
    S.LIVE: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.SUMMARY_APPROVED}),
    S.POSTPONED: frozenset({S.SCHEDULED, S.CANCELLED}),
    S.CANCELLED: frozenset(),
    S.SUMMARY_APPROVED: frozenset(),
}
#: States in which a session takes its room and its people.
OPEN = PUBLIC | {S.SCHEDULED}
_FROZEN = frozenset({S.CANCELLED, S.SUMMARY_APPROVED})

ROLE_ORDER = {role: place for place, role in enumerate(PanelRole)}


class SessionAction(StrEnum):
    """What may be done with one session by those who run the conference. Published are many at once."""

    SCHEDULE = "schedule"
    BEGIN = "begin"
    CLOSE = "close"
    APPROVE = "approve"
    """Of its summary."""
    POSTPONE = "postpone"
    CANCEL = "cancel"
    EDIT = "edit"


#: Where an action leads.
STEPS = {
    SessionAction.SCHEDULE: S.SCHEDULED,
    SessionAction.BEGIN: S.LIVE,
    SessionAction.CLOSE: S.CLOSED,
    SessionAction.APPROVE: S.SUMMARY_APPROVED,
    SessionAction.POSTPONE: S.POSTPONED,
    SessionAction.CANCEL: S.CANCELLED,
}


def possible(state: SessionState) -> frozenset[SessionAction]:
    """What may be done next."""
    found = {action for action, wanted in STEPS.items() if wanted in ARROWS[state]}
    return frozenset(found if state in _FROZEN else found | {SessionAction.EDIT})


def instants(
    day: date, starts: time, ends: time, zone: str, *, ends_on: date | None = None
) -> tuple[datetime, datetime]:
    """Both ends in UTC, from local clock times in ``zone``.

    An hour that comes twice when summer time ends means its first coming, unless only the second one makes
    the session end after it starts. Raises :class:`NoSuchTime`, :class:`EndsBeforeStart`.
    """
    start = at_local(datetime.combine(day, starts), zone)
    until = datetime.combine(ends_on or day, ends)
    end = at_local(until, zone)
    if end <= start:
        end = at_local(until, zone, fold=1)
    if end <= start:
        raise EndsBeforeStart
    return start, end


def days_touched(
    starts: datetime | None, ends: datetime | None, zone: ZoneInfo
) -> tuple[date | None, date | None]:
    """The first and the last local day; one that ends at midnight is still that day's."""
    if starts is None or ends is None:
        return None, None
    last = (ends - timedelta(microseconds=1)).astimezone(zone).date()
    return starts.astimezone(zone).date(), last


def days_after(first: date | None, last: date | None) -> Iterator[date]:
    """The days after ``first`` up to ``last``."""
    if first is not None and last is not None:
        for number in range(1, (last - first).days + 1):
            yield first + timedelta(days=number)


def spoken_time(starts: datetime, ends: datetime, zone: str) -> str:
    """``18 Nov 2013, 09:00–10:30`` in the reader's language and the conference's zone."""
    first, last = starts.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone))

    def day(moment: datetime) -> str:
        return str(format_date(moment.date(), "medium", locale=locale))

    locale = locale_of(current())
    until = f"{last:%H:%M}" if last.date() == first.date() else f"{day(last)}, {last:%H:%M}"
    return f"{day(first)}, {first:%H:%M}–{until}"
