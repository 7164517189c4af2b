"""Which languages stand side by side."""

from __future__ import annotations

import pytest

from eventsys.core.words.tags import text_direction
from eventsys.declarations.synopsis import rules


def is_from_the_right(language: str) -> bool:
    return text_direction(language) == "rtl"


@pytest.mark.parametrize(
    ("languages", "spreads", "paper"),
    [
        (["en", "fr"], [["en", "fr"]], "A4 landscape"),
        (["en", "ar", "vi"], [["en", "vi", "ar"]], "A4 landscape"),
        (["ar", "en"], [["en", "ar"]], "A4 landscape"),
        (["en", "fr", "vi", "ru"], [["en", "fr", "vi", "ru"]], "A3 landscape"),
        (list("abcdefg"), [list("abcd"), list("aefg")], "A3 landscape"),
    ],
)
def test_the_leading_language_stands_in_each_spread_and_those_from_the_right_on_the_right(
    languages: list[str], spreads: list[list[str]], paper: str
):
    found = rules.spreads(languages, is_from_the_right)
    assert found == spreads
    assert rules.paper_of(max(map(len, found))) == paper


def test_every_language_stands_once_beside_the_leading_one():
    for count in range(2, 60):
        languages = [f"l{n}" for n in range(count)]
        found = rules.spreads(languages, is_from_the_right)
        assert max(map(len, found)) <= rules.MOST_SIDE_BY_SIDE
        assert sorted(one for spread in found for one in spread if one != "l0") == sorted(languages[1:])
        assert max(map(len, found)) - min(map(len, found)) <= 1


@pytest.mark.parametrize(
    ("languages", "is_sealed", "offered"),
    [(["en"], True, False), (["en", "fr"], False, False), (["en", "fr"], True, True)],
)
def test_of_one_language_or_before_it_is_sealed_there_is_none(
    languages: list[str], is_sealed: bool, offered: bool
):
    assert rules.is_offered(languages, is_sealed=is_sealed) == offered
