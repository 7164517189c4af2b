"""A backup is a ZIP that any program opens: a manifest, a line of JSON for each row, the files under their SHA-256, and the
signing authority, sealed with the secret key. That key is not in it.

A value is the same again on SQLite and on PostgreSQL, whichever it came from.

A column has one of these kinds, whatever the models make of it: what is sealed stays sealed, and JSON stays the very
text that the database keeps, as the chain of the audit trail is made of it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, LargeBinary, String, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

#: Of the file; a reader refuses those it does not know.
FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
AUTHORITY: Final = "authority.sealed"
FILES: Final = "files/"
#: The kind of a column, and the plain type it is read and written as.
TYPES: Final[Mapping[str, TypeEngine[Any]]] = {
    "json": JSON(),
    "moment": DateTime(timezone=True),
    "day": Date(),
    "uuid": Uuid(),
    "octets": LargeBinary(),
    "flag": Boolean(),
    "whole": Integer(),
    "real": Float(),
    "text": String(),
}
_ORDER = (
    ("json", JSON),
    ("moment", DateTime),
    ("day", Date),
    ("uuid", Uuid),
    ("octets", LargeBinary),
    ("flag", Boolean),
    ("whole", Integer),
    ("real", Float),
    ("text", String),
)


def kind_of(kept: TypeEngine[Any]) -> str:
    """The kind of a column whose type is ``kept``. Raises :class:`TypeError` for one that no backup has seen yet."""
    plain = kept.impl_instance if isinstance(kept, TypeDecorator) else kept
    for kind, known in _ORDER:
        if isinstance(plain, known):
            return kind
    raise TypeError(f"no backup knows columns of {kept!r}")


def to_text(kind: str, value: Any) -> Any:
    """``value`` as it stands in a line of JSON."""
    if value is None or kind in {"json", "flag", "whole", "real", "text"}:
        return value
    if kind == "moment":
        moment: datetime = (
            value if value.tzinfo else value.replace(tzinfo=UTC)
        )  # SQLite keeps UTC without saying so
        return moment.astimezone(UTC).isoformat()
    if kind == "octets":
        return b64encode(value).decode()
    return value.isoformat() if kind == "day" else str(value)


def from_text(kind: str, said: Any) -> Any:
    """The value that :func:`to_text` wrote, ``said`` as JSON gave it back. Raises ``ValueError`` for what it never writes."""
    if said is None:
        return None
    if kind == "moment":
        return datetime.fromisoformat(said)
    if kind == "day":
        return date.fromisoformat(said)
    if kind == "uuid":
        return UUID(said)
    return b64decode(said) if kind == "octets" else said


def seal_of(manifest: Mapping[str, Any], key: bytes) -> str:
    """In hex: only who has ``key`` can write a manifest with it, and the manifest names the digest of all else."""
    said = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    return hmac.digest(key, said, hashlib.sha256).hex()


def name_of(digest: str) -> str:
    """The part of a backup that holds the file with this digest (SHA-256, in hex)."""
    return f"{FILES}{digest[:2]}/{digest}"
