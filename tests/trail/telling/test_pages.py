"""Codes are told with the words that rooms bring."""

from __future__ import annotations

from flask import Flask

from eventsys.trail.telling import pages as telling


def test_several_rooms_have_words_for_one_field(app: Flask) -> None:
    said = {code: telling._word("link.granted", "purpose", code) for code in ("focal", "password", "none")}
    assert said == {"focal": "for the focal point of a city", "password": "to set the password", "none": None}


def test_words_may_be_made_of_the_code(app: Flask) -> None:
    assert telling._word("city.created", "country", "VN") == "Vietnam"
    assert telling._word("declaration.language_in_line", "place", "b_point:2") == "Point 2"
