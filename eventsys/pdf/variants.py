"""Han characters with a variation selector, in HTML that WeasyPrint lays out.

Japan registers the shapes in which families write their names (``葛`` and ``葛󠄀``) by a selector after the
character (Unicode's Ideographic Variation Database). Pango takes the font by the character alone, and then finds
the variant only if that font happens to have it: so each is put into an element of its own, with the language
whose family has most of them, and with the family that has it where that one does not.
"""

from __future__ import annotations

import re
from typing import Any, Final

from eventsys.pdf.fontbook import faces_for
from eventsys.pdf.fonts import font_stack

__all__ = ["mark_variants"]

_VARIED: Final = re.compile("(.[\U000e0100-\U000e01ef])", re.DOTALL)
_UNTOUCHED: Final = frozenset({"title", "style", "script", "textarea"})


def mark_variants(root: Any) -> None:
    """Change the ElementTree ``root`` in place."""
    for element in list(root.iter()):
        if element.tag in _UNTOUCHED or not isinstance(element.tag, str):
            continue
        for child in list(element):
            if child.tail and _VARIED.search(child.tail):
                child.tail, spans = _split(element, child.tail)
                at = list(element).index(child) + 1
                element[at:at] = spans
        if element.text and _VARIED.search(element.text):
            element.text, spans = _split(element, element.text)
            element[0:0] = spans


def _split(parent: Any, text: str) -> tuple[str, list[Any]]:
    """What stands before the first variant, and the elements that follow (with their tails)."""
    before, *pieces = _VARIED.split(text)
    spans = []
    for variant, after in zip(pieces[::2], pieces[1::2], strict=True):
        span = parent.makeelement("span", {"lang": "ja", **_style(variant)})
        span.text, span.tail = variant, after
        spans.append(span)
    return before, spans


def _style(variant: str) -> dict[str, str]:
    families = tuple(name.strip(" '") for name in font_stack("ja").split(","))
    face = faces_for(families, 400, "normal", "ja").face_of(variant)
    if face is None or face.family in families:
        return {}
    return {"style": f"font-family: '{face.family}'"}
