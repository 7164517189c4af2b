"""Words to glyphs. A word is shaped once, whatever its size: lengths are in ems.

A :class:`ShapedWord` holds PDF operators that draw it at font size 1 from wherever the text position is, and leave
that position at its end. So a line is its words' operators one after the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

import uharfbuzz as hb

from eventsys.core.words.signs import code_points
from eventsys.pdf.errors import NoGlyph
from eventsys.pdf.shaping.bidi import has_right_to_left, runs_in_order
from eventsys.pdf.shaping.fontbook import Face, Stack, faces_for
from eventsys.pdf.shaping.fonts import han_family
from eventsys.pdf.shaping.readable import needs_actual_text

__all__ = ["GlyphRun", "Shaper", "ShapedWord", "clusters", "tidy"]

Glyphs = dict[Face, dict[int, str]]
_NO_LETTER: Final = "\u200b"  # for a glyph that has no letter of its own: PDF/A wants each to have one
_CONTROLS: Final = re.compile(
    "[\ud800-\udfff\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SPACES: Final = re.compile("[^\\S\n\u00a0]+")
_PLAIN: Final = re.compile("[!-~\u00a1-\u024f\u1e00-\u1eff]+")  # one script, no marks: Latin
_EMOJI: Final = re.compile("[\U0001f000-\U0001faff]|.\ufe0f")
_VARIANT: Final = re.compile(
    ".[\U000e0100-\U000e01ef]", re.DOTALL
)  # a shape of a Han character: Japan registers them
_JOINERS: Final = "\u200c\u200d"
_KEPT: Final = 20_000  # words in memory for each stack


def tidy(text: str) -> str:
    """NFC, without controls, half surrogates and direction marks; any line end is a line feed."""
    text = re.sub("\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    text = unicodedata.normalize("NFC", _CONTROLS.sub("", text))
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")).strip("\n")


def clusters(text: str) -> Iterator[str]:
    """Letters with the marks that belong to them."""
    start, joined = 0, False
    for place, letter in enumerate(text):
        mark = (
            unicodedata.category(letter)[0] == "M"
            or letter in _JOINERS
            or "\U0001f3fb" <= letter <= "\U0001f3ff"
        )
        if place > start and not mark and not joined:
            yield text[start:place]
            start = place
        joined = letter == "\u200d"
    if text:
        yield text[start:]


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    """ISO 15924; empty for what all scripts share."""
    buffer = hb.Buffer()
    buffer.add_str(letter)
    buffer.guess_segment_properties()
    return buffer.script or ""


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face; ``operators`` show them."""

    face: Face
    operators: bytes


@dataclass(slots=True)
class ShapedWord:
    """Glyphs of several faces, from left to right.

    ``ascent``/``descent`` are those of the faces, ``top``/``bottom`` of the ink; ``spoken``: the text must be
    said beside the glyphs, as they alone do not tell it.
    """

    text: str
    runs: tuple[GlyphRun, ...] = ()
    advance: float = 0
    ascent: float = 0
    descent: float = 0
    top: float = 0
    bottom: float = 0
    spoken: bool = False
    glyphs: Glyphs = field(default_factory=dict, repr=False)


