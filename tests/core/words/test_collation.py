"""The order of words as a reader of each language expects it."""

from __future__ import annotations

import pytest

from eventsys.core.words.collation import by_words, local_key, sort_key, stored_key
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized


@pytest.mark.parametrize("language", ["en", "fr", "vi"])
def test_numbers_come_as_numbers(language: str) -> None:
    words = ["Dialogue 1", "Dialogue 2", "Dialogue 10", "Room 9A", "Room 10"]
    assert by_words(words[::-1], str, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Dakar", "Dublin", "Đà Nẵng", "Hà Nội", "Hải Phòng", "Ung", "Ưng"]),
        ("en", ["Đà Nẵng", "Dakar", "Dublin", "Hà Nội", "Hải Phòng", "Seoul"]),
        ("fr", ["Afrique du Sud", "Albanie", "Égypte", "Érythrée", "Espagne", "Éthiopie", "Finlande"]),
        ("fr", ["cote", "coté", "côte", "côté", "Oeuf", "Œuvre", "Of"]),
        ("vi", ["Ác-hen-ti-na", "Ai Cập", "Ấn Độ", "Campuchia", "Đan Mạch", "Đức", "Gana"]),
        ("vi", ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"]),
    ],
)
def test_each_language_has_its_alphabet(language: str, words: list[str]) -> None:
    assert by_words(words[::-1], str, language) == words


@pytest.mark.usefixtures("app")
def test_the_language_of_the_page_is_the_default() -> None:
    with in_language("vi"):
        assert sort_key("Đà Nẵng") > sort_key("Dublin")
        assert local_key(Localized(en="Zzz", vi="An")) < local_key(Localized(vi="Bình"))
    with in_language("en"):
        assert sort_key("Đà Nẵng") < sort_key("Dublin")


def test_a_stored_key_compares_the_first_part_before_the_next() -> None:
    people = [("Lê", "Văn Bình"), ("Lê Văn", "An"), ("Nguyễn", "Ánh"), ("Nguyễn", "Bảo"), ("Nguyên", "Chi")]
    keys = {person: stored_key("vi", *person) for person in people}
    assert sorted(people, key=keys.__getitem__) == [people[n] for n in (0, 1, 4, 2, 3)]
    assert all(set(key) <= set("0123456789abcdef") for key in keys.values())
    assert len(stored_key("vi", "W" * 120, "W" * 120)) <= 600
