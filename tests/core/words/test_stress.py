"""What was changed in words, some of them stressed, as it is set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsys.core.words.changes import word_changes
from eventsys.core.words.stress import set_runs
from eventsys.declarations.acts.rules import emphasis, plain

Said = list[tuple[str, list[tuple[str, bool]], str]]


def said(before: str, after: str) -> Said:
    return [
        (str(run.kind), list(run.pieces), run.space)
        for run in set_runs(word_changes(before, after), emphasis)
    ]


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("we agree", "we *firmly* agree", [
            ("same", [("we", False)], " "), ("added", [("firmly", True)], " "), ("same", [("agree", False)], ""),
        ]),
        ("we *firmly* agree", "we agree", [
            ("same", [("we", False)], " "), ("removed", [("firmly", True)], " "), ("same", [("agree", False)], ""),
        ]),
        ("we firmly agree", "we *firmly* agree", [
            ("same", [("we", False)], " "),
            ("removed", [("firmly", False)], ""),
            ("added", [("firmly", True)], " "),
            ("same", [("agree", False)], ""),
        ]),
        ("*we* meet", "*we* meet often", [
            ("same", [("we", True), (" meet", False)], " "), ("added", [("often", False)], ""),
        ]),
        ("3 * 4", "3 * 5", [
            ("same", [("3 *", False)], " "), ("removed", [("4", False)], ""), ("added", [("5", False)], ""),
        ]),
    ],
)  # fmt: skip
def test_stressed_words_are_set_so(before: str, after: str, runs: Said) -> None:
    assert said(before, after) == runs


@given(*[st.text(alphabet="ab *\u4e00", max_size=12)] * 2)
def test_the_later_words_can_be_read_from_it(before: str, after: str) -> None:
    kept = [
        "".join(words for words, _stressed in pieces) + space
        for kind, pieces, space in said(before, after)
        if kind != "removed"
    ]
    assert "".join(kept) == plain(after)
