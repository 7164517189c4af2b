"""A badge's life: its states, the arrows between them, when it is over, and the words for all that."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from eventsys.badges.record.errors import NoBadgeStep, VoidReasonMissing
from eventsys.badges.record.models import LIVE_STATES, BadgeKind, BadgeState, VoidReason
from eventsys.core.words.languages import lazy_gettext as _l

_MARGIN = timedelta(days=2)

ARROWS: dict[BadgeState, frozenset[BadgeState]] = {
    BadgeState.QUEUED: frozenset({BadgeState.PRINTED, BadgeState.VOID}),
    BadgeState.PRINTED: frozenset({BadgeState.ISSUED, BadgeState.VOID, BadgeState.EXPIRED}),
    BadgeState.ISSUED: frozenset({BadgeState.RETURNED, BadgeState.EXPIRED, BadgeState.VOID}),
    BadgeState.RETURNED: frozenset(),
    BadgeState.EXPIRED: frozenset(),
    BadgeState.VOID: frozenset(),
}
#: A floater that came back goes out again.
_FLOATER_RETURNED = frozenset({BadgeState.ISSUED, BadgeState.VOID, BadgeState.EXPIRED})

STATE_WORDS: dict[str, Any] = {
    BadgeState.QUEUED: _l("being printed"),
    BadgeState.PRINTED: _l("printed"),
    BadgeState.ISSUED: _l("handed over"),
    BadgeState.RETURNED: _l("given back"),
    BadgeState.EXPIRED: _l("expired"),
    BadgeState.VOID: _l("void"),
}
KIND_WORDS: dict[str, Any] = {
    BadgeKind.DELEGATE: _l("personal badge"),
    BadgeKind.FLOATER: _l("transferable badge"),
    BadgeKind.DAY: _l("day badge"),
}
VOID_WORDS: dict[str, Any] = {
    VoidReason.LOST: _l("lost"),
    VoidReason.DAMAGED: _l("damaged"),
    VoidReason.CHANGED: _l("name or category changed"),
    VoidReason.OTHER: _l("another reason"),
    VoidReason.REVOKED: _l("approval revoked"),
    VoidReason.WITHDRAWN: _l("registration withdrawn"),
    VoidReason.UNPRINTABLE: _l("could not be printed"),
}
#: The reasons people choose from.
ASKED_REASONS = (VoidReason.LOST, VoidReason.DAMAGED, VoidReason.CHANGED, VoidReason.OTHER)


class BadgeAction(StrEnum):
    """What may be done with one badge."""

    ISSUE = "issue"
    LEND = "lend"
    """Hand a floater to somebody."""
    TAKE_BACK = "take_back"
    EXPIRE = "expire"
    VOID = "void"
    """With or without a successor."""
    SET_ZONES = "set_zones"


def possible(state: BadgeState, kind: BadgeKind, *, is_over: bool = False) -> frozenset[BadgeAction]:
    """``is_over``: whether the badge's last day has passed."""
    arrows = _arrows(state, kind)
    found = set()
    if BadgeState.ISSUED in arrows:
        found.add(BadgeAction.LEND if kind == BadgeKind.FLOATER else BadgeAction.ISSUE)
    if BadgeState.RETURNED in arrows:
        found.add(BadgeAction.TAKE_BACK)
    if BadgeState.EXPIRED in arrows and is_over:
        found.add(BadgeAction.EXPIRE)
    if BadgeState.VOID in arrows:
        found.add(BadgeAction.VOID)
    if kind == BadgeKind.DELEGATE and state in LIVE_STATES:
        found.add(BadgeAction.SET_ZONES)
    return frozenset(found)


def _arrows(state: BadgeState, kind: BadgeKind) -> frozenset[BadgeState]:
    if kind == BadgeKind.FLOATER and state == BadgeState.RETURNED:
        return _FLOATER_RETURNED
    return ARROWS[state]


def check_step(state: BadgeState, wanted: BadgeState, kind: BadgeKind = BadgeKind.DELEGATE) -> None:
    """Raises :class:`NoBadgeStep` when the badge's life has no arrow from ``state`` to ``wanted``."""
    if wanted not in _arrows(state, kind):
        raise NoBadgeStep(state=STATE_WORDS[state], wanted=STATE_WORDS[wanted])


def check_reason(why: str, words: str) -> tuple[VoidReason, str]:
    """The reason as it is kept. Raises :class:`VoidReasonMissing`: none known, or "another" without words."""
    if why not in set(VoidReason):
        raise VoidReasonMissing
    said = " ".join(words.split())[:200]
    if why == VoidReason.OTHER and not said:
        raise VoidReasonMissing
    return VoidReason(why), said


def reason_words(why: str | None, words: str, state: str) -> str:
    """Why a badge is no longer valid, in the reader's language but for what somebody typed."""
    if why is None:
        return str(STATE_WORDS[state])
    if why == VoidReason.OTHER:
        return words
    return f"{VOID_WORDS[why]}: {words}" if words else str(VOID_WORDS[why])


def today_at(zone: str, now: datetime) -> date:
    """The date in the time zone ``zone``."""
    return now.astimezone(ZoneInfo(zone)).date()


def moment_over(last_day: date, zone: str) -> datetime:
    """The midnight after ``last_day`` in the time zone ``zone``; days at the calendar's ends are moved inwards,
    where a zone's difference and the day after can be told."""
    known = min(max(last_day, date.min + _MARGIN), date.max - _MARGIN)
    return datetime.combine(known + timedelta(days=1), time(), ZoneInfo(zone))


def is_over(last_day: date, zone: str, *, printed_at: datetime | None, now: datetime) -> bool:
    """Whether a badge's last day has passed.

    One that was printed after its conference ended was not printed for it (a rehearsal, a demonstration): it
    is left to be voided by hand.
    """
    over = moment_over(last_day, zone)
    return now >= over and (printed_at is None or printed_at < over)
