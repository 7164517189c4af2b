"""Small capitals where the face has drawn them: never capitals made smaller, never a word half in them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import uharfbuzz as hb

from eventsys.pdf.shaping.fontbook import Face, faces_for
from eventsys.pdf.shaping.fonts import SERIF_STACK

__all__ = ["has_small_capitals"]

_FAMILIES: Final = tuple(name.strip(" '") for name in SERIF_STACK.split(","))


def has_small_capitals(text: str) -> bool:
    """Has the serif face a small capital for every small letter of ``text``, and is there one? (It has none for
    Vietnamese "ữ", for Greek and Cyrillic letters; scripts without case have no small letters.)"""
    letters = {letter for letter in unicodedata.normalize("NFC", text) if letter.isalpha()}
    small = {letter for letter in letters if letter.islower()}
    cased = all(letter.islower() or letter.isupper() for letter in letters)
    return bool(small) and cased and all(map(_has_own, small))


@lru_cache(maxsize=2048)
def _has_own(letter: str) -> bool:
    face = faces_for(_FAMILIES, 400, "normal", "").face_of(letter)
    return face is not None and _glyph(face, letter, small=True) != _glyph(face, letter, small=False)


def _glyph(face: Face, letter: str, *, small: bool) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(letter)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer, {"smcp": small})
    return [one.codepoint for one in buffer.glyph_infos]
