"""The registration window, milestones with today among them, and the clock of a copy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from eventsys.conferences.dates.queries import Window
from eventsys.conferences.dates.rules import shifted, shown_milestones
from eventsys.core.words.zones import at_local


def test_registration_is_open_from_the_first_moment_until_before_the_last():
    opens, closes = datetime(2013, 9, 1, tzinfo=UTC), datetime(2013, 10, 1, tzinfo=UTC)
    window = Window(opens, closes)
    second = timedelta(seconds=1)
    found = [window.is_open(at) for at in (opens - second, opens, closes - second, closes)]
    assert found == [False, True, True, False]
    assert not Window(None, closes).is_open(opens)
    assert Window(opens, None).is_open(closes)


def test_today_is_on_the_line_of_milestones():
    zone = "Asia/Ho_Chi_Minh"
    line = [
        ("registration_opens", datetime(2013, 9, 1, tzinfo=UTC)),
        ("opening", datetime(2013, 11, 18, 1, tzinfo=UTC)),
    ]
    shown = shown_milestones(line, datetime(2013, 10, 1, tzinfo=UTC), zone)
    assert [(m.kind, m.state) for m in shown] == [
        ("registration_opens", "past"),
        ("", "today"),
        ("opening", "future"),
    ]


def test_a_milestone_of_today_is_today_by_the_clock_of_the_conference():
    opening = datetime(2013, 11, 17, 18, tzinfo=UTC)  # the 18th, 1 a.m. in Hanoi
    shown = shown_milestones(
        [("opening", opening)], datetime(2013, 11, 18, 12, tzinfo=UTC), "Asia/Ho_Chi_Minh"
    )
    assert [(m.kind, m.state) for m in shown] == [("opening", "today")]


def test_a_copy_keeps_the_hour_of_the_clock():
    at = at_local(datetime(2013, 9, 1, 9, 0), "Asia/Ho_Chi_Minh")  # noqa: DTZ001  # a wall clock
    moved = shifted(at, from_zone="Asia/Ho_Chi_Minh", to_zone="Asia/Tomsk", by=timedelta(days=300))
    assert moved == at_local(datetime(2014, 6, 28, 9, 0), "Asia/Tomsk")  # noqa: DTZ001
