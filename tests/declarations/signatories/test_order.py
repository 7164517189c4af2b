"""Names in the alphabet of a language."""

from __future__ import annotations

import pytest

from eventsys.declarations.signatories import rules


def ordered(words: list[str], language: str) -> list[str]:
    backwards = words[::-1]
    return sorted(backwards, key=lambda word: rules.collation_key(word, language))


def test_vietnamese_alphabet_has_letters_of_its_own_and_looks_at_tones_last():
    cities = [
        "Bangkok",
        "Bắc Kinh",
        "Băng Cốc",
        "Cu-a-la Lăm-pơ",
        "Delhi",
        "Đà Nẵng",
        "Đài Bắc",
        "Hà Nội",
        "Xơ-un",
        "Y-an-gun",
    ]
    assert ordered(cities, "vi") == cities


@pytest.mark.parametrize(
    "words",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["ma", "mă", "mâ", "mô", "mơ", "mu", "mư"],
        ["dân", "đa", "đá", "đạ", "đăng"],
        ["ca", "cá", "ca na", "can"],
        ["tân", "tần", "tấn", "tận"],
    ],
)
def test_vietnamese_dictionary_order(words: list[str]):
    assert ordered(words, "vi") == words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_english_and_french_look_at_accents_last(language: str):
    words = [
        "cote",
        "coté",
        "Côte d’Azur",
        "Metropolitan Manila",
        "Métro Manille",
        "Séoul",
        "Seoul-Nord",
        "Zagreb",
    ]
    assert ordered(words, language)[:3] == ["cote", "coté", "Côte d’Azur"]
    assert ordered(["Séoul", "Singapour", "Sapporo"], language) == ["Sapporo", "Séoul", "Singapour"]
    assert ordered(["Québec", "Œuvre", "Oslo", "Pékin"], language) == ["Œuvre", "Oslo", "Pékin", "Québec"]


def test_words_are_compared_one_by_one():
    assert ordered(["New York", "Newark", "New-Delhi"], "en") == ["New-Delhi", "New York", "Newark"]


def test_no_name_at_all_comes_first():
    assert ordered(["Hanoi", "", "-"], "en")[-1] == "Hanoi"
