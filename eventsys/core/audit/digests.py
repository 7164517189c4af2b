"""What the chain is made of: digests over a canonical form. Anyone can compute them anew from an export.

An entry has two parts that may be erased, each under a salt of its own: the name of who acted, and the words (what
the thing was called, what was before and after). What remains after an erasure are the part's digest, and no salt:
without it a name cannot be found by trying names.

- canonical form: JSON without spaces, keys in order, every sign beyond ASCII escaped
- digest of a part: SHA-256 of salt (hexadecimal digits) and canonical form
- digest of an entry: SHA-256 of the canonical form of its facts, that is when, who by number, verb, thing, conference
  and the digests of both parts
- link at a place: SHA-256 of the link before (nothing at place 1), the place and the entry's digest, parted by spaces
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

__all__ = ["FORM", "canonical", "digest_of_facts", "digest_of_part", "link", "new_salt"]

FORM = "eventsys-audit-1"


def canonical(value: Any) -> str:
    """The one text for ``value`` (JSON): what it reads as after a database has kept it.

    >>> canonical({"b": (1, "é"), "a": None})
    '{"a":null,"b":[1,"\\\\u00e9"]}'
    """
    plain = json.loads(json.dumps(value))  # keys become texts first: only then have they an order
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def new_salt() -> str:
    """128 random bits as hexadecimal digits."""
    return token_hex(16)


def digest_of_part(salt: str, *parts: Any) -> str:
    return sha256((salt + canonical(list(parts))).encode()).hexdigest()


def digest_of_facts(at: datetime, facts: Sequence[str | int | None]) -> str:
    """``facts``: actor's kind and number, verb, thing's type and id, conference, digests of both parts."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(canonical([FORM, moment, *facts]).encode()).hexdigest()


def link(before: str, place: int, digest: str) -> str:
    return sha256(f"{before} {place} {digest}".encode()).hexdigest()
