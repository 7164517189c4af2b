"""Han characters with a variation selector, in HTML that WeasyPrint lays out.

Japan registers the shapes in which families write their names (``葛`` and ``葛󠄀``) by a selector after the
character (Unicode's Ideographic Variation Database). Pango takes the font by the character alone, and then finds
the variant only if that font happens to have it: so each is put into an element of its own, with the language
whose family has most of them, and with the family that has it where that one does not.
"""

from __future__ import annotations

import re
from typing import Any, Final

from eventsys.pdf.shaping.fontbook import faces_for
from eventsys.pdf.shaping.fonts import font_stack

__all__ = ["mark_variants"]

_VARIED: Final = re.compile("(.[\U000e0100-\U000e01ef])", re.DOTALL)
_UNTOUCHED: Final = frozenset({"title", "style", "script", "textarea"})


def mark_variants(root: Any) -> None:
    """Change the ElementTree ``root`` in place."""
    if any(_VARIED.search(text) for text in root.itertext()):
        _mark(root, "")


def _mark(element: Any, language: str) -> None:
    if element.tag in _UNTOUCHED or not isinstance(element.tag, str):
        return
    language = element.get("lang") or language
    children = list(element)
    if element.text:
        element.text, spans = _split(element, element.text, language)
        element[0:0] = spans
    for child in children:
        _mark(child, language)
        if child.tail:
            child.tail, spans = _split(element, child.tail, language)
            at = list(element).index(child) + 1
            element[at:at] = spans


def _split(parent: Any, text: str, language: str) -> tuple[str, list[Any]]:
    """What stands before the first variant that needs it, and the elements that follow (with their tails)."""
    before, *pieces = _VARIED.split(text)
    spans: list[Any] = []
    for variant, after in zip(pieces[::2], pieces[1::2], strict=True):
        family = _family(variant)
        if language.startswith("ja") and not family:
            if spans:
                spans[-1].tail += variant + after
            else:
                before += variant + after
            continue
        style = {"style": f"font-family: '{family}'"} if family else {}
        span = parent.makeelement("span", {"lang": "ja", **style})
        span.text, span.tail = variant, after
        spans.append(span)
    return before, spans


def _family(variant: str) -> str:
    """The family that has it, where those for Japanese have not."""
    families = tuple(name.strip(" '") for name in font_stack("ja").split(","))
    face = faces_for(families, 400, "normal", "ja").face_of(variant)
    return "" if face is None or face.family in families else face.family
