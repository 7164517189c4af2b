"""What an imported row would change."""

from __future__ import annotations

import pytest

from eventsys.core.words.dates import ImpreciseDate
from eventsys.networks.imports.rules import CellWrong, history_after
from eventsys.networks.sheets.rules import CityRow
from eventsys.networks.standing.models import MembershipStatus
from eventsys.networks.standing.rules import Stretch, history_with

MEMBER, OBSERVER, FORMER = MembershipStatus.MEMBER, MembershipStatus.OBSERVER, MembershipStatus.FORMER


def d(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


TOMSK = history_with((Stretch(OBSERVER, d("2010")),), MEMBER, d("2012-06"), city="Tomsk")


def row(**values):
    return CityRow(row=2, code="HAN", **values)


def test_a_former_member_without_dates_keeps_what_is_known():
    assert history_after((), row(status=FORMER, joined=d("2001"))) == (
        Stretch(MEMBER, d("2001"), closed=True),
        Stretch(FORMER),
    )


def test_believing_a_row_twice_changes_nothing_the_second_time():
    for said in (
        row(joined=d("2001")),
        row(status=FORMER, joined=d("2001")),
        row(status=FORMER, joined=d("2001"), left=d("2009")),
    ):
        once = history_after((), said)
        assert history_after(once, said) == once


def test_a_row_with_a_later_status_is_a_change_of_status():
    assert history_after((Stretch(OBSERVER, d("2010")),), row(status=MEMBER, joined=d("2012-06"))) == TOMSK


def test_a_row_with_another_date_corrects_it():
    assert history_after(TOMSK, row(status=MEMBER, joined=d("2012-07"))) == (
        Stretch(OBSERVER, d("2010"), d("2012-07"), closed=True),
        Stretch(MEMBER, d("2012-07")),
    )


def test_a_member_that_has_left_is_a_contradiction():
    with pytest.raises(CellWrong) as caught:
        history_after((), row(status=MEMBER, joined=d("2001"), left=d("2009")))
    assert caught.value.column == "left"


def test_leaving_before_joining_is_refused():
    with pytest.raises(CellWrong):
        history_after((), row(joined=d("2009"), left=d("2001")))


def test_a_row_with_the_day_of_the_last_change_corrects_its_status():
    assert history_after(TOMSK, row(status=OBSERVER, joined=d("2012-06"))) == (
        Stretch(OBSERVER, d("2010"), d("2012-06"), closed=True),
        Stretch(OBSERVER, d("2012-06")),
    )


@pytest.mark.parametrize(
    ("status", "history"), [(MEMBER, TOMSK), (MEMBER, (Stretch(OBSERVER, d("2010")),))], ids=["moved", "new"]
)
def test_no_change_of_status_comes_before_what_it_changes(status, history):
    with pytest.raises(CellWrong) as caught:
        history_after(history, row(status=status, joined=d("2009")))
    assert (caught.value.column, "2010" in str(caught.value)) == ("joined", True)
    assert history_after(history, row(status=status, joined=d("2010")))[-1] == Stretch(MEMBER, d("2010"))
