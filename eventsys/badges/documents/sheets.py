"""A whole run on paper: sheets, backs that meet their fronts, cover sheets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from eventsys.badges.rules import Layout, SheetOptions
from eventsys.pdf.design import POINTS_PER_MM
from eventsys.pdf.impose import PAPERS, Cover, Gap, Printed, Sheet, Sides, print_pdf
from eventsys.pdf.labels import LABELS
from eventsys.pdf.spool import unpack

__all__ = ["print_whole", "sheet_of"]

_PAPERS = {"a4": PAPERS["A4"], "letter": PAPERS["Letter"]}
_MARKS = 6.0  # mm that crop marks take at each edge
_NOTHING: Mapping[int, Callable[[], bytes]] = MappingProxyType({})


def print_whole(
    target: BinaryIO, parts: Iterable[bytes | Path], *, title: str, language: str, options: SheetOptions,
    covers: Mapping[int, Callable[[], bytes]] = _NOTHING, without: Collection[int] = frozenset(),
) -> Printed:  # fmt: skip
    """The file of a run, from its parts in their order, on the sheets that ``options`` ask for.

    ``covers``: before which badge (from 0, as they come in the parts) a cover is laid, and what makes its PDF;
    ``without``: which badges are left out. Sheets are counted as if those were there, and the others keep their
    places: who prints from a sheet on after a paper jam misses nobody.
    Raises :class:`SheetTooSmall` and :class:`ValueError` when there is nothing to print.
    """
    badges = chain.from_iterable(map(unpack, parts))
    first = next(badges, None)
    if not isinstance(first, Sides):
        raise ValueError("nothing to print")
    size = (first.front.design.width / POINTS_PER_MM, first.front.design.height / POINTS_PER_MM)
    items = _with_covers(chain([first], badges), covers, without)
    sheet = sheet_of(options, size)
    if sheet is None:
        items = islice(items, options.start_sheet - 1, None)
    return print_pdf(target, items, title=title, language=language, sheet=sheet)


def _with_covers(
    badges: Iterable[Sides | Cover], covers: Mapping[int, Callable[[], bytes]], without: Collection[int]
) -> Iterator[Sides | Cover | Gap]:
    for number, item in enumerate(badges):
        if number in covers:
            yield Cover(covers[number]())
        yield Gap() if number in without else item


def sheet_of(options: SheetOptions, size: tuple[float, float]) -> Sheet | None:
    """The sheets that ``options`` ask for, for badges of ``size`` (mm); ``None``: each on a page of its own.
    Raises :class:`SheetTooSmall`."""
    if options.layout == Layout.PAGE:
        return None
    gutter = (options.gutter_x, options.gutter_y)
    more: dict[str, Any] = {
        "bleed": options.bleed, "crop_marks": options.crop_marks, "backs": options.backs,
        "start_at": options.start_sheet,
    }  # fmt: skip
    if options.layout == Layout.LABELS:
        found = replace(LABELS[options.labels], **more)
    elif options.layout == Layout.FREE:
        found = Sheet(
            _PAPERS[options.paper], options.columns, options.rows, left=options.margin_x,
            top=options.margin_y, gutter=gutter, **more,
        )  # fmt: skip
    else:
        found = _fullest(_PAPERS[options.paper], size, max(2 * options.bleed, *gutter), more)
    found.check(*size)
    return found


def _fullest(
    paper: tuple[float, float], size: tuple[float, float], gap: float, more: Mapping[str, Any]
) -> Sheet:
    """The paper upright or lying, whichever takes more badges; with crop marks there is a margin for them."""
    edge = 2 * _MARKS if more["crop_marks"] else 0
    best: tuple[int, int, tuple[float, float]] = (1, 1, paper)
    for wide, high in (paper, paper[::-1]):
        columns = int((wide - edge + gap + 0.01) // (size[0] + gap))
        rows = int((high - edge + gap + 0.01) // (size[1] + gap))
        if columns * rows > best[0] * best[1] or (best[:2] == (1, 1) and columns * rows == 1):
            best = (columns, rows, (wide, high))
    return Sheet(best[2], best[0], best[1], gutter=(gap, gap), **more)
