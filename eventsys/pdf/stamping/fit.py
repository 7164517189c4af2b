"""Words into a box: the size, the lines, and where each line stands (the rule is told in :mod:`eventsys.pdf.design.compiled`)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from eventsys.pdf.design.compiled import TextSlot
from eventsys.pdf.shaping.bidi import base_level, has_right_to_left, runs_in_order
from eventsys.pdf.shaping.readable import needs_actual_text
from eventsys.pdf.shaping.shape import Glyphs, ShapedWord, Shaper, clusters, tidy
from eventsys.pdf.stamping.writer import numbers

__all__ = ["Setter", "SetWords"]

# Where a line may break: after spaces and hyphens, and beside each Han character or syllable of kana.
_ALONE: Final = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3041-\u3098\u309b-\u30ff\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_MARKS: Final = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"  # voicing marks and selectors belong to what is before them
_NOT_FIRST: Final = "、。，．・：；？！ー々」』】）ぁぃぅぇぉっゃゅょァィゥェォッャュョㇰ-ㇿ"
_UNIT: Final = re.compile(
    f"(?:[{_ALONE}][{_MARKS}]*|[^ \\-\u2010{_ALONE}]+[-\u2010]?|[-\u2010])(?:[{_NOT_FIRST}][{_MARKS}]*)* *| +"
)
_SIMPLE: Final = re.compile(f"[^{_ALONE}\u2010-]*")
_TINY: Final = 0.01
_LESS: Final = 0.95  # below the smallest size, from one try to the next
_EVEN: Final = 0.1  # ems that lines of torn words may be longer than they need


@dataclass(slots=True)
class SetWords:
    """Words set into a slot: octets for the page, and which glyphs they draw. ``bottom``: where their last line ends, in
    points from the foot of the design; ``token``: who has counted them."""

    content: bytes
    glyphs: tuple[Glyphs, ...]
    size: float = 0
    bottom: float = math.inf
    token: object = None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never torn apart, and the white space after it."""

    text: str
    spaces: int
    word: ShapedWord
    gap: float


Line = list[_Unit]
_Fitted = tuple[float, Sequence[Line], list[tuple[float, float]]]
"""The size, the lines, and of each line its height and its baseline from its top."""


@lru_cache(maxsize=256)
def _shaper(families: tuple[str, ...], weight: int, style: str, language: str, spacing: float) -> Shaper:
    return Shaper(families, weight, style, language, spacing)


_CASES: Final[dict[str, Callable[[str], str]]] = {
    "uppercase": str.upper,
    "lowercase": str.lower,
    "capitalize": lambda text: re.sub(r"\b\w", lambda match: match[0].upper(), text),
}


