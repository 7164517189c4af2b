"""Flights and hours in what people typed."""

from __future__ import annotations

from datetime import date, time

import pytest

from eventsys.papers.transfers.rules import Leg, Way, leg_of, legs, place


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("by car", []),
        ("VN 311", [Leg("VN 311")]),
        ("VN 311, arriving at 14:35", [Leg("VN 311", time(14, 35))]),
        ("arriving at 14:35 with VN311", [Leg("VN 311", time(14, 35))]),
        ("vn311 14h35 / VN-310 21.05", [Leg("VN 311", time(14, 35)), Leg("VN 310", time(21, 5))]),
        ("VN 311, 14:35, back at 21:00", [Leg("VN 311", time(14, 35)), Leg("", time(21))]),
        ("AF258 06:20 → AF253", [Leg("AF 258", time(6, 20)), Leg("AF 253")]),
        ("SE3 19 h 30", [Leg("SE 3", time(19, 30))]),
        ("KE 479 10:05pm", [Leg("KE 479", time(22, 5))]),
        ("KE 479, 12 am", [Leg("KE 479", time(0))]),
        ("14g05", [Leg("", time(14, 5))]),
        ("by car, 9 h", [Leg("", time(9))]),
        ("7C 2302 23:59", [Leg("7C 2302", time(23, 59))]),
        ("25:00 and 12:75", []),
        ("on 18 November", []),
    ],
)
def test_each_flight_and_its_hour(typed: str, found: list[Leg]) -> None:
    assert legs(typed) == found


def test_people_arrive_by_the_first_flight_and_leave_by_the_last_of_several() -> None:
    both = "VN 311 14:35, VN 310 21:05"
    assert leg_of(both, Way.ARRIVALS) == Leg("VN 311", time(14, 35))
    assert leg_of(both, Way.DEPARTURES) == Leg("VN 310", time(21, 5))
    assert leg_of("VN 311 14:35", Way.DEPARTURES) == Leg()
    assert leg_of("", Way.ARRIVALS) == Leg()


def test_what_was_not_told_stands_last() -> None:
    day, early, late = date(2013, 11, 17), time(6), time(21)
    wanted = [
        (day, Leg("VN 1", early)), (day, Leg("", early)), (day, Leg("AF 2", late)), (day, Leg("AF 2")), (day, Leg()),
        (date(2013, 11, 18), Leg("VN 1", early)), (None, Leg("VN 1", early)), (None, Leg()),
    ]  # fmt: skip
    mixed = [*wanted[4:], *wanted[:4]]
    assert sorted(mixed, key=lambda one: place(*one)) == wanted
