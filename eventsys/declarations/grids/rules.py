"""In how many columns and on how many pages the signatories stand: from heights that were measured, in points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

__all__ = ["Grid", "Room", "Row", "SETTINGS", "Setting", "Words", "grid_of", "settings_for"]

_MM = 72 / 25.4
_BOX, _AROUND = 18 * _MM, 5.5 * _MM
_COMPACT_BOX, _COMPACT_AROUND = 14.5 * _MM, 3.5 * _MM
"""How high a box is at least (a signature says for whom, in three languages), and what stands free below it and below
its words."""
_MOST_BOX, _MOST_MORE = 25 * _MM, 9 * _MM
"""How high a box may grow, and how much more room may stand below its words, where a page has it."""
_SLACK = 3.0
"""What a page keeps back, so that roundings carry nothing over."""
_MOST_COMPACT = 18
"""Up to how many signatories smaller type may bring onto one page with the seal."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A way to set the signatories. ``compact``: in smaller type, with lower boxes."""

    columns: int
    compact: bool = False

    @property
    def name(self) -> str:
        return f"{self.columns}{'-compact' if self.compact else ''}"

    @property
    def box(self) -> float:
        return _COMPACT_BOX if self.compact else _BOX

    @property
    def around(self) -> float:
        return _COMPACT_AROUND if self.compact else _AROUND


SETTINGS = (Setting(2), Setting(3), Setting(3, compact=True))


@dataclass(frozen=True, slots=True)
class Words:
    """How high the words below one box are."""

    city: float
    name: float
    office: float


@dataclass(frozen=True, slots=True)
class Room:
    """A page, and what of it is taken: on each by its ``head``, on the first by the ``opening``, on the last by the
    ``ending`` (the seal)."""

    page: float
    head: float
    opening: float
    ending: float


@dataclass(frozen=True, slots=True)
class Row:
    """``members``: their numbers, from 0; ``city`` and ``name``: how high these words stand in all of them; ``height``:
    from its top to that of the next."""

    members: tuple[int, ...]
    city: float
    name: float
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Boxes of one height on ``pages``, and all rows of one height, unless that alone would part the signatories from
    the seal. ``foot``: from the last row to the ending, which stands at the bottom of its page; a negative one: it does
    not fit there."""

    setting: Setting
    box: float
    pages: tuple[tuple[Row, ...], ...]
    foot: float


def settings_for(count: int) -> Sequence[Setting]:
    """What is worth measuring for so many signatories: of many, none is set smaller."""
    return [one for one in SETTINGS if count <= _MOST_COMPACT or not one.compact]


def grid_of(measured: Mapping[Setting, Sequence[Words]], room: Room) -> Grid:
    """The calmest grid on one page: no smaller type, no hole in the last row, few columns. Where there is none, the
    fewest pages, in full type. Nobody stands alone on a page, and the seal stands with signatories."""
    grids = [_grid(setting, words, room) for setting, words in measured.items()]
    single = [one for one in grids if len(one.pages) == 1 and one.foot >= 0]
    if single:
        return min(single, key=lambda one: (one.setting.compact, _holes(one) > 0, one.setting.columns))
    tight = [_tight(setting, words, room) for setting, words in measured.items() if setting.compact]
    full = [one for one in grids if not one.setting.compact]
    return next(
        (one for one in tight if one.foot >= 0), min(full, key=lambda one: (one.foot < 0, len(one.pages)))
    )


def _holes(grid: Grid) -> int:
    return sum(grid.setting.columns - len(row.members) for page in grid.pages for row in page)


def _tight(setting: Setting, words: Sequence[Words], room: Room) -> Grid:
    """All on one page, each row as high as its own words."""
    rows = [_row(members, words, setting) for members in _in_rows(0, len(words), setting.columns)]
    space = room.page - room.head - room.opening - room.ending - _SLACK
    box, grown = _grown(setting, (space - sum(row.height for row in rows)) / len(rows))
    page = tuple(replace(row, height=row.height + grown) for row in rows)
    return Grid(setting, box, (page,), space - sum(row.height for row in page))


def _grid(setting: Setting, words: Sequence[Words], room: Room) -> Grid:
    straight = [_row(members, words, setting) for members in _in_rows(0, len(words), setting.columns)]
    least = max(row.height for row in straight)
    sizes, space = _spread(len(straight), least, room)
    box, grown = _grown(setting, min(has / size for has, size in zip(space, sizes, strict=True)) - least)
    pages = [
        tuple(replace(_row(members, words, setting), height=least + grown) for members in page)
        for page in _shared_out(len(words), sizes, setting.columns)
    ]
    return Grid(setting, box, tuple(pages), space[-1] - sizes[-1] * (least + grown))


def _grown(setting: Setting, more: float) -> tuple[float, float]:
    """How high the boxes become, and by how much the rows grow, where each row may have so much more."""
    box = min(_MOST_BOX, setting.box + max(0.0, 0.6 * more))
    return box, box - setting.box + min(_MOST_MORE, max(0.0, more - (box - setting.box)))


def _shared_out(count: int, sizes: Sequence[int], columns: int) -> Iterator[list[tuple[int, ...]]]:
    """The members of each row of each page of so many rows."""
    at = 0
    for number, size in enumerate(sizes):
        end = count if number == len(sizes) - 1 else at + size * columns
        if number == len(sizes) - 2 and count - end == 1:
            end -= 1  # a place stays empty, so that nobody is alone on the last page
        yield _in_rows(at, end, columns)
        at = end


def _spread(rows: int, pitch: float, room: Room) -> tuple[list[int], list[float]]:
    """How many rows each of the fewest pages has, and the height each page has for them: no page much emptier than
    another."""
    for count in range(1, rows + 1):
        space = [room.page - room.head - _SLACK] * count
        space[0] -= room.opening
        space[-1] -= room.ending
        most = [
            max(1, int(one // pitch)) for one in space
        ]  # what is higher than a page is carried over as it can be
        if sum(most) >= rows:
            return _filled(rows, most), space
    raise AssertionError("each row has a page")


def _filled(rows: int, most: Sequence[int]) -> list[int]:
    """So many on each page that holds ``most``: one after the other where least is taken, rather beside the seal."""
    sizes = [1] * len(most)
    for _row in range(rows - len(most)):
        free = [page for page, size in enumerate(sizes) if size < most[page]]
        sizes[min(free, key=lambda page: ((sizes[page] + 1) / most[page], page != len(most) - 1, page))] += 1
    return sizes


def _in_rows(first: int, end: int, columns: int) -> list[tuple[int, ...]]:
    return [tuple(range(n, min(n + columns, end))) for n in range(first, end, columns)]


def _row(members: tuple[int, ...], words: Sequence[Words], setting: Setting) -> Row:
    city, name = max(words[n].city for n in members), max(words[n].name for n in members)
    office = max(words[n].office for n in members)
    return Row(members, city, name, setting.box + setting.around + city + name + office)
