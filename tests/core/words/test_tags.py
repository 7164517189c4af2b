"""One table decides in which shapes a country's names are set."""

from __future__ import annotations

import pytest

from eventsys.core.words.bcp47 import UnknownTag, known_tags
from eventsys.core.words.tags import (
    han_form,
    language_of,
    language_of_name,
    own_language,
    tag_named,
    text_direction,
)


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


@pytest.mark.parametrize(
    ("tag", "form"),
    [
        ("ja", "JP"),
        ("ko-KR", "KR"),
        ("zh", "SC"),
        ("zh-SG", "SC"),
        ("ZH-hant", "TC"),
        ("zh-TW", "TC"),
        ("zh-MO", "HK"),
        ("zh-Hant-HK", "HK"),
        ("zh-Hant-TW", "TC"),
        ("kok", ""),  # Konkani is no Korean
        ("jav", ""),
        ("vi", ""),
        ("", ""),
    ],
)
def test_han_characters_have_the_form_of_the_nearest_tag(tag: str, form: str) -> None:
    assert han_form(tag) == form


def test_a_line_runs_as_its_language_does() -> None:
    assert [text_direction(tag) for tag in ("ar", "ur", "pa-Arab", "vi", "zh-Hant", "xx", "")] == (
        ["rtl"] * 3 + ["ltr"] * 4
    )


def test_a_language_is_known_by_its_tag_and_by_its_name_and_nothing_else_is_one():
    given = ("ru", "RU", "русский", "Russe", "tiếng Nga", "zh_TW", "Traditional Chinese", "sr-latn", "zh")
    assert [tag_named(one) for one in given] == [
        "ru",
        "ru",
        "ru",
        "ru",
        "ru",
        "zh-Hant",
        "zh-Hant",
        "sr-Latn",
        "zh-Hans",
    ]
    for no_language in ("xx", "Klingon", "", "en; drop", "root", "en-US-POSIX", "shi-Latn-MA", "a" * 80):
        with pytest.raises(UnknownTag):
            tag_named(no_language)


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Hà Nội", "VN", "vi"),
        ("東京", "JP", "ja"),
        ("さいたま", "JP", "ja"),
        ("서울", "KR", "ko"),
        ("臺北", "TW", "zh-Hant"),
        ("香港", "HK", "zh-HK"),
        ("दिल्ली", "IN", "hi"),  # not English
        ("Kalakhang Maynila", "PH", "fil"),
        ("Genève", "CH", ""),  # German, French or Italian: nobody can tell
        ("Yangon", "MM", ""),  # not in the letters of its language
        ("Томск", "RU", "ru"),
    ],
)
def test_a_place_is_called_so_in_the_one_language_that_writes_it(
    name: str, country: str, language: str
) -> None:
    assert own_language(name, country) == language


def test_what_a_text_may_be_added_in_is_a_language_neither_of_one_region_nor_a_variant_of_another() -> None:
    tags = known_tags()
    assert {"en", "fr", "vi", "zh-Hant", "sr-Latn", "my"} <= {*tags}
    assert not {"en-GB", "ca-valencia", "ca-ES-valencia", "be-tarask", "root"} & {*tags}
