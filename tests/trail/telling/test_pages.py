"""Codes are told with the words that rooms bring."""

from __future__ import annotations

from datetime import UTC

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.audit import AuditEntry
from eventsys.core.words.languages import in_language
from eventsys.trail.telling import pages as telling


def test_several_rooms_have_words_for_one_field(app: Flask) -> None:
    said = {code: telling._word("link.granted", "purpose", code) for code in ("focal", "password", "none")}
    assert said == {"focal": "for the focal point of a city", "password": "to set the password", "none": None}


def test_words_may_be_made_of_the_code(app: Flask) -> None:
    assert telling._word("city.created", "country", "VN") == "Vietnam"
    assert telling._word("declaration.language_in_line", "place", "b_point:2") == "Point 2"


@pytest.mark.parametrize(
    ("kind", "label", "said"),
    [
        ("link", "delegate link 108", ("The holder of a link for a person’s own registration", False)),
        ("link", "Focal point of Seoul", ("Focal point of Seoul", True)),
        ("link", "strange link 108", ("strange link 108", True)),
        ("user", "delegate link 108", ("delegate link 108", False)),
    ],
)
def test_who_came_with_a_link_is_told_by_what_it_is_for(
    app: Flask, kind: str, label: str, said: tuple[str, bool]
) -> None:
    entry = AuditEntry(
        at=clock.now(),
        actor_kind=kind,
        actor_label=label,
        verb="erasure.asked",
        thing_type="erasure",
        thing_id="1",
    )
    with in_language("en"):
        ((_day, (line,)),) = telling.by_day([entry], UTC)
    assert (line.who, line.by_link) == said
