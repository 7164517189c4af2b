"""Arrows of sessions, and clock times of the conference's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from eventsys.core.errors import NoSuchTime
from eventsys.programme.sessions import rules
from eventsys.programme.sessions.errors import EndsBeforeStart
from eventsys.programme.sessions.models import Session, SessionState
from eventsys.programme.sessions.rules import SessionAction

pytestmark = pytest.mark.usefixtures("app")
DAY = date(2013, 11, 18)


NINE = datetime(2013, 11, 18, 2, 0, tzinfo=UTC)  # 09:00 in Hanoi


def test_the_arrows_are_those_of_the_domain():
    drawn = {(str(here), str(there)) for here, wanted in rules.ARROWS.items() for there in wanted}
    assert drawn == {
        ("draft", "scheduled"),
        ("draft", "cancelled"),
        ("scheduled", "published"),
        ("scheduled", "postponed"),
        ("scheduled", "cancelled"),
        ("published", "live"),
        ("published", "postponed"),
        ("published", "cancelled"),
        ("live", "closed"),
        ("closed", "summary_approved"),
        ("postponed", "scheduled"),
        ("postponed", "cancelled"),
    }
    assert rules.possible(SessionState.CANCELLED) == set()


def test_local_times_become_instants_of_the_conferences_zone():
    starts, ends = rules.instants(DAY, time(9), time(10, 30), "Asia/Ho_Chi_Minh")
    assert (starts, ends) == (NINE, NINE + timedelta(minutes=90))


def test_a_session_may_go_past_midnight():
    starts, ends = rules.instants(DAY, time(22), time(1), "Asia/Ho_Chi_Minh", ends_on=DAY + timedelta(days=1))
    assert ends - starts == timedelta(hours=3)


@pytest.mark.parametrize("ends", [time(9), time(8, 59)])
def test_an_end_that_is_not_after_the_start_is_refused(ends):
    with pytest.raises(EndsBeforeStart):
        rules.instants(DAY, time(9), ends, "Asia/Ho_Chi_Minh")


def test_a_time_that_the_clocks_skip_is_refused():
    with pytest.raises(NoSuchTime) as refused:
        rules.instants(date(2026, 3, 29), time(2, 30), time(4), "Europe/Paris")
    assert "02:30" in str(refused.value)


def test_lengths_are_true_on_the_days_the_clocks_change():
    spring = rules.instants(date(2026, 3, 29), time(1), time(4), "Europe/Paris")
    autumn = rules.instants(date(2026, 10, 25), time(1), time(4), "Europe/Paris")
    assert (spring[1] - spring[0], autumn[1] - autumn[0]) == (timedelta(hours=2), timedelta(hours=4))


def test_an_hour_that_comes_twice_means_the_second_where_only_that_follows_the_start():
    starts, ends = rules.instants(date(2026, 10, 25), time(2, 45), time(2, 15), "Europe/Paris")
    assert ends - starts == timedelta(minutes=30)


def test_times_are_said_in_the_conferences_zone():
    assert (
        rules.spoken_time(NINE, NINE + timedelta(hours=1), "Asia/Ho_Chi_Minh") == "18 Nov 2013, 09:00–10:00"
    )
    late = NINE + timedelta(hours=14)
    assert (
        rules.spoken_time(late, late + timedelta(hours=2), "Asia/Ho_Chi_Minh")
        == "18 Nov 2013, 23:00–19 Nov 2013, 01:00"
    )


def test_what_may_be_done_with_a_session_follows_from_its_state():
    assert {state: rules.possible(state) for state in SessionState} == {
        SessionState.DRAFT: {SessionAction.SCHEDULE, SessionAction.CANCEL, SessionAction.EDIT},
        SessionState.SCHEDULED: {SessionAction.POSTPONE, SessionAction.CANCEL, SessionAction.EDIT},
        SessionState.PUBLISHED: {
            SessionAction.BEGIN,
            SessionAction.POSTPONE,
            SessionAction.CANCEL,
            SessionAction.EDIT,
        },
        SessionState.LIVE: {SessionAction.CLOSE, SessionAction.EDIT},
        SessionState.CLOSED: {SessionAction.APPROVE, SessionAction.EDIT},
        SessionState.POSTPONED: {SessionAction.SCHEDULE, SessionAction.CANCEL, SessionAction.EDIT},
        SessionState.CANCELLED: set(),
        SessionState.SUMMARY_APPROVED: set(),
    }


def test_the_public_sees_the_times_of_what_takes_place():
    shown = {SessionState.PUBLISHED, SessionState.LIVE, SessionState.CLOSED, SessionState.SUMMARY_APPROVED}
    assert {state for state in SessionState if Session(state=state).is_public} == shown
    assert {state for state in SessionState if Session(state=state).is_cancelled} == {SessionState.CANCELLED}
