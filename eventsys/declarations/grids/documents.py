"""The signature pages of a document: what stands on them is measured, then they are planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventsys.core.render import render
from eventsys.declarations.grids.rules import Grid, Room, Setting, Words, grid_of, settings_for
from eventsys.declarations.signatories.documents import Cell
from eventsys.declarations.typesetting.rules import NO_SHEETS, Sheets, sheets_of
from eventsys.pdf.layout.render import Box, measure
from eventsys.pdf.shaping.capitals import has_small_capitals

__all__ = ["SignaturePages", "in_capitals", "signature_pages"]

_PAGE = 841.89 - (15 + 18) * 72 / 25.4
"""What the margins of ``declaration.css`` leave of a signature page, in points."""
_LONGEST = "88/88"
"""As wide as the mark of a page among signature pages gets."""
_CLAUSES, _CERTIFICATES = (8.5, 11.0), (7.0, 9.5)
"""Sizes of type, in points: the least, in which they are measured, and the most."""


@dataclass(frozen=True, slots=True)
class SignaturePages:
    """``clauses`` and ``certificates``: on pages of their own, by the number of the language; none where they stand
    beside the boxes."""

    grid: Grid
    clauses: Sheets
    certificates: Sheets

    @property
    def count(self) -> int:
        return len(self.grid.pages) + len(self.clauses.pages) + len(self.certificates.pages)


def in_capitals(cells: Sequence[Cell]) -> bool:
    """Whether the face has small capitals for the name of every city, so that the boxes are alike."""
    return all(has_small_capitals(cell.row.city) for cell in cells)


def signature_pages(
    cells: Sequence[Cell], values: Mapping[str, Any], *, css: Sequence[str], images: Mapping[str, bytes]
) -> SignaturePages:
    """For what stands on signature pages besides (``values`` of ``measure.html``), in the language in force."""
    settings = settings_for(len(cells))
    html = render("declarations/pdf/measure.html", **values, cells=cells, settings=settings, longest=_LONGEST)
    boxes = measure(html, css=css, images=images)
    many = "others" in boxes
    head = boxes[f"head{_LONGEST}"].height
    opening = 0.0 if many else boxes["opening"].height
    room = Room(page=_PAGE, head=head, opening=opening, ending=boxes["ending"].height)
    grid = grid_of({one: _words(one, len(cells), boxes) for one in settings}, room)
    if not many:
        return SignaturePages(grid, NO_SHEETS, NO_SHEETS)
    free, spoken = _PAGE - head, [text.language for text in values["texts"]]
    return SignaturePages(
        grid,
        _sheets(boxes, "clause", spoken, free - boxes["others"].height, *_CLAUSES),
        _sheets(boxes, "certificate", spoken, free - boxes["verify"].height, *_CERTIFICATES),
    )


def _sheets(
    boxes: Mapping[str, Box], kind: str, languages: Sequence[str], room: float, size: float, most: float
) -> Sheets:
    heights = [boxes[f"{kind}:{language}"].height for language in languages]
    return sheets_of(heights, room=room, size=size, most=most)


def _words(setting: Setting, count: int, boxes: Mapping[str, Box]) -> list[Words]:
    def height(number: int, part: str) -> float:
        return boxes[f"{setting.name}:{number}:{part}"].height

    return [Words(height(n, "city"), height(n, "name"), height(n, "office")) for n in range(count)]
