"""The days of the act and of signatures, and its place, from values alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import rules
from eventsys.declarations.acts.errors import DayOutOfReach, PlaceChangedInSome, PlaceMissing
from eventsys.declarations.acts.rules import Act, Days
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.errors import SignedOutOfReach
from tests.declarations.acts.test_act import CLOSING, HOST, LATER, OPENING, OPERA


def days(today: date) -> Days:
    return Days(OPENING, CLOSING, today)


@pytest.mark.parametrize(
    ("today", "usual"),
    [(OPENING, OPENING), (CLOSING, CLOSING), (LATER, CLOSING), (date(2013, 9, 1), CLOSING)],
)
def test_an_adoption_is_dated_by_the_conference(today: date, usual: date):
    assert rules.usual_adoption_day(days(today)) == usual


@pytest.mark.parametrize(
    ("today", "was_absent", "usual"),
    [
        (OPENING, False, OPENING),  # on the day itself, before the date of the act
        (CLOSING, False, CLOSING),
        (LATER, False, CLOSING),  # recorded afterwards: given on the day of the act
        (LATER, True, LATER),  # nobody signed in 2013 who was not there
        (date(2013, 9, 1), False, OPENING),  # never before the text was adopted
    ],
)
def test_a_signature_bears_the_date_of_the_act_or_its_own(today: date, was_absent: bool, usual: date):
    act = Act(HOST, CLOSING, OPENING)
    assert signatories_rules.usual_signature_day(act, today, was_absent=was_absent) == usual


@pytest.mark.parametrize("day", [OPENING - timedelta(1), LATER + timedelta(1)])
def test_days_of_the_act_and_of_signatures_are_within_reason(day: date):
    with pytest.raises(DayOutOfReach):
        rules.check_act_day("done_on", day, days(LATER), is_agreement=False)
    with pytest.raises(SignedOutOfReach) as refusal, in_language("en"):
        signatories_rules.check_signature_day(day, Act(HOST, CLOSING, OPENING), LATER)
    with in_language("en"):
        assert "between 18 November 2013 and 29 November 2026" in str(refusal.value)
    with pytest.raises(DayOutOfReach):  # nothing is done before it was adopted
        rules.check_act_day("done_on", OPENING, days(LATER), is_agreement=False, after=CLOSING)


def test_a_place_is_named_in_every_language_or_in_none():
    languages = ["en", "fr", "vi"]
    rules.check_place(Localized(), HOST, languages, fits=False)
    rules.check_place(OPERA, Localized(), languages, fits=False)
    with pytest.raises(PlaceMissing):
        rules.check_place(Localized(en="Hanoi"), Localized(), languages)
    moved = Localized({**HOST, "en": "Tokyo"})
    with pytest.raises(PlaceChangedInSome) as refusal:
        rules.check_place(moved, HOST, languages, fits=False)
    assert refusal.value.values == {"language": "fr"}
    rules.check_place(moved, HOST, languages, fits=True)
