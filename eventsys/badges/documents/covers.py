"""The page before a delegation's badges that says what is in the stack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eventsys.core.languages import in_language
from eventsys.core.render import render
from eventsys.pdf.fonts import FONT_CSS
from eventsys.pdf.render import html_to_pdf

__all__ = ["cover_pdf"]


def cover_pdf(
    stack: Sequence[Mapping[str, Any]], *, title: str, language: str, size: tuple[float, float]
) -> bytes:
    """``stack``: the words of its badges, all of one city; ``size`` of the paper in mm. A long list goes on
    on further pages."""
    with in_language(language):
        values = {"stack": stack, "title": title, "lang": language, "width": size[0], "height": size[1]}
        html = render("badges/cover/cover.html", **values)
        css = render("badges/cover/cover.css", small=size[0] < 150, **values)
    return html_to_pdf(html, css=(FONT_CSS, css))
