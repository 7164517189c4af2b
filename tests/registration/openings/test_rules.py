"""When people may register, from values alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from eventsys.conferences.dates.queries import Window
from eventsys.registration.openings import rules
from eventsys.registration.openings.errors import OpeningReversed, PlacesZero
from eventsys.registration.openings.models import Opening
from eventsys.registration.openings.rules import OpeningVerb, Stage

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def opening(**moments: datetime | None) -> Opening:
    return Opening(
        **{"opens_at": None, "closes_at": None, "published_at": NOW - 9 * HOUR, "closed_at": None, **moments}
    )


@pytest.mark.parametrize(
    ("moments", "window", "stage"),
    [
        ({"published_at": None}, (None, None), Stage.DRAFT),
        ({"published_at": None, "opens_at": NOW - HOUR}, (None, None), Stage.DRAFT),
        ({}, (NOW - 9 * HOUR, None), Stage.OPEN),
        ({"opens_at": NOW}, (NOW, None), Stage.OPEN),
        ({"opens_at": NOW + HOUR}, (NOW + HOUR, None), Stage.PLANNED),
        ({"closes_at": NOW + HOUR}, (NOW - 9 * HOUR, NOW + HOUR), Stage.OPEN),
        ({"closes_at": NOW}, (NOW - 9 * HOUR, NOW), Stage.OVER),
        ({"closed_at": NOW - HOUR}, (NOW - 9 * HOUR, NOW - HOUR), Stage.CLOSED),
        (
            {"closed_at": NOW - HOUR, "closes_at": NOW - 2 * HOUR},
            (NOW - 9 * HOUR, NOW - 2 * HOUR),
            Stage.CLOSED,
        ),
        ({"closed_at": NOW - HOUR, "closes_at": NOW + HOUR}, (NOW - 9 * HOUR, NOW - HOUR), Stage.CLOSED),
    ],
)
def test_an_opening_stands_where_its_moments_say(
    moments: dict[str, datetime | None], window: tuple[datetime | None, datetime | None], stage: Stage
) -> None:
    found = opening(**moments)
    assert (rules.window(found), rules.stage(found, NOW)) == (Window(*window), stage)
    assert rules.window(found).is_open(NOW) == (stage == Stage.OPEN)


def test_what_may_be_done_next() -> None:
    draft, live, closed = opening(published_at=None), opening(), opening(closed_at=NOW)
    assert [rules.possible(one, people=1) for one in (draft, live, closed)] == [
        {OpeningVerb.PUBLISH},
        {OpeningVerb.CLOSE},
        {OpeningVerb.PUBLISH},
    ]
    assert rules.possible(draft, people=0) == {OpeningVerb.PUBLISH, OpeningVerb.REMOVE}


@pytest.mark.parametrize(("opens", "closes"), [(NOW, NOW), (NOW, NOW - HOUR)])
def test_it_does_not_close_before_it_opens(opens: datetime, closes: datetime) -> None:
    with pytest.raises(OpeningReversed):
        rules.check_moments(opens, closes)


def test_moments_and_places_that_are_not_given_are_no_bounds() -> None:
    rules.check_moments(None, NOW)
    rules.check_moments(NOW, None)
    rules.check_moments(NOW, NOW + HOUR)
    rules.check_places(None)
    rules.check_places(1)
    with pytest.raises(PlacesZero):
        rules.check_places(0)
