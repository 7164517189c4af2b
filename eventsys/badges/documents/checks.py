"""Sheets looked at before a run: what there is to choose, and whether the badges fit."""

from __future__ import annotations

from collections.abc import Collection

from eventsys.badges.documents.sheets import sheet_of
from eventsys.badges.errors import BadSheet, MixedSizes
from eventsys.badges.rules import Layout, SheetOptions
from eventsys.core.languages import gettext as _
from eventsys.pdf.labels import LABELS

__all__ = ["check_sheet", "cover_size", "label_presets"]

Size = tuple[float, float]


def label_presets() -> list[tuple[str, str]]:
    """Name of each sheet of labels, and what it is: its own name, how many, of which size in mm."""
    return [(name, f"{name} ({_words(name)})") for name in sorted(LABELS)]


def _words(name: str) -> str:
    sheet = LABELS[name]
    width, height = sheet.cell or (0, 0)
    return str(
        _("%(columns)s × %(rows)s of %(width)s × %(height)s mm",
          columns=sheet.columns, rows=sheet.rows, width=f"{width:g}", height=f"{height:g}")
    )  # fmt: skip


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
