"""A whole run on paper: whether its badges fit the sheets asked for, backs that meet their fronts, cover sheets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from eventsys.badges.sheets.errors import BadSheet, MixedSizes
from eventsys.badges.sheets.rules import Layout, SheetOptions
from eventsys.core.render import render
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.pdf.design.compiled import POINTS_PER_MM
from eventsys.pdf.layout.blanks import render_marked
from eventsys.pdf.shaping.fonts import FONT_CSS
from eventsys.pdf.sheets.impose import PAPERS, Cover, EmptyPlace, Printed, Sheet, Sides, print_pdf
from eventsys.pdf.sheets.labels import LABELS
from eventsys.pdf.sheets.spool import unpack

Size = tuple[float, float]


def label_presets() -> list[tuple[str, str]]:
    """Name of each sheet of labels, and what it is: its own name, how many, of which size in mm."""
    return [(name, f"{name} ({_words(name)})") for name in sorted(LABELS)]


def _words(name: str) -> str:
    sheet = LABELS[name]
    width, height = sheet.cell or (0, 0)
    return str(
        _(
            "%(columns)s × %(rows)s of %(width)s × %(height)s mm",
            columns=sheet.columns,
            rows=sheet.rows,
            width=f"{width:g}",
            height=f"{height:g}",
        )
    )


def check_sheet(options: SheetOptions, sizes: Collection[Size]) -> None:
    """Badges of ``sizes`` (mm) on the sheets asked for. Raises :class:`SheetTooSmall`, :class:`BadSheet` for
    labels that there are none of, :class:`MixedSizes`."""
    if options.layout == Layout.PAGE:
        return
    if options.layout == Layout.LABELS and options.labels not in LABELS:
        raise BadSheet(what=_("labels"))
    if len(sizes) > 1:
        raise MixedSizes
    for size in sizes:
        sheet_of(options, size)


def cover_size(options: SheetOptions, size: Size) -> Size:
    """The paper of a cover sheet: that of the sheets, or of the badge when each has a page."""
    sheet = sheet_of(options, size)
    return sheet.paper if sheet else size


def cover_pdf(
    stack: Sequence[Mapping[str, Any]], *, title: str, language: str, size: tuple[float, float]
) -> bytes:
    """``stack``: the words of its badges, all of one city; ``size`` of the paper in mm. A long list goes on
    on further pages. What no font draws is marked: it was told before the run."""
    with in_language(language):
        values = {"stack": stack, "title": title, "lang": language, "width": size[0], "height": size[1]}
        html = render("badges/cover/cover.html", **values)
        css = render("badges/cover/cover.css", small=size[0] < 150, **values)
    return render_marked(html, css=(FONT_CSS, css)).pdf


_PAPERS = {"a4": PAPERS["A4"], "letter": PAPERS["Letter"]}
_MARKS = 6.0  # mm that crop marks take at each edge
_NOTHING: Mapping[int, Callable[[], bytes]] = MappingProxyType({})


def print_whole(
    target: BinaryIO,
    parts: Iterable[bytes | Path],
    *,
    title: str,
    language: str,
    options: SheetOptions,
    covers: Mapping[int, Callable[[], bytes]] = _NOTHING,
    without: Collection[int] = frozenset(),
) -> Printed:
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
) -> Iterator[Sides | Cover | EmptyPlace]:
    for number, item in enumerate(badges):
        if number in covers:
            yield Cover(covers[number]())
        yield EmptyPlace() if number in without else item


def sheet_of(options: SheetOptions, size: tuple[float, float]) -> Sheet | None:
    """The sheets that ``options`` ask for, for badges of ``size`` (mm); ``None``: each on a page of its own.
    Raises :class:`SheetTooSmall`."""
    if options.layout == Layout.PAGE:
        return None
    gutter = (options.gutter_x, options.gutter_y)
    more: dict[str, Any] = {
        "bleed": options.bleed,
        "crop_marks": options.crop_marks,
        "backs": options.backs,
        "start_at": options.start_sheet,
    }
    if options.layout == Layout.LABELS:
        found = replace(LABELS[options.labels], **more)
    elif options.layout == Layout.FREE:
        found = Sheet(
            _PAPERS[options.paper],
            options.columns,
            options.rows,
            left=options.margin_x,
            top=options.margin_y,
            gutter=gutter,
            **more,
        )
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
