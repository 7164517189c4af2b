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

__all__ = ["check_code"]


def check_code(conference: Conference, text: str, *, now: datetime | None = None) -> Badge:
    """The good badge whose code was scanned at ``conference``.

    Raises :class:`CodeForged`, :class:`CodeKeyRetired`, :class:`CodeUnknown`, :class:`CodeOfOtherConference`,
    :class:`CodeVoid`, :class:`CodeExpired`, :class:`CodeReturned`, :class:`CodeNotHandedOut` or
    :class:`CodeWrongDay`.
    """
    badge = queries.by_serial(serial_in(text))
    if badge is None:
        raise CodeUnknown
    if badge.conference_id != conference.id:
        raise CodeOfOtherConference
    _check_state(badge)
    moment, zone = now or clock.now(), conference.timezone
    if rules.is_over(last_day(badge), zone, printed_at=badge.printed_at, now=moment):
        raise CodeExpired(day=day(last_day(badge)))
    if badge.valid_on is not None and badge.valid_on != rules.today_at(zone, moment):
        raise CodeWrongDay(day=day(badge.valid_on))
    return badge


def _check_state(badge: Badge) -> None:
    if badge.state == BadgeState.VOID:
        raise CodeVoid(reason=rules.reason_words(badge.void_why, badge.void_reason, badge.state))
    if badge.state == BadgeState.EXPIRED:
        raise CodeExpired(day=day(last_day(badge)))
    if badge.kind == BadgeKind.FLOATER and badge.state != BadgeState.ISSUED:
        raise CodeNotHandedOut
    if badge.state == BadgeState.RETURNED:
        raise CodeReturned
