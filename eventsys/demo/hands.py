"""Signatures for the demonstration: strokes such as a hand makes, the same for a name each time."""

from __future__ import annotations

import io
import math
import random
from typing import Final

from PIL import Image, ImageDraw

from eventsys.declarations.ceremony.service import Ink

__all__ = ["drawn"]

_INK: Final = (27, 58, 122, 255)
_HEIGHT: Final = 130
_STEP: Final = 0.06


def drawn(name: str) -> Ink:
    """Loops of a hand, as many as ``name`` has letters, and a line below."""
    hand = random.Random(name)  # noqa: S311  # looks, no secret
    loops = max(4, min(12, len(name) // 2))
    picture = Image.new("RGBA", (loops * 34 + 60, _HEIGHT))
    pen = ImageDraw.Draw(picture)
    heights = [hand.uniform(14, 46) for _ in range(loops + 2)]
    points = []
    for number in range(int(loops * 2 * math.pi / _STEP)):
        turn = number * _STEP
        size = heights[int(turn / (2 * math.pi))]
        points.append((24 + turn * 5.4 + 11 * math.cos(turn), 68 - size * math.sin(turn)))
    pen.line(points, fill=_INK, width=3, joint="curve")
    end = points[-1][0]
    pen.line([(end, points[-1][1]), (end * 0.6, 112), (end + 18, 104)], fill=_INK, width=3, joint="curve")
    out = io.BytesIO()
    picture.crop(picture.getbbox()).save(out, "PNG", optimize=True)
    return Ink(out.getvalue())
