"""Fields have words."""

from __future__ import annotations

from eventsys.badges.words.models import BadgeFacts
from eventsys.registration.fields.models import TERMED
from eventsys.trail.words.rules import FIELD_WORDS


def test_what_is_only_said_to_have_changed_has_words() -> None:
    facts = {column.name for column in BadgeFacts.__table__.columns} - {"id", "conference_id"}
    assert facts >= {"wifi_password"}
    assert {*facts, *TERMED, "name", "email"} - set(FIELD_WORDS) == set()
