"""Stamps onto paper: one a page, many a sheet, labels, tents; backs that meet their fronts; crop marks.

Lengths of what callers give are in millimetres, from the paper's upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Literal

from eventsys.pdf.design import POINTS_PER_MM, Design, Matrix
from eventsys.pdf.errors import SheetTooSmall
from eventsys.pdf.graft import grafts
from eventsys.pdf.press import Placed, Press
from eventsys.pdf.stamp import Record, Stamp, stamp
from eventsys.pdf.writer import numbers

__all__ = ["PAPERS", "Cover", "Printed", "Sheet", "Sides", "Spot", "Spots", "print_pdf", "write_single"]

PAPERS: Final = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0), "Letter": (215.9, 279.4)}
"""Upright papers: width and height in millimetres."""

Turn = Literal[0, 90, 180, 270]
_MARK, _MARK_GAP, _MARK_WIDTH = 4.0, 1.0, 0.25  # mm, mm, points
_SLACK = 0.01  # mm


@dataclass(frozen=True, slots=True)
class Sides:
    """One badge: its front, and its back if it has one."""

    front: Stamp
    back: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """Ready pages (a PDF) between two stacks; what follows begins a new sheet."""

    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written; ``sheets`` are pieces of paper, ``size`` is in octets."""

    pages: int
    sheets: int
    size: int


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
                spot.x < -_SLACK or spot.y < -_SLACK
                or spot.x + wide > self.paper[0] + _SLACK or spot.y + high > self.paper[1] + _SLACK
            ):  # fmt: skip
                raise SheetTooSmall(
                    columns=1, rows=len(self.spots), width=round(width, 2), height=round(height, 2)
                )


def matrix_at(design: Design, paper_height: float, x: float, y: float, turn: Turn) -> Matrix:
    """Takes a stamp to where its turned outline has its upper left corner at ``x``, ``y``."""
    w, h = design.width, design.height
    left, top = x * POINTS_PER_MM, (paper_height - y) * POINTS_PER_MM
    return {
        0: (1.0, 0.0, 0.0, 1.0, left, top - h),
        90: (0.0, 1.0, -1.0, 0.0, left + h, top - w),
        180: (-1.0, 0.0, 0.0, -1.0, left + w, top),
        270: (0.0, -1.0, 1.0, 0.0, left, top),
    }[turn]


def _millimetres(stamped: Stamp) -> tuple[float, float]:
    return stamped.design.width / POINTS_PER_MM, stamped.design.height / POINTS_PER_MM


class _Printing:
    """One file on its way: sheets are counted, and written from the asked one on."""

    def __init__(self, press: Press, sheet: Sheet | Spots | None) -> None:
        self._press, self._sheet = press, sheet
        self._start = sheet.start_at if isinstance(sheet, Sheet) else 1
        self._waiting: list[Sides] = []
        self._sizes: set[tuple[float, float]] = set()
        self.seen = self.sheets = 0

    def add(self, item: Sides | Cover) -> None:
        if isinstance(item, Cover):
            self.flush()
            self._cover(item)
        elif isinstance(self._sheet, Sheet):
            self._waiting.append(item)
            if len(self._waiting) == self._sheet.columns * self._sheet.rows:
                self.flush()
        elif self._counted():
            self._alone(item)

    def _counted(self) -> bool:
        self.seen += 1
        self.sheets += self.seen >= self._start
        return self.seen >= self._start

    def _alone(self, item: Sides) -> None:
        for side in (item.front, item.back):
            if side is None:
                continue
            if isinstance(self._sheet, Spots):
                self._check(self._sheet, side)
                paper = self._sheet.paper
                placed = [Placed(side, matrix_at(side.design, paper[1], spot.x, spot.y, spot.turn))
                          for spot in self._sheet.spots]  # fmt: skip
                self._press.sheet_page(paper[0] * POINTS_PER_MM, paper[1] * POINTS_PER_MM, placed)
            else:
                self._press.stamp_page(side)

    def _cover(self, cover: Cover) -> None:
        both = isinstance(self._sheet, Sheet) and self._sheet.backs != "none"
        for page in grafts(cover.pdf):
            if self._counted():
                self._press.graft_page(page)
                if both:
                    self._press.sheet_page(page.width, page.height, ())

    def _check(self, sheet: Sheet | Spots, stamped: Stamp) -> tuple[float, float]:
        size = _millimetres(stamped)
        if size not in self._sizes:
            sheet.check(*size)
            self._sizes.add(size)
        return size

    def flush(self) -> None:
        """Write the sheet that is being filled."""
        waiting, self._waiting = self._waiting, []
        sheet = self._sheet
        if not waiting or not isinstance(sheet, Sheet) or not self._counted():
            return
        width, height = (side * POINTS_PER_MM for side in sheet.paper)
        fronts, backs = [], []
        for number, item in enumerate(waiting):
            size = self._check(sheet, item.front)
            x, y = sheet.place(number, *size)
            fronts.append(_placed(sheet, item.front, x, y, 0))
            if item.back is not None and sheet.backs != "none":
                backs.append(
                    _placed(sheet, item.back, *sheet.back_place(number, *self._check(sheet, item.back)))
                )
        marks = _crop_marks(sheet, _millimetres(waiting[0].front)) if sheet.crop_marks else b""
        self._press.sheet_page(width, height, fronts, marks)
        if sheet.backs != "none":
            self._press.sheet_page(width, height, backs)


def _placed(sheet: Sheet, stamped: Stamp, x: float, y: float, turn: Turn) -> Placed:
    return Placed(stamped, matrix_at(stamped.design, sheet.paper[1], x, y, turn), sheet.clip(stamped.design))


def _crop_marks(sheet: Sheet, size: tuple[float, float]) -> bytes:
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
        b"%s m %s l S" % (numbers(x0 * POINTS_PER_MM, (high - y0) * POINTS_PER_MM),
                          numbers(x1 * POINTS_PER_MM, (high - y1) * POINTS_PER_MM))
        for x0, y0, x1, y1 in lines
    ]  # fmt: skip
    return b"q 0 G %s w %s Q" % (numbers(_MARK_WIDTH), b" ".join(drawn))


def print_pdf(
    target: Path | BinaryIO,
    items: Iterable[Sides | Cover | None],
    *,
    title: str,
    language: str,
    sheet: Sheet | Spots | None = None,
    created: datetime | None = None,
) -> Printed:
    """Write ``items`` in their order to ``target``; without ``sheet`` each side is a page of its own size.

    ``None`` among the items (a record that could not be stamped) is passed over. Memory does not grow with
    the number of items. The file is PDF/A-2u unless a design or a cover uses transparency or CMYK. Raises
    :class:`SheetTooSmall`, :class:`BrokenPdf` for a cover, :class:`ValueError` when there is nothing to print.
    """
    with target.open("wb") if isinstance(target, Path) else nullcontext(target) as out:
        press = Press(out, title=title, language=language, created=created)
        printing = _Printing(press, sheet)
        for item in items:
            if item is not None:
                printing.add(item)
        printing.flush()
        size = press.close()
    return Printed(press.pages, printing.sheets, size)


def write_single(
    front: tuple[Design, Record], back: tuple[Design, Record] | None = None, *, title: str, language: str
) -> bytes:
    """One badge as a PDF, at once. Raises what :func:`.stamp.stamp` raises."""
    out = BytesIO()
    sides = Sides(stamp(*front), stamp(*back) if back else None)
    print_pdf(out, [sides], title=title, language=language)
    return out.getvalue()
