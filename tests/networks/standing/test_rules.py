"""A standing through time, by values."""

from __future__ import annotations

from datetime import date

import pytest

from eventsys.core.words.dates import ImpreciseDate
from eventsys.networks.standing.errors import ChangeBeforeStart, SameStatus
from eventsys.networks.standing.models import MembershipStatus
from eventsys.networks.standing.rules import Stretch, history_with, standing_on

MEMBER, OBSERVER, FORMER = MembershipStatus.MEMBER, MembershipStatus.OBSERVER, MembershipStatus.FORMER


def d(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


TOMSK = history_with((Stretch(OBSERVER, d("2010")),), MEMBER, d("2012-06"), city="Tomsk")


def test_a_change_closes_the_old_stretch_where_the_new_one_begins():
    assert (Stretch(OBSERVER, d("2010"), d("2012-06"), closed=True), Stretch(MEMBER, d("2012-06"))) == TOMSK


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2009, 12, 31), None),
        (date(2010, 1, 1), OBSERVER),
        (date(2012, 5, 31), OBSERVER),
        (date(2012, 6, 1), MEMBER),
        (date(2013, 11, 18), MEMBER),
    ],
)
def test_the_standing_is_that_of_the_day(on, status):
    assert standing_on(TOMSK, on) == status


def test_a_city_that_left_at_an_unknown_date_is_former():
    history = (Stretch(MEMBER, d("2001"), closed=True), Stretch(FORMER))
    assert standing_on(history, date(2013, 11, 18)) is FORMER


def test_a_change_to_the_same_status_or_before_the_present_one_is_refused():
    with pytest.raises(SameStatus):
        history_with(TOMSK, MEMBER, d("2013"), city="Tomsk")
    with pytest.raises(ChangeBeforeStart):
        history_with(TOMSK, FORMER, d("2011"), city="Tomsk")


def test_a_year_is_not_before_a_month_of_the_same_year():
    assert history_with(TOMSK, FORMER, d("2012"), city="Tomsk")[-1] == Stretch(FORMER, d("2012"))


def test_end_of_a_year_sorts_after_its_months():
    days = [d("end of 2019"), d("2020"), d("2019"), d("2019-11-30")]
    assert [x.text for x in sorted(days)] == ["2019", "2019-11-30", "end of 2019", "2020"]
