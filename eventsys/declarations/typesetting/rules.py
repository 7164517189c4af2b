"""How closely texts are set, so that none ends on a page that is nearly empty: from heights that were measured, in points."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

__all__ = [
    "CLOSEST",
    "NO_SHEETS",
    "SPACINGS",
    "TITLE_WIDTHS",
    "WIDE",
    "Sheets",
    "Spacing",
    "kept_end",
    "sheets_of",
    "spacings_for",
    "title_width",
]

_MM = 72 / 25.4
_ACROSS, _PAGE = 210.0, 297.0
_BETWEEN_LINES = 18.0
"""What a guess between two measured heights may be wrong by: a line."""
_STEPS = 4
_LEAST_BEFORE = 2
"""Blanks in what stands before the end of a sentence that is kept together."""
_LINES_BREAK_OTHERWISE = 1.04
"""Larger type takes so much more than its square."""
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Spacing:
    """Type of ``size`` and ``leading`` (points, and its multiple) below a title of ``title``; the margins of a page, the
    room ``above`` and ``below`` its head and ``between`` paragraphs in millimetres."""

    name: str
    size: float
    leading: float
    title: float
    top: float
    side: float
    bottom: float
    above: float
    below: float
    between: float

    @property
    def width(self) -> float:
        """What its margins leave of a page, in millimetres."""
        return _ACROSS - 2 * self.side

    @property
    def across(self) -> float:
        """The same in ems of a title."""
        return self.width * _MM / self.title

    @property
    def height(self) -> float:
        """What its margins leave of a page, in points."""
        return (_PAGE - self.top - self.bottom) * _MM


WIDE = Spacing("wide", 11.5, 1.55, 26, top=30, side=34, bottom=32, above=6, below=11, between=4)
CLOSEST = Spacing("closest", 10.5, 1.42, 24, top=24, side=30, bottom=27, above=0, below=7, between=2.6)


def _mixed(share: float) -> Spacing:
    """Between the two."""
    mixed: dict[str, Any] = {
        one.name: round(getattr(WIDE, one.name) * (1 - share) + getattr(CLOSEST, one.name) * share, 3)
        for one in fields(Spacing)
        if one.name != "name"
    }
    return Spacing(name=f"close-{share:.0%}".rstrip("%"), **mixed)


SPACINGS = (WIDE, *(_mixed(step / _STEPS) for step in range(1, _STEPS)), CLOSEST)
TITLE_WIDTHS = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52)
"""Shares of the width of a page that a title may be held to."""


def spacings_for(wide: Mapping[str, float], closest: Mapping[str, float]) -> dict[str, tuple[Spacing, int]]:
    """How to set each text (by its language), and the pages it is likely to take, from its heights in ``WIDE`` and, where
    that is more than a page, in ``CLOSEST``.

    On the fewest pages, and there as widely as they allow; those that fill one page are alike.
    """
    found = {language: _calmest(high, closest.get(language, high)) for language, high in wide.items()}
    single = [spacing for spacing, pages in found.values() if pages == 1]
    tightest = max(single, key=SPACINGS.index, default=WIDE)
    return {
        language: (tightest if pages == 1 else spacing, pages) for language, (spacing, pages) in found.items()
    }


def _calmest(wide: float, closest: float) -> tuple[Spacing, int]:
    pages = {}
    for step, spacing in enumerate(SPACINGS):
        guess = wide + (closest - wide) * step / _STEPS
        guess += _BETWEEN_LINES * (spacing not in (WIDE, CLOSEST))
        pages[spacing] = math.ceil(guess / spacing.height)
    fewest = min(pages.values())
    return next(spacing for spacing in SPACINGS if pages[spacing] == fewest), fewest


def title_width(heights: Sequence[float]) -> float:
    """The least of ``TITLE_WIDTHS`` at which a title has no more lines than at full width, so that they are of like
    length; ``heights`` in that order.

    >>> title_width([62, 62, 62, 62, 93, 93, 93])
    0.76
    """
    return min(share for share, high in zip(TITLE_WIDTHS, heights, strict=True) if high < heights[0] + 1)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sentences by their numbers, page by page and column by column, in type of ``size`` points."""

    size: float
    pages: tuple[tuple[tuple[int, ...], ...], ...]


NO_SHEETS = Sheets(0, ())


def sheets_of(heights: Sequence[float], *, room: float, size: float, most: float) -> Sheets:
    """The fewest pages of two columns with ``room`` points each, evenly filled, in type that grows from the ``size`` in
    which the ``heights`` were measured to ``most`` where there is room."""
    for count in range(1, len(heights) + 1):
        columns = tuple(_evenly(heights, 2 * count))
        highest = max(sum(heights[number] for number in column) for column in columns)
        if highest <= room or count == len(heights):
            pages = tuple(columns[at : at + 2] for at in range(0, len(columns), 2))
            return Sheets(_grown(highest, room, size, most), pages)
    return NO_SHEETS


def _grown(highest: float, room: float, size: float, most: float) -> float:
    grown = size * math.sqrt(room / (highest * _LINES_BREAK_OTHERWISE))
    return math.floor(min(most, max(size, grown)) * _QUARTERS) / _QUARTERS


def _evenly(heights: Sequence[float], columns: int) -> Iterator[tuple[int, ...]]:
    each = sum(heights) / columns
    column: list[int] = []
    done, ends = 0.0, each
    for number, high in enumerate(heights):
        if column and done + high / 2 > ends:
            yield tuple(column)
            column, ends = [], ends + each
        column.append(number)
        done += high
    yield tuple(column)


def kept_end(words: str, *, together: int, most: int) -> tuple[str, str]:
    """A sentence of which no last word stands alone in its line, as its beginning and what stays together at its end: so
    many words, of ``most`` signs.

    >>> kept_end("Done at Hanoi on 19 November 2013.", together=2, most=24)
    ('Done at Hanoi on 19 ', 'November 2013.')
    >>> kept_end("Done here.", together=2, most=24)
    ('Done here.', '')
    """
    begin, *end = words.rsplit(" ", together)
    kept = " ".join(end)
    short = len(end) == together and len(kept) <= most and begin.count(" ") >= _LEAST_BEFORE
    return (f"{begin} ", kept) if short else (words, "")
