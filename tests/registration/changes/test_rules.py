"""When a change may be asked for, what differs, what may not be emptied: by values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eventsys.core.words.text import Localized
from eventsys.registration.changes import rules
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.questions.rules import AskedParts

ENDS = date(2013, 11, 19)
ASKED = AskedParts(photo=True, travel=True, consent=True)


@pytest.mark.parametrize(
    ("state", "today", "may"),
    [
        ("approved", ENDS, True),
        ("approved", date(2013, 11, 20), False),
        *((state, date(2013, 11, 1), False) for state in DelegateState if state != "approved"),
    ],
)
def test_the_approved_ask_until_the_conference_is_over(state: str, today: date, may: bool) -> None:
    assert rules.may_ask(DelegateState(state), today=today, ends=ENDS) is may


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("flight", "VN 311", "VN 311"),
        ("office", Localized(en="Mayor"), {"en": "Mayor"}),
        ("arrives_on", date(2013, 11, 17), "2013-11-17"),
        ("departs_on", None, None),
        ("phone", "", ""),
    ],
)
def test_what_is_kept_comes_back_as_the_record_has_it(name: str, value: Any, kept: Any) -> None:
    assert rules.kept(value) == kept
    back = rules.value_of(name, kept)
    assert (back, type(back)) == (value, type(value))


def test_only_what_differs_is_asked_for() -> None:
    recorded = {"flight": "VN 311", "office": {"en": "Mayor"}, "hotel": ""}
    wanted = {"flight": "VN 311", "office": {"en": "Mayor", "fr": "Maire"}, "hotel": "Daewoo"}
    assert rules.differing(recorded, wanted) == {"office": {"en": "Mayor", "fr": "Maire"}, "hotel": "Daewoo"}
    assert rules.moved_on({"hotel": "Daewoo", "flight": "VN 311"}, recorded) == ["hotel"]


def person(**over: Any) -> Delegate:
    values: dict[str, Any] = {
        "family_name": "Inose",
        "email": "n@example.org",
        "office": Localized(en="Governor"),
        "organisation": Localized(),
        "arrives_on": date(2013, 11, 17),
        "departs_on": None,
        "photo_digest": "0" * 64,
    }
    return Delegate(**{**values, **over})


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({"email": ""}, ["Mail address"]),
        ({"email": "", "arrives_on": None}, ["Mail address", "Day of arrival"]),
        ({"office": {}}, ["Office or organisation"]),
        ({"office": {}, "organisation": {"en": "City government"}}, []),
        ({"departs_on": None, "phone": ""}, []),  # it was lacking before, or is not needed
        ({"flight": ""}, []),
    ],
)
def test_what_was_needed_may_not_be_emptied(values: dict[str, Any], lacking: list[str]) -> None:
    assert [str(word) for word in rules.emptied(person(), values, ASKED)] == lacking


def test_a_copy_says_what_is_asked_while_it_waits_and_then_which_fields() -> None:
    before, values = (
        {"office": {"en": "Governor"}, "departs_on": None},
        {"office": {"en": "Mayor"}, "departs_on": "2013-11-20"},
    )
    assert rules.told_lines(["office", "departs_on"], before, values, ["en"]) == [
        "Office: Governor → Mayor",
        "Departure: — → 2013-11-20",
    ]
    assert rules.told_lines(["office", "gone"], {}, {}, ["en"]) == ["Office"]
