"""Stamps onto paper, and into a file: one a page, many a sheet, labels, tents (see :mod:`.places`)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from eventsys.pdf.design.compiled import POINTS_PER_MM, Design
from eventsys.pdf.design.graft import grafts
from eventsys.pdf.sheets.places import PAPERS, Sheet, Spot, Spots, Turn, crop_marks, matrix_at
from eventsys.pdf.stamping.press import Placed, Press
from eventsys.pdf.stamping.stamp import Record, Stamp, stamp

__all__ = [
    "PAPERS",
    "Cover",
    "EmptyPlace",
    "Printed",
    "Sheet",
    "Sides",
    "Spot",
    "Spots",
    "print_pdf",
    "write_single",
]


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
class EmptyPlace:
    """A badge that is left out: on a sheet of many its place stays empty, so that the others keep theirs."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written; ``sheets`` are pieces of paper, ``size`` is in octets."""

    pages: int
    sheets: int
    size: int


def _millimetres(stamped: Stamp) -> tuple[float, float]:
    return stamped.design.width / POINTS_PER_MM, stamped.design.height / POINTS_PER_MM


class _Printing:
    """One file on its way: sheets are counted, and written from the asked one on."""

    def __init__(self, press: Press, sheet: Sheet | Spots | None) -> None:
        self._press, self._sheet = press, sheet
        self._start = sheet.start_at if isinstance(sheet, Sheet) else 1
        self._waiting: list[Sides | EmptyPlace] = []
        self._sizes: set[tuple[float, float]] = set()
        self.seen = self.sheets = 0

    def add(self, item: Sides | Cover | EmptyPlace) -> None:
        if isinstance(item, Cover):
            self.flush()
            self._cover(item)
        elif isinstance(self._sheet, Sheet):
            self._waiting.append(item)
            if len(self._waiting) == self._sheet.columns * self._sheet.rows:
                self.flush()
        elif isinstance(item, Sides) and self._counted():
            self._alone(item)

    def _counted(self, *, empty: bool = False) -> bool:
        """Whether the next sheet is written: not before the asked one, nor without anything on it."""
        self.seen += 1
        written = self.seen >= self._start and not empty
        self.sheets += written
        return written

    def _alone(self, item: Sides) -> None:
        for side in (item.front, item.back):
            if side is None:
                continue
            if isinstance(self._sheet, Spots):
                self._check(self._sheet, side)
                paper = self._sheet.paper
                placed = [
                    Placed(side, matrix_at(side.design, paper[1], spot.x, spot.y, spot.turn))
                    for spot in self._sheet.spots
                ]
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
        full = [(number, item) for number, item in enumerate(waiting) if isinstance(item, Sides)]
        if not waiting or not isinstance(sheet, Sheet) or not self._counted(empty=not full):
            return
        width, height = (side * POINTS_PER_MM for side in sheet.paper)
        fronts, backs = [], []
        for number, item in full:
            size = self._check(sheet, item.front)
            x, y = sheet.place(number, *size)
            fronts.append(_placed(sheet, item.front, x, y, 0))
            if item.back is not None and sheet.backs != "none":
                backs.append(
                    _placed(sheet, item.back, *sheet.back_place(number, *self._check(sheet, item.back)))
                )
        marks = crop_marks(sheet, _millimetres(full[0][1].front)) if sheet.crop_marks else b""
        self._press.sheet_page(width, height, fronts, marks)
        if sheet.backs != "none":
            self._press.sheet_page(width, height, backs)


def _placed(sheet: Sheet, stamped: Stamp, x: float, y: float, turn: Turn) -> Placed:
    return Placed(stamped, matrix_at(stamped.design, sheet.paper[1], x, y, turn), sheet.clip(stamped.design))


def print_pdf(
    target: Path | BinaryIO,
    items: Iterable[Sides | Cover | EmptyPlace | None],
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
    """One badge as a PDF, at once. Raises what :func:`eventsys.pdf.stamping.stamp.stamp` raises."""
    out = BytesIO()
    sides = Sides(stamp(*front), stamp(*back) if back else None)
    print_pdf(out, [sides], title=title, language=language)
    return out.getvalue()
