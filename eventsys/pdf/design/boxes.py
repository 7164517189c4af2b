"""What the layout says of a box: where it stands, and how words and pictures are set in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET

from weasyprint.matrix import Matrix

__all__ = ["POINTS_PER_PIXEL", "in_points", "picture_style", "transformed_boxes", "text_style"]

POINTS_PER_PIXEL: Final = 0.75  # of CSS
_LEAST_MINIMUM, _MINIMUM_SHARE = 5, 0.55
_UPRIGHT: Final = {"center": "center", "flex-end": "end", "end": "end", "space-around": "center"}


def transformed_boxes(box: Any, matrix: Matrix) -> Iterator[tuple[Any, Matrix]]:
    """Each box, outermost first, with all the transforms it stands in."""
    if box.transformation_matrix:
        matrix = box.transformation_matrix @ matrix
    yield box, matrix
    for child in getattr(box, "children", ()):
        yield from transformed_boxes(child, matrix)


def in_points(matrix: Matrix, height: float) -> tuple[float, float, float, float, float, float] | None:
    """From pixels downwards to points upwards; ``None`` when nothing is turned."""
    if matrix == Matrix():
        return None
    flip = Matrix(POINTS_PER_PIXEL, 0, 0, -POINTS_PER_PIXEL, 0, height)
    a, b, c, d, e, f = (flip.invert @ matrix @ flip).values
    return a, b, c, d, e, f


def picture_style(box: Any) -> tuple[str, float]:
    """How a picture fits its box, and the radius of its corners in points."""
    radius = box.style["border_top_left_radius"][0]
    size = box.width * radius.value / 100 if radius.unit == "%" else radius.value
    return box.style["object_fit"], size * POINTS_PER_PIXEL


def text_style(box: Any, element: ET.Element) -> dict[str, Any]:
    """What a :class:`TextSlot` takes over from the style of its box, and from the element's own ``data-`` words."""
    style = box.style
    largest = style["font_size"] * POINTS_PER_PIXEL
    smallest = _number(element.get("data-min"), max(_LEAST_MINIMUM, _MINIMUM_SHARE * largest))
    spacing, leading = style["letter_spacing"], style["line_height"]
    column = style["display"] == ("block", "flex") and style["flex_direction"] == "column"
    upright = style["justify_content"][0] if column else "start"
    return {
        "families": tuple(style["font_family"]),
        "weight": int(style["font_weight"]),
        "style": style["font_style"],
        "largest": largest,
        "smallest": min(smallest, largest),
        "lines": max(1, int(_number(element.get("data-lines"), 1))),
        "align": _align(style),
        "upright": _UPRIGHT.get(upright, "start"),
        "line_height": _relative(leading),
        "fixed_line": leading.value * POINTS_PER_PIXEL if getattr(leading, "unit", None) == "px" else None,
        "letter_spacing": 0 if spacing == "normal" else spacing / style["font_size"],
        "transform": style["text_transform"],
        "language": style["lang"] or "",
        "colour": _colour(style["color"]),
    }


def _relative(leading: Any) -> float | None:
    if leading == "normal" or getattr(leading, "unit", None) == "px":
        return None
    return leading.value / 100 if getattr(leading, "unit", None) == "%" else float(leading)


def _align(style: Any) -> str:
    align: str = style["text_align_all"]
    return {"justify": "start"}.get(align, align)


def _colour(colour: Any) -> bytes:
    channels = [round(max(0.0, min(1.0, value)), 3) for value in colour.to("srgb").coordinates]
    return b"%g g" % channels[0] if len(set(channels)) == 1 else b"%g %g %g rg" % tuple(channels)


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
