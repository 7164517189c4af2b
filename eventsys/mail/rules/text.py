"""Words of a letter: lines without breaks, the Message-ID, and links that only the recipient may open."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import UUID

__all__ = ["HIDDEN", "file_name", "link_token", "masked", "message_id", "one_line"]

#: Stands for what a link ends in, where somebody else than its recipient reads the letter.
HIDDEN = "•••"

#: Joiners of letters (Persian, Indic scripts), and the spaces of French signs.
_KEPT = "\u200c\u200d\u00a0\u202f"


def one_line(text: str) -> str:
    """A header's text: no line breaks, no control characters, single spaces."""
    kept = "".join(c if c.isprintable() or c in _KEPT else " " for c in text)
    return re.sub(" +", " ", kept).strip(" ")


def message_id(letter: UUID, base_url: str) -> str:
    """The letter's own for ever: a second delivery is recognised as the same letter."""
    host = urlsplit(base_url).hostname or "localhost"
    return f"<{letter.hex}@{'localhost' if host[0].isdigit() or ':' in host else host}>"


def file_name(message_id: str) -> str:
    """Of a letter in the outbox folder."""
    return message_id.strip("<>").partition("@")[0] + ".eml"


def link_token(url: str, base_url: str) -> str:
    """The secret of a personal link, "" when ``url`` is none."""
    start = f"{base_url}/l/"
    return url[len(start) :] if url.startswith(start) else ""


def masked(text: str, base_url: str) -> str:
    """``text`` or HTML with every link into this site cut off after the host: such links open registrations.
    So is a personal link that was written while the site had another address.

    >>> masked("Answer: https://plenary.example/l/abc.def?x=1.", "https://plenary.example")
    'Answer: https://plenary.example/•••'
    """
    ours = re.sub(re.escape(base_url) + r"/[^\s\"'<>]*", f"{base_url}/{HIDDEN}", text)
    return re.sub(r"(https?://[^/\s\"'<>]+)/l/[^\s\"'<>]+", rf"\1/{HIDDEN}", ours)
