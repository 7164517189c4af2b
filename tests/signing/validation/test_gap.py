"""Where a signature stands in its file: between the octets that it covers, and nowhere else."""

from __future__ import annotations

import pytest

from eventsys.signing.validation import strict


@pytest.mark.parametrize(
    ("byte_range", "gap"),
    [
        ([0, 2, 4, 6], b"23"),
        ([0, 2, 4, 0], b"23"),  # nothing behind it: told elsewhere
        ([1, 2, 4, 6], None),
        ([0, 0, 4, 6], None),
        ([0, 4, 4, 6], None),
        ([0, 4, 2, 6], None),
        ([0, 2, 4, -1], None),
        ([0, 2, 4, 7], None),
        ([0, 2, 11, 0], None),
        ([0, 2, 4], None),
    ],
)
def test_the_gap_lies_within_the_file(byte_range: list[int], gap: bytes | None) -> None:
    assert strict._gap(b"0123456789", byte_range) == gap
