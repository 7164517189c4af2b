"""Decisions about declarations, from values alone."""

from __future__ import annotations

import hashlib

import pytest

from eventsys.core.text import Localized
from eventsys.declarations import rules
from eventsys.declarations.errors import Frozen, NoPoints, NoQuorum, NoStep, TextMissing
from eventsys.declarations.models import DeclarationState as State
from eventsys.declarations.models import Part
from eventsys.networks.plenary.models import PlenaryRules


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


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (2, 2), (3, 2), (13, 7), (14, 8)])
def test_quorum_is_more_than_half(members: int, needed: int):
    assert rules.check_quorum(PlenaryRules(), needed, members) == needed
    with pytest.raises(NoQuorum) as refusal:
        rules.check_quorum(PlenaryRules(), needed - 1, members)
    assert refusal.value.values == {"present": needed - 1, "members": members, "needed": needed}


def test_a_network_may_name_another_quorum():
    assert rules.check_quorum(PlenaryRules(quorum=5), 5, 14) == 5
    with pytest.raises(NoQuorum):
        rules.check_quorum(PlenaryRules(quorum=14), 13, 14)


def test_nobody_is_no_quorum():
    with pytest.raises(NoQuorum):
        rules.check_quorum(PlenaryRules(), 0, 0)


def test_life_of_a_declaration():
    for state, reachable in rules.ARROWS.items():
        for wanted in State:
            if wanted in reachable:
                rules.check_step(state, wanted)
            else:
                with pytest.raises(NoStep):
                    rules.check_step(state, wanted)


def test_text_is_open_until_adoption_and_of_an_agreement_until_it_is_agreed():
    still_open = {
        State.ZERO_DRAFT, State.CIRCULATED, State.AMENDMENTS_OPEN, State.CONSOLIDATED, State.FINALISED, State.DRAFT,
    }  # fmt: skip
    for state in State:
        if state in still_open:
            rules.check_editable(state)
        else:
            with pytest.raises(Frozen):
                rules.check_editable(state)


TITLE = Localized(en="Declaration", vi="Tuyên bố")
WHEREAS = (Part.PREAMBLE, Localized(en="We,", vi="Chúng tôi,"))
FIRST = (Part.POINT, Localized(en="cooperate;", vi="hợp tác;"))


def test_complete_text_has_every_paragraph_in_every_language():
    rules.check_complete(TITLE, [WHEREAS, FIRST], ["en", "vi"])


@pytest.mark.parametrize(
    ("title", "paragraphs", "what"),
    [
        (Localized(en="Declaration"), [WHEREAS, FIRST], "0"),
        (TITLE, [(Part.PREAMBLE, Localized(en="We,")), FIRST], "a_preamble:1"),
        (TITLE, [WHEREAS, FIRST, (Part.POINT, Localized(en="meet again."))], "b_point:2"),
    ],
)
def test_the_first_gap_is_named(title: Localized, paragraphs: list[tuple[str, Localized]], what: str):
    with pytest.raises(TextMissing) as refusal:
        rules.check_complete(title, paragraphs, ["en", "vi"])
    assert refusal.value.values == {"what": what, "language": "vi"}


def test_a_declaration_without_points_declares_nothing():
    with pytest.raises(NoPoints):
        rules.check_complete(TITLE, [WHEREAS], ["en", "vi"])


def test_frozen_words_can_be_typed_again_by_anybody():
    words = rules.frozen_words(TITLE, [WHEREAS, FIRST, FIRST], "vi")
    assert words == "Tuyên bố\n\nChúng tôi,\n\n1. hợp tác;\n\n2. hợp tác;\n"
    assert rules.digest(words) == hashlib.sha256(words.encode()).hexdigest()