class Shaper:
    """Shapes words for one choice of families, weight, style, language and letter spacing (ems)."""

    def __init__(
        self, families: tuple[str, ...], weight: int, style: str, language: str, spacing: float = 0
    ) -> None:
        families = han_family(families, language)
        self._stack: Stack = faces_for(families, weight, style, language)
        self._emoji: Stack = faces_for(("emoji", *families), weight, style, language)
        self._asked = han_family(families, "ja"), weight, style
        self.first: Face = self._stack.first
        self._language, self._spacing = language, spacing
        self._features = {"liga": False, "clig": False} if spacing else {}
        self._words: dict[tuple[str, int], ShapedWord] = {}
        self._older: dict[tuple[str, int], ShapedWord] = {}

    def word(self, text: str, level: int = 0) -> ShapedWord:
        """``text`` without line feeds. Raises :class:`NoGlyph`."""
        key = text, level
        word = self._words.get(key)
        if word is None:
            if len(self._words) > _KEPT:
                self._older, self._words = self._words, {}
            word = self._older.get(key) or self._shaped(text, level)
            self._words[key] = word
        return word

    def _shaped(self, text: str, level: int) -> ShapedWord:
        word = ShapedWord(text)
        pieces = runs_in_order(text, level % 2) if has_right_to_left(text) else [(text, level)]
        for piece, depth in pieces:
            parts = list(self._by_face(piece))
            for face, script, part in reversed(parts) if depth % 2 else parts:
                self._add(word, face, script, part, bool(depth % 2))
        return word

    def _by_face(self, text: str) -> Iterator[tuple[Face, str, str]]:
        """Pieces of one face and one script."""
        if _PLAIN.fullmatch(text) and all(map(self.first.glyph, map(ord, text))):
            yield self.first, "Latn", text
            return
        now: Face | None = None
        script, piece = "", ""
        for cluster in clusters(text):
            face = now if cluster == " " and now else self._stack_of(cluster).face_of(cluster)
            if face is None:
                raise _lacking(cluster)
            own = _script_of(cluster[0])
            if piece and (face is not now or (own and script and own != script)):
                yield now or face, script, piece
                script, piece = "", ""
            now, script, piece = face, script or own, piece + cluster
        if now:
            yield now, script, piece

    def _stack_of(self, cluster: str) -> Stack:
        if _EMOJI.match(cluster):
            return self._emoji
        return self._variants if _VARIANT.match(cluster) else self._stack

    @cached_property
    def _variants(self) -> Stack:
        """Asked for when it is needed: few names are, and sorting the fonts takes milliseconds."""
        return faces_for(*self._asked, "ja")

    def _add(self, word: ShapedWord, face: Face, script: str, text: str, backwards: bool) -> None:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if backwards else "ltr"
        if script:
            buffer.script = script
        varied = script == "Hani" and _VARIANT.search(
            text
        )  # another language would bring its own shapes back
        language = "ja" if varied else self._language
        if language:
            buffer.language = language
        hb.shape(face.font, buffer, self._features)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        numbers = [info.codepoint for info in infos]
        if 0 in numbers:
            raise _lacking(text)
        starts = [info.cluster for info in infos]
        word.runs += (GlyphRun(face, _GlyphRunWriter(face, self._spacing).draw(numbers, starts, positions)),)
        word.advance += sum(p.x_advance for p in positions) / face.upem + self._spacing * len(set(starts))
        word.ascent, word.descent = max(word.ascent, face.ascent), max(word.descent, face.descent)
        for number, position in zip(numbers, positions, strict=True):
            top, bottom = face.height(number)
            rise = position.y_offset / face.upem
            word.top, word.bottom = max(word.top, top + rise), min(word.bottom, bottom + rise)
        told = _tell(face, numbers, starts, text, word.glyphs.setdefault(face, {}))
        word.spoken |= not backwards and (not told or needs_actual_text(text))


def _lacking(characters: str) -> NoGlyph:
    return NoGlyph(characters=characters, codes=code_points(characters), slot="")


def _tell(face: Face, numbers: list[int], starts: list[int], text: str, letters: dict[int, str]) -> bool:
    """Note which letters each glyph stands for; do they, in order, give the text back?"""
    ends = sorted({*starts, len(text)})
    following = dict(pairwise(ends))
    own = {face.glyph(ord(letter)): letter for letter in text}
    seen: set[int] = set()
    for number, start in zip(numbers, starts, strict=True):
        whole = "" if start in seen else text[start : following[start]]
        seen.add(start)
        letters.setdefault(number, own.get(number) or whole or _NO_LETTER)
    return "".join(letters[number] for number in numbers) == text


class _GlyphRunWriter:
    """The text-showing operators of a run; every number in them is for font size 1."""

    def __init__(self, face: Face, spacing: float) -> None:
        self._face, self._spacing = face, spacing * 1000
        self._parts: list[str] = []
        self._open = False
        self._adjust = 0.0

    def draw(self, numbers: list[int], starts: list[int], positions: list[hb.GlyphPosition]) -> bytes:
        unit = 1000 / self._face.upem
        last = len(numbers) - 1
        rise = 0.0
        self._parts.append("[")
        for place, (number, at) in enumerate(zip(numbers, positions, strict=True)):
            if at.y_offset * unit != rise:
                rise = at.y_offset * unit
                self._close()
                self._parts.append(f"]TJ {rise / 1000:.4f} Ts[")
            shift = at.x_offset * unit
            self._move(-shift)
            self._show(number)
            ends = place == last or starts[place + 1] != starts[place]
            self._move(
                self._face.advance(number) + shift - at.x_advance * unit - (self._spacing if ends else 0)
            )
        self._flush()
        self._close()
        self._parts.append("]TJ" + (" 0 Ts" if rise else ""))
        return "".join(self._parts).replace("[]TJ", "").encode()

    def _move(self, by: float) -> None:
        self._adjust += by

    def _show(self, number: int) -> None:
        self._flush()
        if not self._open:
            self._parts.append("<")
            self._open = True
        self._parts.append(f"{number:04x}")

    def _close(self) -> None:
        if self._open:
            self._parts.append(">")
            self._open = False

    def _flush(self) -> None:
        if abs(self._adjust) > 0.05:
            self._close()
            self._parts.append(f"{self._adjust:.6g}")
            self._adjust = 0.0
