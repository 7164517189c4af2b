"""What an entry says is told in words: neither names of columns nor codes."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from eventsys.core.words.languages import in_language
from eventsys.trail.changes.rules import Difference, Speech, differences

WORDS = {
    ("city.standing_changed", "status", "member"): "full member",
    ("badge.void", "why", "lost"): "lost",
    ("user.signed_in", "via", "webauthn"): "passkey",
}


def speech() -> Speech:
    return Speech(
        text=lambda texts: texts["en"],
        day=lambda day: f"day {day}",
        moment=lambda moment: f"moment {moment:%H:%M}",
        truth=lambda value: "yes" if value else "no",
        listed=lambda told, more: "; ".join(told) + (f" +{more}" if more > 0 else ""),
        imprecise=lambda day: f"about {day.text}",
        word=lambda verb, field, code: WORDS.get((verb, field, code)),
    )


@pytest.mark.parametrize(
    ("verb", "after", "said"),
    [
        ("badge_facts.saved", {"changed": ["wifi_name", "emergency"]}, ("Changed", "Wi-Fi network; Emergency number")),
        ("delegate.edited", {"changed": ["phone", "nonsense"]}, ("Changed", "Telephone")),
        ("network.imported", {"changed": 3}, ("Changed", "3")),
        ("conference.created", {"languages": ["en", "vi"]}, ("Languages", "English; Tiếng Việt")),
        ("declaration.draft_imported", {"language": "ja"}, ("Language", "日本語")),
        ("user.signed_in", {"via": ["webauthn", "unheard of"]}, ("By way of", "passkey")),
        ("badge.void", {"why": "lost"}, ("Reason", "lost")),
        ("delegate.rejected", {"why": "Unknown here."}, ("Reason", "Unknown here.")),
        ("network.created", {"founded": "2000-08"}, ("Founded", "about 2000-08")),
        ("commitment.recorded", {"due": "before the rains"}, ("Due", "before the rains")),
        ("commitment.recorded", {"due": "2013-11-18"}, ("Due", "day 2013-11-18")),
        ("conference.changed", {"title": {"en": "Plenary"}}, ("Title", "Plenary")),
        ("retention.settled", {"passports": 10}, ("Passports", "10")),
        (
            "city.standing_changed",
            {"history": [{"status": "member", "since": "2006", "until": None, "closed": False}]},
            ("Standing over time", "full member · about 2006"),
        ),
        ("room.added", {"room": 4, "photo": "0" * 64}, None),
    ],
)  # fmt: skip
def test_one_field(app: Flask, verb: str, after: dict[str, Any], said: tuple[str, str] | None) -> None:
    with in_language("en"):
        found = differences(verb, None, after, speech())
    assert found == ([Difference(said[0], None, said[1])] if said else [])


def test_a_list_that_is_long_counts_the_rest(app: Flask) -> None:
    with in_language("en"):
        (told,) = differences(
            "conference.created", None, {"themes": [f"theme {n}" for n in range(14)]}, speech()
        )
    assert told.after is not None
    assert told.after.endswith("theme 11 +2")
