"""Decisions about letters from values alone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from urllib.parse import urlsplit
from uuid import UUID

from eventsys.mail.errors import BadAddress

__all__ = ["IN_HAND", "MOST_ATTEMPTS", "address", "message_id", "next_try", "one_line"]

#: How long a delivery may take; then the letter is anybody's again (longer than all SMTP timeouts together).
IN_HAND = timedelta(minutes=3)
MOST_ATTEMPTS = 12
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)


def one_line(text: str) -> str:
    """A header's text: no line breaks, no control characters, single spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def address(text: str) -> str:
    """``text`` as one address, its domain in ASCII. Raises BadAddress.

    Before the @ only ASCII is taken: few servers deliver to more, and a letter that bounces helps nobody.
    """
    stripped = text.strip()
    try:
        if not 3 <= len(stripped) <= 254 or any(c.isspace() or not c.isprintable() for c in stripped):
            raise ValueError("shape")
        local, _at, domain = stripped.rpartition("@")
        ascii_domain = domain.encode("idna").decode("ascii")
        if not _DOMAIN.fullmatch(ascii_domain) or ".." in ascii_domain:
            raise ValueError("domain")
        return Address(addr_spec=f"{local}@{ascii_domain}").addr_spec
    except (ValueError, HeaderParseError, IndexError) as error:
        raise BadAddress(address=one_line(text)[:80]) from error


def message_id(letter: UUID, base_url: str) -> str:
    """The letter's own for ever: a second delivery is recognised as the same letter."""
    host = urlsplit(base_url).hostname or "localhost"
    return f"<{letter.hex}@{'localhost' if host[0].isdigit() or ':' in host else host}>"


def next_try(attempts: int, now: datetime) -> datetime | None:
    """After ``attempts`` tries: 30 s, 1, 2, 4 … minutes, at most 2 hours; ``None`` gives up (after 10 h)."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + min(timedelta(seconds=30 * 2 ** max(attempts - 1, 0)), timedelta(hours=2))
