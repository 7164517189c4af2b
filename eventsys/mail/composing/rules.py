"""Header fields in words of any script, so that every reader gets them back letter by letter (RFC 2047, 5322).

By :class:`email.header.Header`: what newer policies of the standard library fold into encoded words leaves the spaces
between them outside, where RFC 2047 has readers drop them ("Hội nghị toàn thể" arrives as "Hội nghịtoàn thể").
"""

from __future__ import annotations

from email.header import Header
from email.utils import formataddr

_LINE, _LONGEST = 76, 60


def text_field(name: str, text: str) -> str:
    """``Subject: …`` as it stands in the message, folded, without the last line break. ``text`` is one line."""
    return _folded(name, Header(text, _charset(text), _LINE, name))


def address_field(name: str, display_name: str, address: str) -> str:
    """``To: Name <address>``; ``address`` is ASCII. A name with commas or quotation marks is quoted."""
    if _charset(display_name) == "us-ascii":
        return _folded(name, Header(formataddr((display_name, address)), "us-ascii", _LINE, name))
    words = Header(display_name, "utf-8", _LINE, name)
    words.append(f"<{address}>", "us-ascii")
    return _folded(name, words)


def _charset(text: str) -> str:
    """What looks encoded is encoded, and so is a word too long for a line, which would begin on the next one."""
    longest = max(map(len, text.split(" ")))
    return "us-ascii" if text.isascii() and "=?" not in text and longest < _LONGEST else "utf-8"


def _folded(name: str, words: Header) -> str:
    return f"{name}: " + words.encode(linesep="\r\n")
