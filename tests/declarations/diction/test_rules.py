"""The fixed words of documents: which languages we bring, what may stand in them, and that no paper says another."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import eventsys.declarations as wing
from eventsys.core.words.languages import SUPPORTED
from eventsys.declarations.diction import rules
from eventsys.declarations.diction.rules import FIXED, Fixed
from tests.declarations.union import UNION

HOUSE = Path(wing.__file__).parent
#: Where papers in the languages of a text get their words.
PAPERS = ("acts", "originals", "paper", "scans", "signatories", "stages", "synopsis")
#: Said of a text to whoever reads the page, in the page's language; or a note of the house in a signature's properties.
OF_PAGES = {
    "Point %(number)s",
    "Preamble paragraph %(number)s",
}
#: The 24 of the European Union, and those of the cities of Asia.
PROMISED = (
    *UNION,
    *[
        "ar",
        "zh-Hans",
        "zh-Hant",
        "ru",
        "ja",
        "ko",
        "th",
        "my",
        "km",
        "lo",
        "id",
        "ms",
        "mn",
        "fil",
        "hi",
        "vi",
    ],
)


@pytest.mark.parametrize("language", PROMISED)
def test_a_promised_language_says_all_of_it(language):
    assert [one for one in FIXED if not rules.is_said(one, language, {})] == []


@pytest.mark.parametrize("language", rules.shipped_languages())
def test_what_we_bring_fills_its_places_and_no_other(language):
    words = rules.shipped(language)
    known = {one.message: one for one in FIXED}
    assert sorted(words.keys() - known.keys()) == []
    assert {
        m: rules.odd_places(known[m], text) for m, text in words.items() if rules.odd_places(known[m], text)
    } == {}
    for (
        message,
        text,
    ) in words.items():  # no place of the English is dropped but for the one that stands in its stead
        dropped = rules.places_of(message) - rules.places_of(text) - {"at_place", "in_languages", "of_city"}
        assert not dropped, (message, text)


def test_every_paper_s_words_are_among_the_fixed_ones():
    said = {message for topic in PAPERS for message in _messages(HOUSE / topic / "documents.py")}
    assert sorted(said - OF_PAGES - {one.message for one in FIXED}) == []


def _messages(path: Path) -> set[str]:
    if not path.exists():
        return set()
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "_l", "ngettext")
        and isinstance(node.args[0], ast.Constant)
    }


def test_a_region_reads_its_language_and_never_another_script():
    assert rules.shipped("pt-BR") == rules.shipped("pt")
    assert rules.shipped("zh-Hant-HK") == rules.shipped("zh-Hant")
    assert not rules.shipped("kk")
    assert rules.shipped("sr-Latn") != rules.shipped("sr")


def test_a_language_worded_by_an_organiser_alone_needs_no_word_of_the_synoptic_edition():
    needed = [one for one in FIXED if one != rules.SYNOPTIC]
    assert rules.lacking("kk", {}) == needed
    own = {one.message: "…" for one in needed}
    assert rules.lacking("kk", own) == []
    assert not rules.is_said(rules.SYNOPTIC, "kk", own)


def test_places_that_nobody_can_fill_are_told():
    day = Fixed("signed on %(day)s", "")
    assert rules.odd_places(day, "подписано %(day)s") == []
    assert rules.odd_places(day, "%(date)s, 100 %") == ["%(date)s", "%"]


def test_keys_are_each_once():
    assert len({one.key for one in FIXED}) == len(FIXED)
    assert all(one.key for one in FIXED)
    assert set(SUPPORTED) <= set(PROMISED)
