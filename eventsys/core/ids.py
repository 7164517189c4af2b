"""Public identifiers and secret tokens. Internal integer keys never leave the house."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7

__all__ = ["form_key", "hash_token", "new_token", "uuid7"]


def uuid7() -> UUID:
    """A time-ordered public id (RFC 9562, version 7)."""
    return UUID(bytes=_uuid7().bytes)


def form_key(text: str | None) -> UUID | None:
    """The form's own id, so that sending it twice does one thing; ``None`` when it was tampered with."""
    try:
        found = UUID(text or "")
    except ValueError:
        return None
    return found if found.version == 7 else None


def new_token(octets: int = 24) -> str:
    """A random URL-safe secret; 24 octets give 192 bits in 32 characters."""
    return secrets.token_urlsafe(octets)


def hash_token(token: str) -> str:
    """What is stored of a secret: SHA-256 in hex. Enough because tokens are random, not chosen."""
    return hashlib.sha256(token.encode()).hexdigest()
