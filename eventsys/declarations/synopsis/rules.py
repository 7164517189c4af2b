"""Which languages stand side by side, on which paper: from their tags alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

__all__ = ["MOST_SIDE_BY_SIDE", "is_offered", "paper_of", "spreads"]

MOST_SIDE_BY_SIDE = 6
_MOST_ON_A4 = 3


def is_offered(languages: Sequence[str], *, adopted: bool) -> bool:
    """Of an adopted text in several languages."""
    return adopted and len(languages) > 1


def spreads(languages: Sequence[str], is_from_the_right: Callable[[str], bool]) -> list[list[str]]:
    """Languages that stand side by side, the leading one (the first) in each: the fewest spreads, evenly filled. Those
    written from the right stand on the right.

    >>> [len(one) for one in spreads([f"l{n}" for n in range(24)], lambda _: False)]
    [6, 6, 6, 5, 5]
    """
    leading, *others = languages
    count = max(1, ceil(len(others) / (MOST_SIDE_BY_SIDE - 1)))
    made, at = [], 0
    for number in range(count):
        size = len(others) // count + (number < len(others) % count)
        made.append(sorted([leading, *others[at : at + size]], key=is_from_the_right))
        at += size
    return made


def paper_of(columns: int) -> str:
    """The size of a sheet with so many languages, as CSS names it."""
    return f"{'A4' if columns <= _MOST_ON_A4 else 'A3'} landscape"
