"""Which languages stand side by side, on which paper: from their tags alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

__all__ = ["LONGEST_IN_ONE_PIECE", "MOST_SIDE_BY_SIDE", "is_offered", "paper_of", "spreads"]

MOST_SIDE_BY_SIDE = 6
_MOST_ON_A4 = 3
LONGEST_IN_ONE_PIECE = 600
"""Characters of a paragraph that goes to the next page rather than be parted: a third of a page of the narrowest column."""


def is_offered(languages: Sequence[str], *, is_sealed: bool) -> bool:
    """Of a sealed text in several languages: before that, words around it may lack in one of them."""
    return is_sealed and len(languages) > 1


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
