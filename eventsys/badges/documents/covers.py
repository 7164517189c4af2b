"""The page before a delegation's badges that says what is in the stack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eventsys.core.languages import in_language
from eventsys.core.render import render
from eventsys.pdf.blanks import marked
from eventsys.pdf.fonts import FONT_CSS

__all__ = ["cover_pdf"]


def cover_pdf(
    stack: Sequence[Mapping[str, Any]], *, title: str, language: str, size: tuple[float, float]
) -> bytes:
    """``stack``: the words of its badges, all of one city; ``size`` of the paper in mm. A long list goes on
    on further pages. What no font draws is marked: it was told before the run."""
    with in_language(language):
        values = {"stack": stack, "title": title, "lang": language, "width": size[0], "height": size[1]}
        html = render("badges/cover/cover.html", **values)
        css = render("badges/cover/cover.css", small=size[0] < 150, **values)
    return marked(html, css=(FONT_CSS, css)).pdf
