"""Where stamps lie on paper: grids of badges and labels, backs that meet their fronts, tents, crop marks.

Lengths are in millimetres, from the paper's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from eventsys.pdf.design.compiled import POINTS_PER_MM, Design, Matrix
from eventsys.pdf.errors import SheetTooSmall
from eventsys.pdf.stamping.writer import numbers

__all__ = ["PAPERS", "Sheet", "Spot", "Spots", "Turn", "crop_marks", "matrix_at"]

PAPERS: Final = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0), "Letter": (215.9, 279.4)}
"""Upright papers: width and height in millimetres."""

Turn = Literal[0, 90, 180, 270]
_MARK, _MARK_GAP, _MARK_WIDTH = 4.0, 1.0, 0.25  # mm, mm, points
_SLACK = 0.01  # mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid of equal cells, filled row by row, each with one badge in its middle.

    ``cell``: width and height, else the badge's own; ``left``, ``top``: where the grid begins, else it is in
    the middle of the paper; ``bleed``: how much of a design's bleed is kept around each badge. ``backs``: how
    the printer turns the paper; ``start_at``: the first piece of paper to be written, from 1.
    """

    paper: tuple[float, float] = PAPERS["A4"]
    columns: int = 2
    rows: int = 2
    cell: tuple[float, float] | None = None
    left: float | None = None
    top: float | None = None
    gutter: tuple[float, float] = (0, 0)
    bleed: float = 0
    crop_marks: bool = False
    backs: Literal["none", "long", "short"] = "none"
    start_at: int = 1

    def check(self, width: float, height: float) -> None:
        """Do badges of this size fit? Raises :class:`SheetTooSmall`."""
        if self.columns < 1 or self.rows < 1 or not self._fits(width, height):
            raise SheetTooSmall(
                columns=self.columns, rows=self.rows, width=round(width, 2), height=round(height, 2)
            )

    def _fits(self, width: float, height: float) -> bool:
        cell = self.cell or (width, height)
        if width > cell[0] + _SLACK or height > cell[1] + _SLACK:
            return False
        left, top = self._corner(cell)
        right = left + self.columns * cell[0] + (self.columns - 1) * self.gutter[0]
        bottom = top + self.rows * cell[1] + (self.rows - 1) * self.gutter[1]
        inside = right <= self.paper[0] + _SLACK and bottom <= self.paper[1] + _SLACK
        return inside and left >= -_SLACK and top >= -_SLACK and min(self.gutter) >= 0

    def _corner(self, cell: tuple[float, float]) -> tuple[float, float]:
        wide = self.columns * cell[0] + (self.columns - 1) * self.gutter[0]
        high = self.rows * cell[1] + (self.rows - 1) * self.gutter[1]
        left = (self.paper[0] - wide) / 2 if self.left is None else self.left
        return left, (self.paper[1] - high) / 2 if self.top is None else self.top

    def place(self, number: int, width: float, height: float) -> tuple[float, float]:
        """Upper left corner of the badge in cell ``number`` (from 0) of the front."""
        cell = self.cell or (width, height)
        left, top = self._corner(cell)
        row, column = divmod(number, self.columns)
        return (
            left + column * (cell[0] + self.gutter[0]) + (cell[0] - width) / 2,
            top + row * (cell[1] + self.gutter[1]) + (cell[1] - height) / 2,
        )

    def back_place(self, number: int, width: float, height: float) -> tuple[float, float, Turn]:
        """Where the back of cell ``number`` lies on the other side of the paper, and how it is turned."""
        x, y = self.place(number, width, height)
        upright = (self.backs == "long") == (self.paper[1] >= self.paper[0])
        if upright:  # turned over like a page of a book
            return self.paper[0] - x - width, y, 0
        return x, self.paper[1] - y - height, 180

    def clip(self, design: Design) -> tuple[float, float, float, float]:
        """The part of a stamp that is drawn: the badge and its bleed, at most to the middle of a gutter."""
        kept = min(self.bleed * POINTS_PER_MM, design.bleed)
        x, y = (min(kept, gap * POINTS_PER_MM / 2) if gap else 0 for gap in self.gutter)
        if self.columns == 1:
            x = kept
        if self.rows == 1:
            y = kept
        return -x, -y, design.width + 2 * x, design.height + 2 * y


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page: the upper left corner of what the stamp covers there, and its turn in degrees."""

    x: float
    y: float
    turn: Turn = 0


@dataclass(frozen=True, slots=True)
class Spots:
    """A page for each stamp, which is drawn at every spot: a table tent has its name on both sides."""

    paper: tuple[float, float]
    spots: tuple[Spot, ...]

    def check(self, width: float, height: float) -> None:
        """Does a stamp of this size lie on the paper at every spot? Raises :class:`SheetTooSmall`."""
        for spot in self.spots:
            wide, high = (width, height) if spot.turn % 180 == 0 else (height, width)
            if (
                spot.x < -_SLACK
                or spot.y < -_SLACK
                or spot.x + wide > self.paper[0] + _SLACK
                or spot.y + high > self.paper[1] + _SLACK
            ):
                raise SheetTooSmall(
                    columns=1, rows=len(self.spots), width=round(width, 2), height=round(height, 2)
                )


def matrix_at(design: Design, paper_height: float, x: float, y: float, turn: Turn = 0) -> Matrix:
    """Takes a stamp to where its turned outline has its upper left corner at ``x``, ``y``."""
    w, h = design.width, design.height
    left, top = x * POINTS_PER_MM, (paper_height - y) * POINTS_PER_MM
    return {
        0: (1.0, 0.0, 0.0, 1.0, left, top - h),
        90: (0.0, 1.0, -1.0, 0.0, left + h, top - w),
        180: (-1.0, 0.0, 0.0, -1.0, left + w, top),
        270: (0.0, -1.0, 1.0, 0.0, left, top),
    }[turn]


def crop_marks(sheet: Sheet, size: tuple[float, float]) -> bytes:
    """Short lines in the paper's margins, in line with the edges of every row and column."""
    places = [sheet.place(number, *size) for number in range(sheet.columns * sheet.rows)]
    xs = sorted({round(edge, 4) for x, _ in places for edge in (x, x + size[0])})
    ys = sorted({round(edge, 4) for _, y in places for edge in (y, y + size[1])})
    gap = sheet.bleed + _MARK_GAP
    lines: list[tuple[float, float, float, float]] = []
    for x in xs:
        lines += [(x, ys[0] - gap, x, ys[0] - gap - _MARK), (x, ys[-1] + gap, x, ys[-1] + gap + _MARK)]
    for y in ys:
        lines += [(xs[0] - gap, y, xs[0] - gap - _MARK, y), (xs[-1] + gap, y, xs[-1] + gap + _MARK, y)]
    high = sheet.paper[1]
    drawn = [
        b"%s m %s l S"
        % (
            numbers(x0 * POINTS_PER_MM, (high - y0) * POINTS_PER_MM),
            numbers(x1 * POINTS_PER_MM, (high - y1) * POINTS_PER_MM),
        )
        for x0, y0, x1, y1 in lines
    ]
    return b"q 0 G %s w %s Q" % (numbers(_MARK_WIDTH), b" ".join(drawn))
