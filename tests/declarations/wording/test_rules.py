"""Which languages are behind and which are uneven, from values alone."""

from __future__ import annotations

import pytest

from eventsys.core import clock
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.paragraphs import rules as paragraphs_rules
from eventsys.declarations.wording import rules
from eventsys.declarations.wording.rules import Compared, Piece, Wording

BOTH = Localized(en="meet each year;", fr="se réunir chaque année ;")


def wording(behind: str = "", **moments: list[int]) -> Wording:
    return Wording(moments, behind.split())


HAD = wording(en=[1], fr=[1])


@pytest.mark.parametrize(
    ("after", "had", "unseen", "expected"),
    [
        ({"en": "meet every two years;"}, HAD, False, wording("fr", en=[7], fr=[1])),
        ({"en": "meet *each*  year;"}, HAD, False, HAD),  # emphasis and white space are no words
        ({"en": "a;", "fr": "b ;"}, HAD, False, wording(en=[7], fr=[7])),
        ({"vi": "họp hằng năm;"}, HAD, False, wording(en=[1], fr=[1], vi=[7])),  # a first translation
        ({"fr": "b ;"}, wording("fr", en=[3], fr=[1]), False, wording(en=[3], fr=[7])),  # brought into line
        ({"fr": "b ;"}, wording("fr", en=[3], fr=[1]), True, wording("en fr", en=[3], fr=[7])),
        ({"en": "a;"}, wording("fr", en=[3], fr=[1]), False, wording("fr", en=[7], fr=[1])),
        ({"fr": None}, wording("fr", en=[3], fr=[1]), False, wording(en=[3])),
    ],
)
def test_languages_are_behind_by_their_words_not_by_their_presence(
    after: dict[str, str | None], had: Wording, unseen: bool, expected: Wording
):
    assert rules.reworded(BOTH, Localized({**BOTH, **after}), had, 7, unseen=unseen) == expected


def test_composed_and_decomposed_letters_are_the_same_words():
    assert acts_rules.same_words("re\u0301union\u202f: « a »", "réunion : « a »")
    assert not acts_rules.same_words("l’an", "les ans")


def test_a_language_that_is_not_divided_with_the_others_is_behind():
    whole = Localized(en="a\nb", fr="c\nd", vi="e f")
    first, second = rules.divided(whole, paragraphs_rules.split(whole), wording(en=[2], fr=[1], vi=[1]), 5)
    assert first == wording("vi", en=[2, 5], fr=[1, 5], vi=[1])
    assert second == wording(en=[2, 5], fr=[1, 5])


def test_joined_pieces_keep_every_moment_and_what_lacks_a_half_is_behind():
    text, found = rules.joined_wording(
        Localized(en="a", fr="b"), Localized(en="c"), wording(en=[3], fr=[2]), wording(en=[5])
    )
    assert (text, found) == (Localized(en="a c", fr="b"), wording("fr", en=[3, 5], fr=[2]))


def test_a_comparison_covers_its_languages_and_the_words_that_were_there():
    piece = Piece("b_point:1", BOTH, wording(en=[4], fr=[2]))
    even = Piece("b_point:2", BOTH, wording(en=[4], fr=[4]))
    said = Compared(4, ("en", "fr"), "me", clock.now(), "read aloud")
    assert rules.uneven([piece, even], ["en", "fr"], None) == [piece]
    assert rules.uneven([piece, even], ["en", "fr"], said) == []
    later = Piece("b_point:1", BOTH, wording(en=[4], fr=[5]))
    assert rules.uneven([later], ["en", "fr"], said) == [later]
    with_third = Piece("b_point:1", Localized(BOTH, vi="họp;"), wording(en=[2], fr=[2], vi=[1]))
    assert rules.uneven([with_third], ["en", "fr"], said) == []
    assert rules.uneven([with_third], ["en", "fr", "vi"], said) == [with_third]
