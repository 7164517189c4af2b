"""A signature drawn by hand, on its way from a browser to paper: read with distrust, and drawn anew."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field

from eventsys.declarations import rules
from eventsys.declarations.errors import InkUnusable
from eventsys.files import images
from eventsys.files.errors import PictureRefused

__all__ = ["MOST_OCTETS", "WIDEST", "Ink", "clean_ink", "ink_from_data_url"]

MOST_OCTETS = 200_000
WIDEST = (2000, 1000)
"""Pixels, across and down."""
_PREFIX = "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class Ink:
    """Strokes that were looked at: a PNG made here, and whether they can be a signature."""

    png: bytes = field(repr=False)
    is_signature: bool = True


def ink_from_data_url(text: str) -> Ink | None:
    """What a page's hidden field holds, cleaned: a ``data:`` address of a PNG, or nothing.

    It is read in a process of its own: no transaction may be open. Raises :class:`InkUnusable`, Busy.
    """
    if not text.strip():
        return None
    if not text.startswith(_PREFIX) or len(text) > MOST_OCTETS * 4 // 3 + 100:
        raise InkUnusable
    try:
        octets = base64.b64decode(text[len(_PREFIX) :], validate=True)
    except binascii.Error as error:
        raise InkUnusable from error
    return clean_ink(octets)


def clean_ink(png: bytes) -> Ink:
    """The same strokes as a PNG made here: cropped to what was drawn, and nothing else in it.

    Raises :class:`InkUnusable` for what is no PNG, an empty one, or one too large; and Busy.
    """
    if len(png) > MOST_OCTETS:
        raise InkUnusable
    try:
        found = images.strokes(png, widest=WIDEST)
    except PictureRefused as error:
        raise InkUnusable from error
    return Ink(found.png, rules.is_drawn(found.ground, found.drawn, found.covered))
