"""Octets without a mark of their encoding, to the ways they can be read.

Runs in a bounded process: the guesses of charset-normalizer cost seconds on a large file.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["Decoding", "NAMES", "decoded", "decodings", "encoded_twice", "known_encoding"]

#: The encodings that spreadsheets of our cities write, with words for people.
NAMES = {
    "utf_8": "UTF-8",
    "utf_16": "UTF-16",
    "cp1252": _l("Western European (Windows 1252)"),
    "cp1258": _l("Vietnamese (Windows 1258)"),
    "cp1250": _l("Central European (Windows 1250)"),
    "cp1251": _l("Cyrillic (Windows 1251)"),
    "koi8_r": _l("Cyrillic (KOI8-R)"),
    "cp1253": _l("Greek (Windows 1253)"),
    "cp1254": _l("Turkish (Windows 1254)"),
    "cp1255": _l("Hebrew (Windows 1255)"),
    "cp1256": _l("Arabic (Windows 1256)"),
    "cp1257": _l("Baltic (Windows 1257)"),
    "cp874": _l("Thai (Windows 874)"),
    "gb18030": _l("Simplified Chinese (GB 18030)"),
    "big5hkscs": _l("Traditional Chinese (Big5)"),
    "cp932": _l("Japanese (Shift JIS)"),
    "euc_jp": _l("Japanese (EUC-JP)"),
    "iso2022_jp": _l("Japanese (ISO-2022-JP)"),
    "cp949": _l("Korean (Windows 949)"),
    "mac_roman": _l("Western European (Macintosh)"),
}
#: charset-normalizer's names for what has another name above.
_SAME = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "latin_1": "cp1252",
    "iso8859_15": "cp1252",
    "iso8859_2": "cp1250",
    "iso8859_5": "cp1251",
    "iso8859_9": "cp1254",
    "iso8859_13": "cp1257",
    "tis_620": "cp874",
    "iso8859_11": "cp874",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECES = re.compile(rb"[,;\t\n\r\"]+")  # none of these is a part of a letter in any of the encodings above
_MOST_OFFERED, _SHOWN, _LOOKED_AT = 8, 5, 2000
LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoding:
    """``sample``: texts of the file, as this encoding reads them: the first, and those that tell it from others."""

    encoding: str
    sample: tuple[str, ...]

    @property
    def name(self) -> str:
        """What people call the encoding, in the page's language; its own name where there is no other."""
        return str(NAMES.get(self.encoding, self.encoding))


def known_encoding(name: str) -> str | None:
    """Python's own name of a text encoding; ``None`` when there is none."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding else None


def decoded(data: bytes, encoding: str = "") -> str | None:
    """The text: in the ``encoding`` that was chosen, or in that which the octets show; ``None`` when they show none.

    Where nearly all is UTF-8, the rest becomes U+FFFD, for the reader to refuse by its cell.
    Raises :class:`ValueError` when it is no text in the encoding.
    """
    mark = next((name for sign, name in _MARKS if data.startswith(sign)), "")
    if mark or encoding:
        return data.decode(mark or encoding)
    if b"\0" in data[:4096]:
        return _wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        letters, lost = sum(c > "\x7f" for c in text), text.count(LOST)
        return text if letters > 10 * lost else None
    return None if b"\x1b$" in data or b"\x1b(" in data else text


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every second octet of plain letters is a zero. Raises :class:`ValueError`."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and any(sign in text for sign in ",;\t\n"):
            return text
    raise ValueError("zeros, and no UTF-16")


def decodings(data: bytes) -> tuple[Decoding, ...]:
    """Encodings in which the octets are letters, the likeliest first; those that read all of it alike are one."""
    guessed = [_SAME.get(match.encoding, match.encoding) for match in from_bytes(data)]
    texts: dict[str, str] = {}
    for encoding in dict.fromkeys([*guessed, *NAMES]):
        text = _letters(data, encoding) if encoding in NAMES else ""
        if text:
            texts[text] = min(encoding, texts.get(text, encoding), key=list(NAMES).index)
    offered = list(texts.values())[:_MOST_OFFERED]
    pieces = _telling(data, offered)
    return tuple(
        Decoding(encoding, tuple(_text(piece, encoding) for piece in pieces)) for encoding in offered
    )


def _letters(data: bytes, encoding: str) -> str:
    """The text; ``""`` when the octets are no letters in this encoding."""
    try:
        text = _text(data, encoding)
    except UnicodeDecodeError:
        return ""
    strange = [c for c in text if c > "\x7f"]
    if any(unicodedata.category(c) in {"Cc", "Cn", "Co"} for c in strange):
        return ""
    return "" if sum(unicodedata.category(c)[0] not in "LMP" for c in strange) * 4 > len(strange) else text


def _text(data: bytes, encoding: str) -> str:
    return unicodedata.normalize("NFC", data.decode(encoding)).strip()


def _telling(data: bytes, encodings: list[str]) -> list[bytes]:
    """Some pieces of the file that are more than ASCII: the first, and those that encodings read differently."""
    pieces = [
        piece for piece in dict.fromkeys(_PIECES.split(data)) if not piece.isascii() or b"\x1b" in piece
    ]
    pieces = [piece for piece in pieces[:_LOOKED_AT] if len(piece) <= 60] or pieces[:1]
    chosen, seen = pieces[:2], 0
    for piece in pieces:
        told = len({tuple(_text(one, encoding) for one in (*chosen, piece)) for encoding in encodings})
        if piece not in chosen and len(chosen) < _SHOWN and (told > seen or len(chosen) < 3):
            chosen, seen = [*chosen, piece], told
    return chosen


def encoded_twice(text: str) -> str:
    """``Huáº¿`` is UTF-8 that somebody read as Windows 1252 and saved again: what it was, else ``""``."""
    if text.isascii():
        return ""
    try:
        before = text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    return "" if before.isascii() else before
