"""Zones by their cities, and clock times in them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eventsys.core.errors import NoSuchTime
from eventsys.core.words.languages import in_language
from eventsys.core.words.zones import at_local, offset_words, zone_choices, zone_of_city, zone_words

NOVEMBER = date(2013, 11, 18)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("language", "zone", "city", "words"),
    [
        ("en", "Asia/Ho_Chi_Minh", "Hanoi", "Hanoi time (UTC+7)"),
        ("fr", "Asia/Ho_Chi_Minh", "Hanoï", "heure de Hanoï (UTC+7)"),
        ("vi", "Asia/Ho_Chi_Minh", "Hà Nội", "giờ Hà Nội (UTC+7)"),
        ("fr", "Africa/Cairo", "", "heure du Caire (UTC+2)"),
        ("fr", "Asia/Ulaanbaatar", "Oulan-Bator", "heure d’Oulan-Bator (UTC+8)"),
        ("en", "America/St_Johns", "", "St. John’s time (UTC−3:30)"),
        ("en", "Europe/London", "", "London time (UTC)"),
    ],
)
def test_a_zone_is_told_by_its_city(language, zone, city, words):
    with in_language(language):
        assert zone_words(zone, NOVEMBER, city) == words


def test_the_offset_is_that_of_the_day():
    assert [offset_words("Europe/Paris", day) for day in (date(2026, 3, 28), date(2026, 3, 30))] == [
        "UTC+1",
        "UTC+2",
    ]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("country", "names", "zone"),
    [
        ("vn", [], "Asia/Ho_Chi_Minh"),
        ("RU", ["Tomsk"], "Asia/Tomsk"),
        ("ID", ["Djakarta", "Jakarta"], "Asia/Jakarta"),
        ("RU", ["Kazan"], ""),
        ("XX", [], ""),
    ],
)
def test_the_zone_of_a_city(country, names, zone):
    assert zone_of_city(country, names) == zone


@pytest.mark.usefixtures("app")
def test_zones_are_chosen_by_city_and_country():
    with in_language("fr"):
        choices = dict(zone_choices(NOVEMBER, "Asia/Saigon"))
    assert choices["Africa/Cairo"] == "Le Caire, Égypte (UTC+2)"
    assert {"Asia/Saigon", "UTC"} <= set(choices)
    assert "Asia/Calcutta" not in choices


@pytest.mark.usefixtures("app")
def test_a_clock_time_that_is_skipped_is_refused_and_one_that_comes_twice_is_the_first():
    with pytest.raises(NoSuchTime, match=r"02:30 does not exist on that day \(Paris\)"):
        at_local(datetime(2026, 3, 29, 2, 30), "Europe/Paris")  # noqa: DTZ001
    twice = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001
    assert at_local(twice, "Europe/Paris") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert at_local(twice, "Europe/Paris", fold=1) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
