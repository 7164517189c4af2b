"""Imprecise dates as people write them in forms and spreadsheets."""

import pytest

from eventsys.core.days import read_day


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2012", "2012"), ("2001.0", "2001"), ("06/2012", "2012-06"),
        ("2012-6", "2012-06"), ("June 2012", "2012-06"),
        ("juin 2012", "2012-06"), ("tháng 6 năm 2012", "2012-06"), ("30 June 2012", "2012-06-30"),
        ("1er août 2010", "2010-08-01"), ("30.6.2012", "2012-06-30"), ("30/06/2012", "2012-06-30"),
        ("2012-06-30 00:00:00", "2012-06-30"), ("End of  2019", "end of 2019"), ("fin 2019", "end of 2019"),
        ("cuối năm 2019", "end of 2019"),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(typed, kept):
    assert read_day(typed).text == kept


@pytest.mark.parametrize(
    "typed", ["soon", "2012-13", "2012-02-30", "06/07/2012", "June", "0", "20122", "maybe 2012"]
)
def test_dates_that_say_nothing_certain_are_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011  # any text
        read_day(typed)
