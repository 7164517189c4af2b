from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from eventsys.core.dates import ImpreciseDate
from eventsys.core.languages import in_language


def test_dates_are_kept_as_given_and_sort_by_day() -> None:
    given_order = ["end of 2019", "2012-06", "2019", "2019-12-30", "2001"]
    ordered = sorted((ImpreciseDate.parse(t) for t in given_order), key=lambda d: d.sort_key)
    assert [str(d) for d in ordered] == ["2001", "2012-06", "2019", "2019-12-30", "end of 2019"]


@pytest.mark.parametrize(
    "text", ["", "19", "2019-13", "2019-02-30", "end of", "start of 2019", "2019-6", "0000", "2019-00"]
)
def test_other_shapes_and_days_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ImpreciseDate.parse(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_full_days_round_trip(day: date) -> None:
    parsed = ImpreciseDate.parse(day.isoformat())
    assert (parsed.first_day(), parsed.last_day(), str(parsed)) == (day, day, day.isoformat())


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["end of 2019", "June 2012", "2001"]), ("fr", ["fin 2019", "juin 2012", "2001"]),
     ("vi", ["cuối năm 2019", "tháng 6 năm 2012", "2001"])],
)  # fmt: skip
def test_dates_are_spoken_in_the_readers_language(app: Flask, language: str, words: list[str]) -> None:
    with app.test_request_context(), in_language(language):
        assert [ImpreciseDate.parse(t).spoken(language) for t in ("end of 2019", "2012-06", "2001")] == words
