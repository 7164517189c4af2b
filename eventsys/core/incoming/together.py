"""What is wrong in many rows for one reason is said once: 445 people too many are one line, not 445."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from eventsys.core.incoming.lines import Fault

__all__ = ["Same", "together"]


@dataclass(frozen=True, slots=True)
class Same:
    """One reason in a column; ``rows`` in words ("7–451"), ``cells`` is how many, ``blank`` names those that may be left
    empty instead (""; a form sends it back as it is)."""

    rows: str
    column: str
    text: str
    cells: int
    blank: str


def together(faults: Iterable[Fault]) -> list[Same]:
    """``faults`` by column and reason, in the order of the first row of each."""
    found: dict[tuple[str, str, str, bool], list[Fault]] = {}
    for fault in faults:
        found.setdefault((fault.key, fault.column, fault.text, fault.can_be_blank), []).append(fault)
    return [
        Same(
            _row_words(fault.row for fault in same),
            column,
            text,
            len(same),
            " ".join(fault.blank for fault in same) if can_be_blank else "",
        )
        for (_key, column, text, can_be_blank), same in found.items()
    ]


def _row_words(rows: Iterable[int]) -> str:
    """Numbers of rows, those that follow each other as one; "" where it is about no row.

    >>> _row_words([9, 7, 8, 12])
    '7–9, 12'
    """
    numbers = sorted({row for row in rows if row})
    starts = [b for a, b in pairwise([-1, *numbers]) if b != a + 1]
    ends = [a for a, b in pairwise([*numbers, -1]) if b != a + 1]
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))
