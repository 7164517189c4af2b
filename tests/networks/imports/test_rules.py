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


SINCE_2001 = (Stretch(MEMBER, d("2001")),)
LEFT_2009 = (Stretch(MEMBER, d("2001"), d("2009"), closed=True), Stretch(FORMER, d("2009")))


@pytest.mark.parametrize(
    ("history", "said", "after"),
    [
        (SINCE_2001, {"left": d("2009")}, LEFT_2009),
        (
            SINCE_2001,
            {"left": d("2009"), "joined": d("2002")},
            (Stretch(MEMBER, d("2002"), d("2009"), closed=True), Stretch(FORMER, d("2009"))),
        ),
        (
            SINCE_2001,
            {"status": FORMER},
            (Stretch(MEMBER, d("2001"), closed=True), Stretch(FORMER)),
        ),
        (LEFT_2009, {"status": FORMER}, LEFT_2009),
        (
            LEFT_2009,
            {"left": d("2010")},
            (Stretch(MEMBER, d("2001"), d("2010"), closed=True), Stretch(FORMER, d("2010"))),
        ),
        ((), {"left": d("2009")}, (Stretch(FORMER, d("2009")),)),
        ((Stretch(FORMER),), {"left": d("2009")}, (Stretch(FORMER, d("2009")),)),
        (
            SINCE_2001,
            {"joined": d("2001"), "left": d("2001")},
            (Stretch(MEMBER, d("2001"), d("2001"), closed=True), Stretch(FORMER, d("2001"))),
        ),
        (
            TOMSK,
            {"left": d("2020")},
            (TOMSK[0], Stretch(MEMBER, d("2012-06"), d("2020"), closed=True), Stretch(FORMER, d("2020"))),
        ),
    ],
)
def test_who_has_left_keeps_what_the_row_does_not_say(history, said, after):
    assert history_after(history, row(**said)) == after


@pytest.mark.parametrize(
    ("history", "said", "after"),
    [
        (SINCE_2001, {}, SINCE_2001),
        (SINCE_2001, {"joined": d("2001")}, SINCE_2001),
        (SINCE_2001, {"joined": d("2003")}, (Stretch(MEMBER, d("2003")),)),
        ((Stretch(OBSERVER, d("2001")),), {}, (Stretch(OBSERVER, d("2001")),)),
        ((), {}, (Stretch(MEMBER),)),
        (SINCE_2001, {"status": OBSERVER, "joined": d("2001")}, (Stretch(OBSERVER, d("2001")),)),
        (
            LEFT_2009,
            {"status": MEMBER, "joined": d("2012")},
            (LEFT_2009[0], Stretch(FORMER, d("2009"), d("2012"), closed=True), Stretch(MEMBER, d("2012"))),
        ),
        (TOMSK, {"status": MEMBER}, TOMSK),
    ],
)
def test_who_is_in_keeps_what_the_row_does_not_say(history, said, after):
    assert history_after(history, row(**said)) == after


@pytest.mark.parametrize("status", [MEMBER, OBSERVER])
def test_a_date_before_the_history_began_is_refused_in_its_column(status):
    with pytest.raises(CellWrong) as caught:
        history_after(TOMSK, row(status=status, joined=d("2009")))
    assert caught.value.column == "joined"


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
