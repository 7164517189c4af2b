from __future__ import annotations

import unicodedata

import pytest

from eventsys.core.words.text import Localized, clean, folded, searchable, sought


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
    assert clean("\u200fمحمد") == "محمد"


@pytest.mark.parametrize(
    "word",
    [
        "می\u200cخواهم",
        "ක\u200dරි",
        "ක්\u200dරි",
        "ရန်\u200bကုန်",
        "ན\u200bག",
        "ह्\u200dन",
        "葛\U000e0100城",
        "辻\U000e0101",
        "ㇷ゚",
    ],
)
def test_signs_that_a_script_spells_with_stay(word: str) -> None:
    assert clean(word) == word


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Nguy\u200bễn", "Nguyễn"),
        ("\ufeffSeoul\u2060", "Seoul"),
        ("co\u00adop", "coop"),
        ("A\u200d\u200cB", "AB"),
        ("\u200cمی", "می"),
        ("東\u200b京", "東京"),
        ("A\U000e0100", "A"),
        ("\U000e0101辻", "辻"),
        ("\u3164", ""),
        ("\u2800", ""),
    ],
)
def test_zero_width_signs_without_a_meaning_go(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("COTE D'IVOIRE", "cote d'ivoire"),
        ("Œuvre Ægir", "oeuvre aegir"),
        ("Ðorð Øst", "dord ost"),
        ("Þór", "thor"),
        ("Kızılırmak", "kizilirmak"),
        ("KIZILIRMAK", "kizilirmak"),
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da nang"),
        ("Asia‑Pacific", "asia-pacific"),
        ("Asia\u2010Pacific", "asia-pacific"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
    ],
)
def test_words_that_are_alike_to_a_reader_are_alike_to_a_search(typed: str, kept: str) -> None:
    assert folded(typed) == kept


@pytest.mark.parametrize(
    "query",
    [
        "thao nguyen",
        "NGUYỄN thế",
        "obrien",
        "o’brien",
        "O'Brien",
        "jean luc",
        "Luc-Jean",
        "jeanluc",
        "R‑48D4‑FB62",
        "r-48d4-fb62",
        "48d4fb62",
    ],
)
def test_a_search_finds_words_in_any_order_and_spelling(query: str) -> None:
    hay = searchable("Nguyễn Thế Thảo", "Jean‑Luc O’Brien", "R-48D4-FB62")
    assert all(word in hay for word in sought(query))


def test_a_search_for_marks_alone_is_for_nothing() -> None:
    assert sought(" - ’ ") == []


@pytest.mark.parametrize(
    ("read", "kept", "said"),
    [
        ("zh-HK", {"en": "a", "zh-Hans": "b", "zh-Hant": "c"}, "zh-Hant"),
        ("zh-Hant", {"en": "a", "zh-Hant-HK": "b"}, "zh-Hant-HK"),
        ("zh-Hant-MO", {"zh-Hant": "a", "zh-Hant-HK": "b"}, "zh-Hant-HK"),  # CLDR's parent goes before
        ("en-AU", {"en": "a", "en-001": "b"}, "en-001"),
        ("pt-BR", {"en": "a", "pt": "b"}, "pt"),
        ("nb", {"en": "a", "no": "b"}, "no"),
        ("sr-Cyrl", {"sr-Latn": "a", "sr": "b"}, "sr"),
        ("sr-Latn", {"sr": "a", "en": "b"}, "en"),  # another script is not read
        ("zh-Hans", {"zh-Hant": "a", "en": "b"}, "en"),
    ],
)
def test_a_region_reads_its_language_in_its_own_script(read: str, kept: dict[str, str], said: str) -> None:
    text = Localized(kept)
    order = (read, "en")
    assert (text.tag_in(order), text.get_in(order)) == (said, kept[said])
    assert text.also_in([read]) == ({read: kept[said], **kept} if said != "en" or read == "en-AU" else kept)


@pytest.mark.parametrize("odd", ["", "en_GB", "x_y", "a" * 40])
def test_what_is_no_tag_is_read_by_itself_alone(odd: str) -> None:
    assert Localized({odd: "a", "fr": "b"}).tag_in(["en", "fr"]) == "fr"
    assert Localized(en="a", fr="b").tag_in([odd, "fr"]) == "fr"
