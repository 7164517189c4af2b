"""No blank where a sign should stand: a paper of lasting worth is refused, a working paper shows a mark in its place.

Whoever has a paper laid out chooses one of the two: :func:`check_complete` and :func:`html_to_pdf`, or :func:`render_marked`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from eventsys.core.words.signs import code_points
from eventsys.pdf.errors import NoGlyph
from eventsys.pdf.layout.render import Rendered, render
from eventsys.pdf.shaping.coverage import undrawable

__all__ = ["MARK", "html_to_pdf", "render_marked", "refuse_missing", "mark_missing", "check_complete"]

#: What Unicode has for a sign that cannot be shown.
MARK = "\ufffd"


def refuse_missing(missing: Iterable[str]) -> None:
    """Raises :class:`NoGlyph` when there is anything that no font here can draw."""
    characters = "".join(sorted(missing))
    if characters:
        raise NoGlyph(characters=characters, codes=code_points(characters), slot="")


def check_complete(rendered: Rendered) -> Rendered:
    """``rendered`` itself when nothing is missing in it. Raises :class:`NoGlyph`."""
    refuse_missing(rendered.missing)
    return rendered


def mark_missing(text: str) -> str:
    """``text`` with :data:`MARK` for each sign that no font here can draw."""
    for sign in undrawable(text):
        text = text.replace(sign, MARK)
    return text


def render_marked(html: str, **how: Any) -> Rendered:
    """As :func:`render`, with :data:`MARK` for each sign that no font here can draw; ``missing`` names those."""
    rendered = render(html, **how)
    if not rendered.missing:
        return rendered
    mark_missing = unicodedata.normalize("NFC", html).translate(
        dict.fromkeys(map(ord, rendered.missing), MARK)
    )
    return replace(render(mark_missing, **how), missing=rendered.missing)


def html_to_pdf(html: str, **how: Any) -> bytes:
    """:func:`render` for those who want the file alone. Raises :class:`NoGlyph` as :func:`check_complete` does."""
    return check_complete(render(html, **how)).pdf
