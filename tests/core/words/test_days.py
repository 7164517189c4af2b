"""Imprecise dates as people write them in forms and spreadsheets."""

import pytest

from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.days import DONE, DUE, read_day


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2012", "2012"),
        ("2001.0", "2001"),
        ("06/2012", "2012-06"),
        ("2012-6", "2012-06"),
        ("June 2012", "2012-06"),
        ("juin 2012", "2012-06"),
        ("tháng 6 năm 2012", "2012-06"),
        ("30 June 2012", "2012-06-30"),
        ("1er août 2010", "2010-08-01"),
        ("30.6.2012", "2012-06-30"),
        ("30/06/2012", "2012-06-30"),
        ("2012-06-30 00:00:00", "2012-06-30"),
        ("End of  2019", "end of 2019"),
        ("fin 2019", "end of 2019"),
        ("cuối năm 2019", "end of 2019"),
        ("spring 2019", "2019-21"),
        ("printemps 2019", "2019-21"),
        ("mùa xuân năm 2019", "2019-21"),
        ("Fall of 2020", "2020-23"),
        ("early 2013", "2013-37"),
        ("đầu năm 2013", "2013-37"),
        ("mid-2013", "2013-38"),
        ("before 2004", "/2004"),
        ("avant le 30 juin 2004", "/2004-06-30"),
        ("trước năm 2004", "/2004"),
        ("after June 2004", "2004-06/"),
        ("about 2010", "2010~"),
        ("c. 2010", "2010~"),
        ("khoảng năm 2010", "2010~"),
        ("between 2004 and 2006", "2004/2006"),
        ("the 1990s", "199X"),
        ("thập niên 1990", "199X"),
        ("since 2004", "2004"),
        ("November 18, 2013", "2013-11-18"),
        ("Nov 18th 2013", "2013-11-18"),
        ("18 Sept. 2013", "2013-09-18"),
        ("ngày 18 tháng 11 năm 2013", "2013-11-18"),
        ("2013年11月18日", "2013-11-18"),
        ("2019-21", "2019-21"),
        ("2010~", "2010~"),
        ("/2004", "/2004"),
        ("2004/", "2004/"),
        ("2004/2006", "2004/2006"),
    ],
)
def test_dates_are_read_as_people_write_them(typed, kept):
    assert read_day(typed).text == kept


@pytest.mark.parametrize(
    "typed",
    [
        "soon",
        "2012-13",
        "before",
        "about then",
        "between 2006 and 2004",
        "between 2006 and soon",
        "between soon and 2006",
        "2012-25",
        "spring",
        "before soon",
        "2012-02-30",
        "06/07/2012",
        "June",
        "0",
        "20122",
        "maybe 2012",
    ],
)
def test_dates_that_say_nothing_certain_are_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011  # any text
        read_day(typed)


@pytest.mark.parametrize(
    "kept", ["2019-21", "2013-37", "/2004", "2010~", "2004-06/", "2004/2006", "199X", "2013-11-18"]
)
def test_what_is_written_into_a_table_is_read_back_as_it_was(kept):
    assert read_day(str(ImpreciseDate.parse(kept))).text == kept


@pytest.mark.parametrize(
    ("typed", "done", "due"),
    [
        ("2012", True, True),
        ("before 1913", True, False),
        ("1213", False, False),
        ("2206", False, False),
        ("end of 2050", False, True),
        ("after 2010", True, True),
        ("2012/2212", False, False),
    ],
)
def test_a_slip_of_the_year_is_noticed(typed, done, due):
    assert (DONE.has(read_day(typed)), DUE.has(read_day(typed))) == (done, due)
