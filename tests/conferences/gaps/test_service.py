"""What each language of a conference lacks, told in one place."""

from __future__ import annotations

import pytest

from eventsys.conferences.gaps.service import Said, gaps, missing_in
from eventsys.conferences.venue import service as venue
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_declaration
from tests.networks.factories import make_city
from tests.programme.factories import make_session
from tests.registration.factories import make_delegation
from tests.support.counting import counted


def said(kind: str, wanted: list[str] | None = None, **text: str) -> Said:
    return Said(kind, text, text, "conferences.setup", wanted=wanted)


def test_what_is_said_in_some_languages_is_missed_in_the_others():
    whole, half, never = said("a", en="x", ru="x"), said("a", en="x"), said("b")
    of_a_text = said("c", ["ar", "en"], en="x")
    found = missing_in(["en", "ru"], [whole, half, never, of_a_text])
    assert [(one.language, one.groups) for one in found] == [
        ("en", ()),
        ("ru", (("a", (half,)),)),
        ("ar", (("c", (of_a_text,)),)),
    ]
    assert [one.number for one in found] == [0, 1, 1]


@pytest.mark.usefixtures("app")
def test_every_wing_tells_what_it_says_and_asks_no_more_for_more():
    conference = make_conference(languages=["en", "ru"], slug="hanoi")
    make_delegation(conference, "SEL")
    make_session(conference, "Smog")
    make_declaration(conference, languages=["en", "fr", "vi", "ar"])
    with counted() as few:
        found = {one.language: one for one in gaps(conference)}
    assert {str(kind) for kind, _said in found["ru"].groups} == {
        "Facts", "Organisers", "Rooms", "Categories", "Names of cities", "Titles of sessions",
        "Words of letters and of public pages",
    }  # fmt: skip
    assert {str(kind) for kind, _said in found["ar"].groups} == {"Declarations"}
    assert found["vi"].number == 0
    for n in range(3):
        venue.add_room(conference, name=Localized(en=f"Room {n}"), capacity=10, by=SYSTEM)
        make_session(conference, f"More {n}")
        make_declaration(conference)
    with counted() as many:
        assert gaps(conference)[1].number > found["ru"].number
    assert len(many) <= len(few)


@pytest.mark.usefixtures("app")
def test_a_city_is_named_in_its_own_language_and_unnamed_in_others():
    conference = make_conference(languages=["en", "th", "ko"], slug="bangkok")
    for code, country, native in (("BKK", "TH", "กรุงเทพมหานคร"), ("SEL", "KR", "서울")):
        make_delegation(conference, make_city(code, name={"en": code}, native_name=native, country=country))
    lacking = {
        one.language: [
            str(said.name) for kind, those in one.groups for said in those if kind == "Names of cities"
        ]
        for one in gaps(conference)
    }
    assert lacking == {"en": [], "th": ["SEL"], "ko": ["BKK"]}
