"""No blank where a sign should stand: a paper of lasting worth is refused, a working paper shows a mark in its place.

Whoever has a paper laid out chooses one of the two: :func:`whole` and :func:`html_to_pdf`, or :func:`marked`.
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

__all__ = ["MARK", "html_to_pdf", "marked", "refuse", "shown", "whole"]

#: What Unicode has for a sign that cannot be shown.
MARK = "\ufffd"


def refuse(missing: Iterable[str]) -> None:
    """Raises :class:`NoGlyph` when there is anything that no font here can draw."""
    characters = "".join(sorted(missing))
    if characters:
        raise NoGlyph(characters=characters, codes=code_points(characters), slot="")


def whole(rendered: Rendered) -> Rendered:
    """``rendered`` itself when nothing is missing in it. Raises :class:`NoGlyph`."""
    refuse(rendered.missing)
    return rendered


def shown(text: str) -> str:
    """``text`` with :data:`MARK` for each sign that no font here can draw."""
    for sign in undrawable(text):
        text = text.replace(sign, MARK)
    return text


def marked(html: str, **how: Any) -> Rendered:
    """As :func:`render`, with :data:`MARK` for each sign that no font here can draw; ``missing`` names those."""
    rendered = render(html, **how)
    if not rendered.missing:
        return rendered
    shown = unicodedata.normalize("NFC", html).translate(dict.fromkeys(map(ord, rendered.missing), MARK))
    return replace(render(shown, **how), missing=rendered.missing)


def html_to_pdf(html: str, **how: Any) -> bytes:
    """:func:`render` for those who want the file alone. Raises :class:`NoGlyph` as :func:`whole` does."""
    return whole(render(html, **how)).pdf
