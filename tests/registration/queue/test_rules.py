"""What may be decided, and what the trail says, by values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from eventsys.registration.people.models import DelegateState
from eventsys.registration.queue import rules
from eventsys.registration.queue.rules import FieldChange

NOW = datetime(2013, 11, 1, 9, tzinfo=UTC)
LAN, MINH = ("user", 1, "Lan"), ("user", 2, "Minh")
FOCAL, PERSON = ("link", 7, "focal link 7"), ("link", 8, "delegate link 8")


@dataclass
class Said:
    verb: str
    actor: tuple[str, int | None, str | None] = LAN
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    at: datetime = NOW

    @property
    def actor_kind(self) -> str:
        return self.actor[0]

    @property
    def actor_id(self) -> int | None:
        return self.actor[1]

    @property
    def actor_label(self) -> str | None:
        return self.actor[2]


def edited(before: dict[str, Any], after: dict[str, Any], *changed: str) -> Said:
    return Said(
        "delegate.edited", PERSON, before, {**after, **({"changed": list(changed)} if changed else {})}
    )


RETURNED = Said("delegate.returned", after={"state": "returned", "reason": "The photo is dark."})


@pytest.mark.parametrize(
    ("state", "keys"),
    [
        ("submitted", {"a": "accredit", "r": "return"}),
        ("pre_approved", {"a": "approve", "r": "return", "w": "waitlist", "d": "reject"}),
        *((state, {}) for state in DelegateState if state not in {"submitted", "pre_approved"}),
    ],
)
def test_what_may_be_decided_follows_the_state(state: str, keys: dict[str, str]) -> None:
    assert {one.key: one.verb for one in rules.choices(DelegateState(state))} == keys


@pytest.mark.parametrize(
    ("word", "kept"),
    [("submitted", "submitted"), ("pre_approved", "pre_approved")]
    + [(word, "waiting") for word in ("", "waiting", "approved", "registered", "named", "nonsense")],
)
def test_the_queue_is_narrowed_to_who_waits(word: str, kept: str) -> None:
    assert rules.narrowed(word) == kept


def test_nothing_has_changed_since_a_decision_that_was_never_taken() -> None:
    assert (
        rules.since_decided([edited({"family_name": "A"}, {"family_name": "B"}), Said("delegate.submitted")])
        is None
    )


def test_changes_since_the_last_decision_are_summed_up_field_by_field() -> None:
    since = rules.since_decided(
        [
            edited({"honorific": "Mr"}, {"honorific": "Dr"}),  # before it: not told
            RETURNED,
            edited(
                {"family_name": "Sato", "given_name": "Ken"},
                {"family_name": "Satō", "given_name": "Kenji"},
                "phone",
            ),
            edited(
                {"family_name": "Satō", "given_name": "Kenji"}, {"family_name": "Satoh", "given_name": "Ken"}
            ),
            Said("delegate.photo_set", PERSON, {"photo": "a" * 64}, {"photo": "b" * 64}),
            Said("delegate.answered", PERSON, after={"questions": [{"en": "Tour"}]}),
            Said("delegate.answered", PERSON, after={"questions": [{"en": "Tour"}, {"en": "Shirt"}]}),
            edited({"category": "adviser"}, {"category": "press"}),
            Said("delegate.submitted", PERSON),
        ]
    )
    assert since is not None
    assert since.any
    assert since.at == NOW
    assert since.fields == (
        FieldChange("category", "adviser", "press"),
        FieldChange("family_name", "Sato", "Satoh"),  # the given name is as it was
        FieldChange("phone", kept=False),
        FieldChange("photo_digest", "a" * 64, "b" * 64, kept=False),
    )
    assert since.questions == ({"en": "Tour"}, {"en": "Shirt"})


def test_the_newest_decision_counts_and_erased_words_say_nothing() -> None:
    since = rules.since_decided(
        [
            RETURNED,
            edited({"honorific": "Mr"}, {"honorific": "Dr"}),
            Said("delegate.waitlisted"),
            Said("delegate.edited"),
        ]
    )
    assert since == rules.SinceDecided(NOW, (), ())
    assert not since.any


def test_steps_are_told_the_latest_first_with_who_and_why() -> None:
    told = [
        Said("delegate.submitted", PERSON),
        RETURNED,
        edited({}, {}),
        Said("delegate.submitted", FOCAL),
        Said("delegate.pre_approved", ("system", None, "eventsys")),
        Said("delegate.approved", ("user", 3, None)),
    ]
    assert [(one.state, one.who, one.reason, one.is_decision) for one in rules.steps(told)] == [
        ("approved", "Somebody else", "", True),
        ("pre_approved", "The program itself", "", False),
        ("submitted", "The focal point", "", False),
        ("returned", "Lan", "The photo is dark.", True),
        ("submitted", "The person", "", False),
    ]


def test_the_last_change_is_the_newest_entry_that_makes_a_version() -> None:
    approved = Said("delegate.approved", MINH)
    assert rules.last_change([RETURNED, approved, Said("link.granted")]) == (approved, "approved")
    photo = Said("delegate.photo_set")
    assert rules.last_change([approved, photo]) == (photo, None)
    assert rules.last_change([Said("delegate.told")]) is None


@pytest.mark.parametrize(
    ("verb", "state", "actor", "done"),
    [
        ("approve", "approved", LAN, True),
        ("accredit", "approved", LAN, True),
        ("return", "returned", LAN, True),
        ("approve", "approved", MINH, False),
        ("return", "approved", LAN, False),
        ("approve", None, LAN, False),
        ("nonsense", "approved", LAN, False),
    ],
)
def test_a_second_click_is_known_by_who_did_the_same(
    verb: str, state: str | None, actor: tuple[str, int, str], done: bool
) -> None:
    reached = DelegateState(state) if state else None
    entry = Said(f"delegate.{state or 'edited'}")
    assert rules.has_done(verb, entry, reached, actor=actor[:2]) is done
