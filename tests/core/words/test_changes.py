"""Words of any language, what changed between two texts, and two changes of one text put together."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsys.core.words import changes
from eventsys.core.words.changes import (
    Collision,
    DiffKind,
    blocks,
    merge_words,
    same_token,
    tokens,
    word_changes,
)

WORDS = [
    "a ",
    "b ",
    "the ",
    "city",
    " ",
    ";",
    "\n",
    "都市",
    "กรุงเทพมหานคร",
    "မြို့",
    "រាជធានី ",
    "ເມືອງ",
    "d’Asie ",
    "😀",
    "*x* ",
    "é",
]
some_text = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)
any_text = st.one_of(some_text, st.text(max_size=30))


def test_the_examples_are_right():
    assert doctest.testmod(changes).failed == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("l’eau, 3,5 % ; *firmly*", ["l’eau", ", ", "3,5 ", "% ", "; ", "*", "firmly", "*"]),
        ("กรุงเทพมหานครเป็นเมืองหลวง", ["กรุงเทพมหานคร", "เป็น", "เมือง", "หลวง"]),
        ("ພວກເຮົາຮ່ວມມື", ["ພວກ", "ເຮົາ", "ຮ່ວມມື"]),
        ("城市合作。", ["城市", "合作", "。"]),
        ("東京で開く", ["東京", "で", "開く"]),
        ("𠀀 and 😀.", ["𠀀 ", "and ", "😀", "."]),
    ],
)
def test_words_end_where_the_language_ends_them(text: str, found: list[str]):
    assert tokens(text) == found


@given(any_text)
def test_tokens_together_are_the_text(text: str):
    assert "".join(tokens(text)) == text


@given(any_text, any_text)
def test_kept_and_added_words_are_the_later_text_and_kept_and_removed_ones_the_former(
    before: str, after: str
):
    runs = word_changes(before, after)
    later = "".join(words for kind, words in runs if kind != DiffKind.REMOVED)
    former = "".join(words for kind, words in runs if kind != DiffKind.ADDED)
    assert (later, "".join(former.split())) == (after, "".join(before.split()))


@given(some_text, some_text)
def test_blocks_cover_both_texts_and_only_the_same_words_are_kept(before: str, after: str):
    old, new = tokens(before), tokens(after)
    found = blocks(old, new)
    assert [n for block in found for n in block.old] == list(range(len(old)))
    assert [n for block in found for n in block.new] == list(range(len(new)))
    kept = [(old[a], new[b]) for one in found if one.same for a, b in zip(one.old, one.new, strict=True)]
    assert [same_token(a) for a, _ in kept] == [same_token(b) for _, b in kept]


def test_a_word_between_two_new_ones_is_kept_and_one_met_by_chance_is_not():
    assert [words for kind, words in word_changes("plant trees", "more trees grow") if kind == "same"] == [
        "trees "
    ]
    found = word_changes("the mayors of the cities", "a council of many experts")
    assert [str(kind) for kind, _words in found] == ["removed", "added"]


@pytest.mark.parametrize(
    ("base", "present", "proposed", "merged"),
    [
        ("plant trees;", "plant more trees;", "plant trees together;", "plant more trees together;"),
        ("a b c d", "a d", "a b c d e", "a d e"),
        ("meet in Hanoi", "meet in Hanoi", "meet yearly in Hanoi", "meet yearly in Hanoi"),
        ("城市合作。", "城市加强合作。", "城市合作发展。", "城市加强合作发展。"),
        ("เมืองร่วมมือ", "เมืองร่วมมือ", "เมืองใหญ่ร่วมมือ", "เมืองใหญ่ร่วมมือ"),
        ("one two", "one  two three", "zero one two", "zero one  two three"),
    ],
)
def test_changes_of_different_words_are_put_together(base: str, present: str, proposed: str, merged: str):
    found = merge_words(base, present, proposed)
    assert (found.text, found.collisions) == (merged, ())


@pytest.mark.parametrize(
    ("base", "present", "proposed", "collision"),
    [
        (
            "meet every year.",
            "meet every two years.",
            "meet each year.",
            Collision("every year", "every two years", "each year"),
        ),
        ("plant trees", "plant trees here", "plant trees now", Collision("", "here", "now")),
        ("big city", "large city", "big town", Collision("big city", "large city", "big town")),
        ("plant big trees", "plant trees", "plant huge trees", Collision("big ", "", "huge ")),
        (
            "plant big trees",
            "plant tall trees",
            "plant big old trees",
            Collision("big ", "tall ", "big old "),
        ),
    ],
)
def test_what_both_change_is_named(base: str, present: str, proposed: str, collision: Collision):
    found = merge_words(base, present, proposed)
    assert found.collisions == (collision,)
    assert found.text == present


@given(some_text, some_text)
def test_a_side_that_changes_nothing_or_the_same_leaves_the_other_as_it_is(base: str, one: str):
    assert [merge_words(base, base, one).text, merge_words(base, one, base).text] == [one, one]
    assert merge_words(base, one, one).parts == ((one,) if one else ())


@given(some_text, some_text, some_text)
def test_both_orders_find_the_same(base: str, one: str, other: str):
    there, back = merge_words(base, one, other), merge_words(base, other, one)
    assert [(c.base, c.present, c.proposed) for c in there.collisions] == [
        (c.base, c.proposed, c.present) for c in back.collisions
    ]
    if not there.collisions:
        assert there.text.split() == back.text.split()
