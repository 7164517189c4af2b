"""Right-to-left words among others: in the order of the standard, and none lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsys.pdf.shaping.bidi import runs_in_order


@settings(deadline=None)
@given(st.text(alphabet="ab 12.()אבגمحمد", max_size=20), st.sampled_from([0, 1]))
def test_reordering_loses_no_letter(text: str, base: int) -> None:
    assert sorted("".join(piece for piece, _ in runs_in_order(text, base))) == sorted(text)


@pytest.mark.parametrize(
    ("text", "base", "pieces"),
    [
        ("abc אבג def", 0, ["abc ", "אבג", " def"]),
        ("אבג abc", 1, ["abc", "אבג "]),
        ("אבג 12 דהו", 0, [" דהו", "12", "אבג "]),
        ("abc", 1, ["abc"]),
        ("אבג (abc) x", 1, ["x", ") ", "abc", "אבג ("]),  # a pair of brackets goes with the line
        ("אבג \U00020bb7", 0, ["אבג", " \U00020bb7"]),
    ],
)
def test_right_to_left_words_stand_in_the_order_of_the_standard(
    text: str, base: int, pieces: list[str]
) -> None:
    assert [piece for piece, _ in runs_in_order(text, base)] == pieces
