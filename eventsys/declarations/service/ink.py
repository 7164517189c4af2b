"""A signature drawn by hand, on its way from a browser to paper: read with distrust, and drawn anew."""

from __future__ import annotations

import base64
import binascii
import io
import warnings

from PIL import Image

from eventsys.declarations.errors import InkUnusable

__all__ = ["MOST_OCTETS", "WIDEST", "clean_ink", "ink_from_data_url"]

MOST_OCTETS = 200_000
WIDEST = (2000, 1000)
"""Pixels, across and down."""
_PREFIX = "data:image/png;base64,"


def ink_from_data_url(text: str) -> bytes | None:
    """What a page's hidden field holds, cleaned: a ``data:`` address of a PNG, or nothing.

    Raises :class:`InkUnusable`.
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


def clean_ink(png: bytes) -> bytes:
    """The same strokes as a PNG made here: cropped to what was drawn, and nothing else in it.

    Raises :class:`InkUnusable` for what is no PNG, an empty one, or one too large.
    """
    if len(png) > MOST_OCTETS:
        raise InkUnusable
    try:
        drawn = _opened(png)
    except InkUnusable:
        raise
    except Exception as error:  # the library raises nearly everything on damaged input
        raise InkUnusable from error
    strokes = drawn.getchannel("A").getbbox()
    if strokes is None:
        raise InkUnusable
    out = io.BytesIO()
    drawn.crop(strokes).save(out, "PNG", optimize=True)
    return out.getvalue()


def _opened(png: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            if picture.width > WIDEST[0] or picture.height > WIDEST[1]:
                raise InkUnusable
            picture.verify()  # WeasyPrint has told the library to load cut pictures too
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            return picture.convert("RGBA")
