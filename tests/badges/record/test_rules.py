"""Badge rules: the life of a badge. Codes, sheets and designs have files of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eventsys.badges.record import rules
from eventsys.badges.record.errors import NoBadgeStep
from eventsys.badges.record.models import BadgeState


def test_the_life_of_a_badge_has_only_these_arrows() -> None:
    allowed = {(before, after) for before in BadgeState for after in BadgeState if _allowed(before, after)}
    assert allowed == {
        ("queued", "printed"), ("queued", "void"), ("printed", "issued"), ("printed", "expired"),
        ("printed", "void"), ("issued", "returned"), ("issued", "expired"), ("issued", "void"),
    }  # fmt: skip


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