class Setter:
    """Sets words of one language into one slot."""

    def __init__(self, slot: TextSlot, language: str) -> None:
        self._slot = slot
        self._shaper = _shaper(
            slot.families, slot.weight, slot.style, language or slot.language, slot.letter_spacing
        )
        self._case = _CASES.get(slot.transform, str)

    def set(self, text: str) -> SetWords:
        """Operators and glyphs of ``text``, set as large as fits the slot. Raises :class:`NoGlyph`."""
        text = self._case(tidy(text))
        if not text:
            return SetWords(b"", ())
        return self.draw(self.fit([self.units(line) for line in text.split("\n")]))

    def units(self, text: str) -> Line:
        pieces = text.split(" ") if _SIMPLE.fullmatch(text) else None
        if pieces is not None:
            return [self._unit(piece, 1) for piece in pieces]
        found = []
        for piece in _UNIT.findall(text):
            word = piece.rstrip(" ")
            found.append(self._unit(word, len(piece) - len(word)))
        return found

    def _unit(self, text: str, spaces: int) -> _Unit:
        word = self._shaper.word(text)
        face = word.runs[-1].face if word.runs else self._shaper.first
        return _Unit(text, spaces, word, spaces * (face.space_advance + self._slot.letter_spacing))

    # --- which size --------------------------------------------------------------------------------------

    def fit(self, paragraphs: Sequence[Line]) -> _Fitted:
        slot = self._slot
        if len(paragraphs) == 1 and (heights := self._heights(slot.largest, paragraphs)):
            return slot.largest, paragraphs, heights
        found = self._largest(_half_points(slot.smallest, slot.largest), paragraphs)
        if found is None:
            torn = [[piece for unit in line for piece in self._torn(unit)] for line in paragraphs]
            size = slot.smallest
            while (found := self._largest([size], torn)) is None:
                size *= _LESS
            found = self._evened(found, torn)
        return found

    def _evened(self, fitted: _Fitted, torn: Sequence[Line]) -> _Fitted:
        """As many lines, but of about one length: the last letters of a torn name do not stand alone."""
        size, lines, _ = fitted
        least, width = 0.0, self._slot.width / size
        while width - least > _EVEN:
            middle = (least + width) / 2
            tried = self._wrapped(torn, middle)
            if len(tried) == len(lines):
                lines, width = tried, middle
            else:
                least = middle
        heights = self._heights(size, lines)  # another letter may now be the tallest of the first line
        return (size, lines, heights) if heights else fitted

    def _largest(self, sizes: Sequence[float], paragraphs: Sequence[Line]) -> _Fitted | None:
        """The last of the rising ``sizes`` at which all fits; who fits at one fits at all smaller ones."""
        low, high = 0, len(sizes)
        best: _Fitted | None = None
        while low < high:
            middle = (low + high) // 2
            lines = self._wrapped(paragraphs, self._slot.width / sizes[middle])
            if lines and (heights := self._heights(sizes[middle], lines)):
                best, low = (sizes[middle], lines, heights), middle + 1
            else:
                high = middle
        return best

    def _wrapped(self, paragraphs: Sequence[Line], width: float) -> list[Line]:
        """Lines of at most ``width`` ems, filled one after the other; none when too many are needed."""
        most = max(self._slot.lines, len(paragraphs))
        lines: list[Line] = []
        for units in paragraphs:
            line: Line = []
            reached = 0.0
            for unit in units:
                if line and reached + unit.word.advance > width + _TINY / 10:
                    lines.append(line)
                    line, reached = [], 0.0
                    if len(lines) >= most:
                        return []
                line.append(unit)
                reached += unit.word.advance + unit.gap
            lines.append(line)
        return lines if len(lines) <= most else []

    def _heights(self, size: float, lines: Sequence[Line]) -> list[tuple[float, float]] | None:
        """Height and baseline of each line, if all of them fit into the box."""
        slot = self._slot
        if any(_width(line) * size > slot.width + _TINY for line in lines):
            return None
        heights = [self._line_height(size, line) for line in lines]
        if len(lines) > 1 and sum(height for height, _ in heights) > slot.height + _TINY:
            return None
        top, bottom = _ink(size, lines, heights)
        return heights if bottom - top < slot.height + _TINY else None

    def _torn(self, unit: _Unit) -> list[_Unit]:
        pieces = list(clusters(unit.text))
        if len(pieces) < 2:
            return [unit]
        return [self._unit(piece, 0) for piece in pieces[:-1]] + [self._unit(pieces[-1], unit.spaces)]

    def _line_height(self, size: float, line: Line) -> tuple[float, float]:
        """The height of a line and its baseline from its top, as CSS wants it: the strut is always there."""
        first, slot = self._shaper.first, self._slot
        strut = (first.ascent + first.descent) * size
        height = (slot.line_height or 0) * size or strut
        if slot.fixed_line is not None:  # it shrinks with the words, else many lines would never fit
            height = slot.fixed_line * size / slot.largest
        ascent = max((unit.word.ascent for unit in line), default=0) * size
        descent = max((unit.word.descent for unit in line), default=0) * size
        if not ascent + descent:
            ascent, descent = first.ascent * size, first.descent * size
        above = max(first.ascent * size + (height - strut) / 2, ascent + (height - ascent - descent) / 2)
        below = max(
            height - first.ascent * size - (height - strut) / 2,
            height - ascent - (height - ascent - descent) / 2,
        )
        return above + below, above

    # --- where it stands ---------------------------------------------------------------------------------

    def draw(self, fitted: _Fitted) -> SetWords:
        slot = self._slot
        size, lines, heights = fitted
        free = slot.height - sum(height for height, _ in heights)
        top = slot.y + slot.height - self._over(free, *_ink(size, lines, heights))
        parts = [slot.colour, b" BT"]
        glyphs: dict[int, Glyphs] = {}
        for line, (height, baseline) in zip(lines, heights, strict=True):
            text = "".join(unit.text + " " * unit.spaces for unit in line).rstrip()
            if text:
                x = slot.x + self._start(text, slot.width - _width(line) * size)
                parts.append(b" %.5g 0 0 %.5g %.3f %.3f Tm" % (size, size, x, top - baseline))
                self._line(line, text, parts, glyphs)
            top -= height
        parts.append(b" ET")
        content = b"".join(parts).replace(b"]TJ[", b"").replace(b"><", b"")  # words of one face become one
        if slot.matrix is not None:
            content = b"q %s cm " % numbers(*slot.matrix) + content + b" Q"
        return SetWords(content, tuple(glyphs.values()), size, top)

    def _over(self, free: float, ink_top: float, ink_bottom: float) -> float:
        """How far the first line is below the box's top. Tall scripts that would stick out are moved inside."""
        over = {"center": free / 2, "end": free}.get(self._slot.upright, 0.0)
        return max(-ink_top, min(over, self._slot.height - ink_bottom))

    def _start(self, text: str, free: float) -> float:
        align = self._slot.align
        if align in {"start", "end"} and has_right_to_left(text) and base_level(text):
            align = "end" if align == "start" else "start"
        return {"center": free / 2, "right": free, "end": free}.get(align, 0)

    def _line(self, line: Line, text: str, parts: list[bytes], glyphs: dict[int, Glyphs]) -> None:
        if has_right_to_left(text):
            pieces = [(piece, level % 2) for piece, level in runs_in_order(text, base_level(text))]
        else:
            pieces = [(text, 0)]
            if not _SIMPLE.fullmatch(text):
                words = [word for unit in line for word in (unit.word, *[None] * unit.spaces)]
                self._spoken(words[: len(words) - line[-1].spaces], text, parts, glyphs)
                return
        for piece, level in pieces:
            found: list[ShapedWord | None] = []
            for number, word in enumerate(piece.split(" ")):
                found += ([None] if number else []) + ([self._shaper.word(word, level)] if word else [])
            self._spoken(found[::-1] if level else found, "" if level else piece, parts, glyphs)

    def _spoken(
        self, words: Sequence[ShapedWord | None], text: str, parts: list[bytes], glyphs: dict[int, Glyphs]
    ) -> None:
        """Words and spaces (``None``) from left to right; ``text`` is said beside them when they do not tell it."""
        said = text and (any(word is not None and word.spoken for word in words) or needs_actual_text(text))
        if said:
            parts.append(
                b" /Span<</ActualText<%s>>>BDC" % ("\ufeff" + text).encode("utf-16-be").hex().encode()
            )
        face = next((word.runs[0].face for word in words if word and word.runs), self._shaper.first)
        now = None
        spacing = self._slot.letter_spacing
        for word in words:
            runs = word.runs if word is not None else ()
            if word is None:
                if now is not face:
                    parts.append(b" %s 1 Tf" % face.resource)
                    now = face
                parts.append(b"[<%04x>%.6g]TJ" % (face.space, -1000 * spacing) if spacing else face.blank)
                glyphs.setdefault(-id(face), {face: {face.space: " "}})
                continue
            for run in runs:
                if run.face is not now:
                    now = face = run.face
                    parts.append(b" %s 1 Tf" % face.resource)
                parts.append(run.operators)
            glyphs.setdefault(id(word), word.glyphs)
        if said:
            parts.append(b" EMC")


def _ink(size: float, lines: Sequence[Line], heights: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where the ink of lines begins and ends, downwards from the top of the first line."""
    last = sum(height for height, _ in heights[:-1])
    top = heights[0][1] - max((unit.word.top for unit in lines[0]), default=0) * size
    return top, last + heights[-1][1] - min((unit.word.bottom for unit in lines[-1]), default=0) * size


def _width(line: Line) -> float:
    return sum(unit.word.advance + unit.gap for unit in line) - (line[-1].gap if line else 0)


def _half_points(smallest: float, largest: float) -> list[float]:
    """Rising sizes in half points, from the smallest, with the largest as it is."""
    steps = [half / 2 for half in range(math.ceil(smallest * 2), math.ceil(largest * 2))]
    return [smallest, *[size for size in steps if smallest < size < largest], largest]
