from __future__ import annotations

import unicodedata

from eventsys.core.text import Localized, clean


def test_the_first_language_that_has_a_text_is_read() -> None:
    name = Localized(en="Hanoi", vi="Hà Nội")
    assert name.get_in(["fr", "vi", "en"]) == "Hà Nội"
    assert name.get_in(["ja"]) == "Hanoi"
    assert Localized().get_in(["en"]) == ""
    assert name.missing(["en", "fr", "vi"]) == ["fr"]


def test_empty_texts_are_not_kept_and_text_is_composed() -> None:
    decomposed = unicodedata.normalize("NFD", " Nguyễn\u0000 ")
    assert Localized({"vi": decomposed, "en": "  ", "fr": None}) == {"vi": "Nguyễn"}


def test_unpaired_surrogates_and_controls_are_removed() -> None:
    assert clean("a\ud800b\x07c\nd") == "abc\nd"


def test_a_text_turns_nobody_elses_direction() -> None:
    assert clean("Ana\u202e gpj.exe\u2066\u2069") == "Ana gpj.exe"
    assert clean("\u200fمحمد\u200d") == "\u200fمحمد\u200d"
