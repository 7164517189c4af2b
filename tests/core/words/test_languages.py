"""One table decides in which shapes a country's names are set."""

from __future__ import annotations

import pytest

from eventsys.core.words.languages import language_of, language_of_name


@pytest.mark.parametrize(
    ("country", "language"),
    [
        ("JP", "ja"),
        ("KR", "ko"),
        ("CN", "zh-Hans"),
        ("TW", "zh-Hant"),
        ("HK", "zh-HK"),
        ("MO", "zh-MO"),
        ("VN", "vi"),
        ("MM", "my"),
        ("KH", "km"),
        ("LA", "lo"),
        ("TH", "th"),
        ("RU", "ru"),
        ("", ""),
    ],
)
def test_a_country_has_one_language_for_its_shapes(country: str, language: str) -> None:
    assert language_of(country) == language


@pytest.mark.parametrize(
    ("name", "told", "country", "language"),
    [
        ("陳", "", "HK", "zh-HK"),
        ("陳", "", "TW", "zh-Hant"),
        ("陳", "ja", "HK", "ja"),
        ("さくら", "", "FR", "ja"),
        ("葛\U000e0100城", "", "CN", "ja"),
        ("김민준", "", "US", "ko"),
        ("Nguyễn", "", "VN", "vi"),
    ],
)
def test_a_name_is_set_as_told_or_as_it_is_written_or_as_at_home(
    name: str, told: str, country: str, language: str
) -> None:
    assert language_of_name(name, told, country) == language
