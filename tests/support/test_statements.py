"""The tests that run on the second database: every statement is sent, and few tests are needed for it."""

from __future__ import annotations

from collections import Counter

from tests.support.statements import _covering


def test_every_statement_is_sent_twice_by_the_cheapest_tests():
    sent = {
        "dear": frozenset("abc"),
        "cheap": frozenset("abc"),
        "cheap again": frozenset("abc"),
        "other": frozenset("d"),
        "nothing new": frozenset("e"),
        "empty": frozenset(),
    }
    seconds = {name: 9.0 if name == "dear" else 0.1 for name in sent}
    assert _covering(sent, seconds, Counter(e=2)) == {"cheap", "cheap again", "other"}
