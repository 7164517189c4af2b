"""Clashes of rooms and people, and what only warns."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from eventsys.core.words.languages import in_language
from eventsys.programme.clashes import rules
from eventsys.programme.clashes.rules import Clash, ClashKind, PanelPart, Slot

DAY = date(2013, 11, 18)


NINE = datetime(2013, 11, 18, 2, 0, tzinfo=UTC)  # 09:00 in Hanoi


def slot(number: int, start: float = 0, hours: float = 1, **over: object) -> Slot:
    starts = NINE + timedelta(hours=start)
    values = {
        "title": f"Session {number}",
        "kind": "plenary",
        "state": "scheduled",
        "when": "when",
        "room_id": number,
        "room": f"Hall {number}",
        **over,
    }
    return Slot(id=number, starts=starts, ends=starts + timedelta(hours=hours), **values)  # type: ignore[arg-type]


def found(*slots: Slot) -> list[Clash]:
    return rules.clashes(slots, zone="Asia/Ho_Chi_Minh", first_day=DAY, last_day=DAY + timedelta(days=1))


def kinds(*slots: Slot) -> list[tuple[str, tuple[int, ...], bool]]:
    return [(clash.kind, clash.sessions, clash.hard) for clash in found(*slots)]


def test_two_sessions_in_one_room_clash_only_where_they_overlap():
    one, two, three = slot(1, 0, 2), slot(2, 1, 1, room_id=1), slot(3, 2, 1, room_id=1)
    assert kinds(one, two, three) == [("room", (1, 2), True)]


def test_a_person_wanted_twice_is_named_once_for_each_pair():
    person = PanelPart("delegate 7", "Nguyễn Thế Thảo", "speaker")
    one, two = (
        slot(1, parts=(person, PanelPart("delegate 7", "Nguyễn Thế Thảo", "chair"))),
        slot(2, 0.5, parts=(person,)),
    )
    assert kinds(one, two) == [("person", (1, 2), True)]


def test_namesakes_warn_unless_they_are_two_delegates_or_told_apart():
    delegate = PanelPart("delegate 7", "Ana Lim", "speaker", alike="ana lim", seat="a")
    guest = PanelPart("guest 1", "Lim Ana", "chair", alike="ana lim", seat="b")
    namesake = PanelPart("delegate 8", "Ana Lim", "speaker", alike="ana lim", seat="c")
    one = slot(1, parts=(delegate,))
    assert kinds(one, slot(2, parts=(guest,))) == [("namesake", (1, 2), False)]
    assert kinds(one, slot(2, 1, parts=(guest,))) == []
    assert kinds(one, slot(2, parts=(namesake,))) == []
    assert kinds(slot(1, parts=(guest,)), slot(2, parts=(guest,))) == [("namesake", (1, 2), False)]
    apart = {frozenset({"delegate 7", "guest 1"})}
    at_once = rules.clashes(
        (one, slot(2, parts=(guest,))), zone="UTC", first_day=DAY, last_day=DAY, told_apart=apart
    )
    assert at_once == []


def test_a_room_that_is_too_small_clashes_and_one_that_just_fits_does_not():
    assert kinds(slot(1, expected=101, capacity=100)) == [("capacity", (1,), True)]
    assert kinds(slot(1, expected=100, capacity=100)) == []


def test_what_concerns_a_draft_only_warns():
    assert kinds(slot(1, state="draft"), slot(2, room_id=1)) == [("room", (1, 2), False)]


def test_warnings():
    before = slot(1, -10)  # 23:00 of the day before
    until_midnight = slot(2, 14 + 24)  # 23:00 to 24:00 of the last day
    dialogue = slot(3, 3, kind="dialogue", parts=(PanelPart("guest a", "A", "speaker"),))
    nowhere = slot(4, 5, room_id=None)
    tour = slot(5, 5, room_id=None, kind="tour")
    gone = slot(6, 7, parts=(PanelPart("delegate 1", "B", "speaker", approved=False),))
    untold = slot(7, 9, missing=("fr",))
    assert kinds(before, until_midnight, dialogue, nowhere, tour, gone, untold) == [
        ("outside", (1,), False),
        ("no_chair", (3,), False),
        ("no_room", (4,), False),
        ("not_approved", (6,), False),
        ("untranslated", (7,), False),
    ]


@pytest.mark.usefixtures("app")
def test_a_clash_names_both_sessions_with_their_times():
    one = slot(1, title="Urban planning", when="18 Nov, 09:00–10:00", room="Hall A")
    two = slot(2, title="Urban energy", when="18 Nov, 09:30–10:30", room_id=1)
    sentence = str(Clash(ClashKind.ROOM, one, two, "Hall A"))
    assert sentence == (
        "Hall A is taken twice: “Urban planning” (18 Nov, 09:00–10:00) "
        "and “Urban energy” (18 Nov, 09:30–10:30)"
    )


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (ClashKind.ROOM, "A word is taken twice: “Session 1” (when) and “Session 2” (when)"),
        (ClashKind.PERSON, "A word is needed twice: “Session 1” (when) and “Session 2” (when)"),
        (
            ClashKind.NAMESAKE,
            "A word is named twice at the same time, and may be one person: “Session 1” (when) and “Session 2” (when)",
        ),
        (ClashKind.CAPACITY, "“Session 1” (when) expects 90 people, but Hall 1 holds 80"),
        (ClashKind.OUTSIDE, "“Session 1” (when) lies outside the days of the conference"),
        (ClashKind.NO_CHAIR, "“Session 1” (when) is a dialogue session without a chair"),
        (ClashKind.NO_ROOM, "“Session 1” (when) has no room"),
        (
            ClashKind.NOT_APPROVED,
            "A word has a part in “Session 1” (when), but is no longer an approved delegate",
        ),
        (ClashKind.UNTRANSLATED, "“Session 1” (when) has no title in: A word"),
    ],
)
def test_each_clash_has_its_sentence(app: Flask, kind: ClashKind, sentence: str):
    one = slot(1, expected=90, capacity=80)
    with in_language("en"):
        assert str(Clash(kind, one, slot(2), "A word")) == sentence


def test_rooms_people_and_capacity_stand_in_the_way_and_what_concerns_a_draft_only_warns():
    hard = {kind for kind in ClashKind if Clash(kind, slot(1), slot(2)).hard}
    assert hard == {ClashKind.ROOM, ClashKind.PERSON, ClashKind.CAPACITY}
    assert not Clash(ClashKind.ROOM, slot(1), slot(2, state="draft")).hard
