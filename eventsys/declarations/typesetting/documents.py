"""The texts of a document are measured, then it is said how each is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventsys.core.render import render
from eventsys.core.words.tags import UNSPACED
from eventsys.declarations.typesetting.rules import (
    CLOSEST,
    TITLE_WIDTHS,
    WIDE,
    Spacing,
    spacings_for,
    title_width,
)
from eventsys.pdf.layout.render import Box, Rendered, measure

__all__ = ["SetText", "page_by_page", "set_texts"]

_TWO_LINES = 2 * WIDE.title
_HAIR = 0.25
"""Of a title's size: room beside its longest line, as in another size letters are a hair wider than where they were measured."""


@dataclass(frozen=True, slots=True)
class SetText:
    """``inset``: by how much its title is held from the margins, in the title's own size; ``pages``: how many it takes, as
    far as can be foreseen."""

    spacing: Spacing
    inset: float
    pages: int


def set_texts(
    texts: Sequence[Any], values: Mapping[str, Any], *, css: Sequence[str], images: Mapping[str, bytes]
) -> dict[str, SetText]:
    """How each of ``texts`` is set, by its ``language``; ``values`` are those of ``lengths.html`` besides."""

    def boxes(some: Sequence[Any], spacing: Spacing, titles: Sequence[Any] = ()) -> Mapping[str, Box]:
        more = {
            "texts": some,
            "spacing": spacing,
            "titles": titles,
            "widths": [WIDE.across * share for share in TITLE_WIDTHS],
        }
        return measure(render("declarations/pdf/lengths.html", **{**values, **more}), css=css, images=images)

    wide = boxes(texts, WIDE)
    heights = {text.language: wide[f"text:{text.language}"].height for text in texts}
    long = [text for text in texts if heights[text.language] > WIDE.height]
    broken = [
        text
        for text in texts
        if wide[f"title:{text.language}"].height > _TWO_LINES and _spaced(text.language)
    ]
    more = boxes(long, CLOSEST, broken) if long or broken else {}
    spacings = spacings_for(heights, {text.language: more[f"text:{text.language}"].height for text in long})
    widths = {text.language: _width(more, text.language) for text in broken}
    return {
        language: SetText(spacing, _inset(spacing, widths.get(language, spacing.across)), pages)
        for language, (spacing, pages) in spacings.items()
    }


def _spaced(language: str) -> bool:
    """Whether a line of its titles may end between words alone."""
    return language.split("-", maxsplit=1)[0] not in UNSPACED


def _inset(spacing: Spacing, width: float) -> float:
    """Held by insets, not by a width between automatic margins, which WeasyPrint does not centre right to left."""
    return round(max(0.0, (spacing.across - width) / 2), 2)


def _width(boxes: Mapping[str, Box], language: str) -> float:
    heights = [boxes[f"title:{language}:{number}"].height for number in range(len(TITLE_WIDTHS))]
    return WIDE.across * title_width(heights) + _HAIR


def page_by_page(draw: Callable[[int], Rendered], *, foreseen: int) -> Rendered:
    """What ``draw`` makes when it is told how many pages there are: to count them while they are laid out would lay out
    each of them twice, so that is done only where other than the ``foreseen`` came out."""
    drawn = draw(foreseen)
    return drawn if drawn.pages == foreseen else draw(drawn.pages)
