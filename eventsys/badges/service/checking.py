"""Reading a code at a door decides nothing and writes nothing: it tells what the badge is."""

from __future__ import annotations

from datetime import datetime

from eventsys.badges import queries, rules
from eventsys.badges.errors import (
    CodeExpired,
    CodeNotHandedOut,
    CodeOfOtherConference,
    CodeReturned,
    CodeUnknown,
    CodeVoid,
    CodeWrongDay,
)
from eventsys.badges.models import Badge, BadgeKind, BadgeState
from eventsys.badges.service.keys import serial_in
from eventsys.badges.service.steps import last_day
from eventsys.conferences.models import Conference
from eventsys.core import clock
from eventsys.core.filters import day
from eventsys.core.languages import fallbacks

__all__ = ["check_code", "check_good", "read_code"]


def check_code(conference: Conference, text: str, *, now: datetime | None = None) -> Badge:
    """The good badge whose code was scanned at ``conference``. Raises what :func:`read_code` and
    :func:`check_good` raise."""
    badge = read_code(conference, text)
    check_good(badge, now=now)
    return badge


def read_code(conference: Conference, text: str) -> Badge:
    """The badge of ``conference``, good or not, whose code was scanned.

    Raises :class:`CodeForged`, :class:`CodeKeyRetired`, :class:`CodeUnknown` or :class:`CodeOfOtherConference`.
    """
    badge = queries.by_serial(serial_in(text))
    if badge is None:
        raise CodeUnknown
    if badge.conference_id != conference.id:
        other = badge.conference
        raise CodeOfOtherConference(title=other.title.get_in(fallbacks(languages=other.languages)))
    return badge


def check_good(badge: Badge, *, now: datetime | None = None) -> None:
    """Raises :class:`CodeVoid`, :class:`CodeExpired`, :class:`CodeReturned`, :class:`CodeNotHandedOut` or
    :class:`CodeWrongDay`."""
    _check_state(badge)
    moment, zone = now or clock.now(), badge.conference.timezone
    if rules.is_over(last_day(badge), zone, printed_at=badge.printed_at, now=moment):
        raise CodeExpired(day=day(last_day(badge)))
    if badge.valid_on is not None and badge.valid_on != rules.today_at(zone, moment):
        raise CodeWrongDay(day=day(badge.valid_on))


def _check_state(badge: Badge) -> None:
    if badge.state == BadgeState.VOID:
        raise CodeVoid(reason=rules.reason_words(badge.void_why, badge.void_reason, badge.state))
    if badge.state == BadgeState.EXPIRED:
        raise CodeExpired(day=day(last_day(badge)))
    if badge.kind == BadgeKind.FLOATER and badge.state != BadgeState.ISSUED:
        raise CodeNotHandedOut
    if badge.state == BadgeState.RETURNED:
        raise CodeReturned
