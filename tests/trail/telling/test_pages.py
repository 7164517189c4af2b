"""Codes are told with the words that rooms bring."""

from __future__ import annotations

from datetime import UTC, datetime

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


@pytest.mark.parametrize(
    ("linked", "told"),
    [
        ({"place": 7, "chain": "ab" * 32}, ["7", "ab" * 32]),
        ({}, ["", ""]),
    ],
)
def test_an_entry_in_an_export_bears_its_link_of_the_chain_once_it_has_one(
    app: Flask, linked: dict[str, object], told: list[str]
) -> None:
    entry = AuditEntry(
        at=datetime(2026, 3, 1, 23, tzinfo=UTC),
        actor_kind="user",
        actor_label="Ana",
        verb="city.changed",
        thing_type="city",
        thing_id="1",
        thing_label={"en": "Hanoi"},
        before={"country": "LA"},
        after={"country": "VN"},
        **linked,
    )
    with in_language("en"):
        row = dict(zip(telling.heads(), telling.cells(entry, UTC), strict=True))
        assert row == {
            "Moment": "2026-03-01T23:00:00+00:00",
            "Who": "Ana",
            "What happened": "City changed",
            "Kind of thing": "City",
            "Thing": "Hanoi",
            "Before": "Country: Laos",
            "After": "Country: Vietnam",
            "Place in the chain": told[0],
            "Link of the chain": told[1],
        }
