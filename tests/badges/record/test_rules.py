"""Badge rules: the life of a badge. Codes, sheets and designs have files of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eventsys.badges.record import rules
from eventsys.badges.record.errors import NoBadgeStep
from eventsys.badges.record.models import BadgeKind, BadgeState
from eventsys.badges.record.rules import BadgeAction


def test_the_life_of_a_badge_has_only_these_arrows() -> None:
    allowed = {(before, after) for before in BadgeState for after in BadgeState if _allowed(before, after)}
    assert allowed == {
        ("queued", "printed"),
        ("queued", "void"),
        ("printed", "issued"),
        ("printed", "expired"),
        ("printed", "void"),
        ("issued", "returned"),
        ("issued", "expired"),
        ("issued", "void"),
    }


def _allowed(before: BadgeState, after: BadgeState) -> bool:
    try:
        rules.check_step(before, after)
    except NoBadgeStep:
        return False
    return True


@pytest.mark.usefixtures("app")
def test_a_step_that_is_not_there_is_told_in_words() -> None:
    with pytest.raises(NoBadgeStep) as refused:
        rules.check_step("returned", BadgeState.ISSUED)
    assert str(refused.value) == "A badge that is “given back” cannot become “handed over”."


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
def test_the_calendars_ends_can_be_told(zone: str) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert rules.moment_over(date.max, zone).astimezone(UTC) > now
    assert rules.moment_over(date.min, zone).astimezone(UTC) < now


_ALWAYS = {
    BadgeState.QUEUED: {BadgeAction.VOID},
    BadgeState.PRINTED: {BadgeAction.ISSUE, BadgeAction.VOID},
    BadgeState.ISSUED: {BadgeAction.TAKE_BACK, BadgeAction.VOID},
    BadgeState.RETURNED: set(),
    BadgeState.EXPIRED: set(),
    BadgeState.VOID: set(),
}
_EXPIRE = {BadgeState.PRINTED, BadgeState.ISSUED}
_LIVE = {BadgeState.QUEUED, BadgeState.PRINTED, BadgeState.ISSUED}


@pytest.mark.parametrize("is_over", [False, True])
def test_what_may_be_done_with_a_badge_follows_from_its_state_its_kind_and_its_last_day(
    is_over: bool,
) -> None:
    def possible(kind: BadgeKind) -> dict[BadgeState, frozenset[BadgeAction]]:
        return {state: rules.possible(state, kind, is_over=is_over) for state in BadgeState}

    day = {
        state: may | ({BadgeAction.EXPIRE} if is_over and state in _EXPIRE else set())
        for state, may in _ALWAYS.items()
    }
    assert possible(BadgeKind.DAY) == day
    own = {state: may | ({BadgeAction.SET_ZONES} if state in _LIVE else set()) for state, may in day.items()}
    assert possible(BadgeKind.DELEGATE) == own
    lent = day | {
        BadgeState.PRINTED: day[BadgeState.PRINTED] - {BadgeAction.ISSUE} | {BadgeAction.LEND},
        BadgeState.RETURNED: {BadgeAction.LEND, BadgeAction.VOID}
        | ({BadgeAction.EXPIRE} if is_over else set()),
    }
    assert possible(BadgeKind.FLOATER) == lent
