"""The grid of a document: the words below each box are measured, then its pages are planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eventsys.core.render import render
from eventsys.declarations.grids.rules import Grid, Room, Setting, Words, grid_of, settings_for
from eventsys.declarations.signatories.documents import Cell
from eventsys.pdf.layout.render import Box, measure
from eventsys.pdf.shaping.capitals import has_small_capitals

__all__ = ["even_grid", "in_capitals"]

_PAGE = 841.89 - (15 + 18) * 72 / 25.4
"""What the margins of ``declaration.css`` leave of a signature page, in points."""
_LONGEST = "88/88"
"""As wide as the mark of a page among signature pages gets."""


def in_capitals(cells: Sequence[Cell]) -> bool:
    """Whether the face has small capitals for the name of every city, so that the boxes are alike."""
    return all(has_small_capitals(cell.row.city) for cell in cells)


def even_grid(
    cells: Sequence[Cell], values: Mapping[str, Any], *, css: Sequence[str], images: Mapping[str, bytes]
) -> Grid:
    """For what stands on signature pages besides (``values`` of ``measure.html``), in the language in force."""
    settings = settings_for(len(cells))
    html = render("declarations/pdf/measure.html", **values, cells=cells, settings=settings, longest=_LONGEST)
    boxes = measure(html, css=css, images=images)
    room = Room(
        page=_PAGE,
        head=boxes[f"head{_LONGEST}"].height,
        opening=boxes["opening"].height if "opening" in boxes else 0.0,
        ending=boxes["ending"].height,
    )
    return grid_of({one: _words(one, len(cells), boxes) for one in settings}, room)


def _words(setting: Setting, count: int, boxes: Mapping[str, Box]) -> list[Words]:
    def height(number: int, part: str) -> float:
        return boxes[f"{setting.name}:{number}:{part}"].height

    return [Words(height(n, "city"), height(n, "name"), height(n, "office")) for n in range(count)]
