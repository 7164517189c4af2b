"""Header fields in words of any script, so that every reader gets them back letter by letter (RFC 2047, 5322).

The standard library folds a long text into encoded words and leaves the spaces between them outside, where
RFC 2047 has readers drop them: "Hội nghị toàn thể" arrives as "Hội nghịtoàn thể" in most. Here one text is one
run of encoded words that holds its own spaces, each word whole characters and at most 75 octets.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator

_WORD = 75  # RFC 2047, 2: the longest encoded word
_LINE = 76
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
#: What stays itself in a Q-encoded word of a display name (RFC 2047, 5 (3)): a subject may have more, but
#: one alphabet is enough.
_Q_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")


def text_field(name: str, text: str) -> str:
    """``Subject: …`` as it stands in the message, folded, without the last line break. ``text`` is one line."""
    if text.isascii() and "=?" not in text:
        return _folded(f"{name}:", text.split(" "))
    return _folded(f"{name}:", _encoded(text, len(name) + 2))


def address_field(name: str, display_name: str, address: str) -> str:
    """``To: Name <address>``; ``address`` is ASCII. A name with commas or quotation marks is quoted."""
    if not display_name:
        words: Iterable[str] = [address]
    elif not display_name.isascii() or "=?" in display_name:
        words = [*_encoded(display_name, len(name) + 2), f"<{address}>"]
    elif _ATOMS.fullmatch(display_name):
        words = [*display_name.split(" "), f"<{address}>"]
    else:
        quoted = re.sub(r'(["\\])', r"\\\1", display_name)
        words = [*f'"{quoted}"'.split(" "), f"<{address}>"]
    return _folded(f"{name}:", words)


def _folded(start: str, words: Iterable[str]) -> str:
    """Lines of at most 76 octets where the words allow it; a break stands for the space between two words."""
    lines, line = [], start
    for word in words:
        if len(line) + 1 + len(word) > _LINE and line != start:
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line])


def _encoded(text: str, taken: int) -> Iterator[str]:
    """Encoded words in the shorter of the two encodings; the first leaves room for what its line begins with."""
    octets = text.encode("utf-8")
    in_q = _q_cost(octets) <= len(octets) * 4 / 3
    encode, cost = (_q, _q_cost) if in_q else (_b64, len)

    def most(octets_free: int) -> int:
        free = octets_free - len("=?utf-8?q??=")
        return free if in_q else free // 4 * 3

    start, limit = 0, most(_LINE - taken)
    while start < len(text):
        end, used = start + 1, cost(text[start].encode("utf-8"))
        while end < len(text) and (used := used + cost(text[end].encode("utf-8"))) <= limit:
            end += 1
        # Better behind a space: a reader that keeps the break between two words then shows two spaces, not a cut.
        if end < len(text) and (space := text.rfind(" ", start, end)) > start:
            end = space + 1
        yield encode(text[start:end].encode("utf-8"))
        start, limit = end, most(_WORD)


def _q_cost(octets: bytes) -> int:
    return sum(1 if octet in _Q_PLAIN or octet == 0x20 else 3 for octet in octets)


def _q(octets: bytes) -> str:
    words = (
        chr(octet) if octet in _Q_PLAIN else "_" if octet == 0x20 else f"={octet:02X}" for octet in octets
    )
    return f"=?utf-8?q?{''.join(words)}?="


def _b64(octets: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(octets).decode('ascii')}?="
