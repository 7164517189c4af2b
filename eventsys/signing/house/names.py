"""Names in Latin letters, for certificate subjects.

A passport's own Latin form is always better and is used where it is known. Cyrillic follows ICAO
Doc 9303-3, section 6 B; Hangul the syllables' names in Unicode (revised romanisation without its sound
changes). Other scripts cannot be read letter by letter, and give an empty string.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["latin"]

_LETTERS = """
а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch
ш:sh щ:shch ъ:ie ы:y ь: э:e ю:iu я:ia і:i ї:i є:ie ґ:g ў:u ө:o ү:u қ:q ғ:g ң:n ұ:u һ:h ә:a ј:j љ:lj
њ:nj ћ:c ђ:dj џ:dz
"""
_CYRILLIC: Final = dict(pair.split(":") for pair in _LETTERS.split())
_STROKES: Final = dict(
    pair.split(":")
    for pair in "đ:d ł:l ø:o ħ:h ı:i þ:th ð:d æ:ae œ:oe ß:ss Đ:D Ł:L Ø:O Þ:Th Ð:D Æ:Ae Œ:Oe".split()  # noqa: SIM905
)


def _letter(character: str) -> str:
    lower = character.lower()
    if lower in _CYRILLIC:
        text = _CYRILLIC[lower]
        return text.capitalize() if character != lower else text
    if character in _STROKES:
        return _STROKES[character]
    name = unicodedata.name(character, "")
    if name.startswith("HANGUL SYLLABLE "):
        return name.removeprefix("HANGUL SYLLABLE ").lower()
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if part.isascii())
    return plain if plain or not character.isspace() else " "


def _lost(original: str, text: str) -> bool:
    return not text and original.isalpha() and original.lower() not in _CYRILLIC


def latin(name: str, *, longest: int = 64) -> str:
    """``name`` in printable ASCII, at most ``longest`` characters; empty when a letter cannot be written."""
    composed = unicodedata.normalize("NFC", name)
    letters = [_letter(character) for character in composed]
    if any(map(_lost, composed, letters)):
        return ""
    words = "".join(letters).split()
    if any("가" <= character <= "힣" for character in composed):
        words = [word[:1].upper() + word[1:] for word in words]
    return " ".join(words)[:longest].strip()
