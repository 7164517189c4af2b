"""Store and read. The octets are in the store before the row exists, so a row never points at nothing.

A transaction that is rolled back may leave octets without a row; the next time the same file is stored
they are simply found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy.dialects import postgresql, sqlite

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.files import images, queries
from eventsys.files import store as octets
from eventsys.files.errors import BlobDamaged
from eventsys.files.models import Blob
from eventsys.files.sweeping import AT_ONCE, UNUSED_FOR, release, sweep
from eventsys.files.uploads import (
    HELD,
    WAITS,
    drop_waiting,
    finish,
    forget_old,
    keep_waiting,
    note_done,
    set_choices,
)

__all__ = [
    "AT_ONCE",
    "HELD",
    "UNUSED_FOR",
    "WAITS",
    "drop_waiting",
    "finish",
    "forget_old",
    "is_local",
    "keep",
    "keep_waiting",
    "note_done",
    "path_or_stream",
    "put_back",
    "read",
    "release",
    "set_choices",
    "store",
    "store_logo",
    "store_photo",
    "sweep",
]

_BLOB = db.metadata.tables[Blob.__tablename__]


def _or_young_again(insert: Any) -> Any:
    return insert.on_conflict_do_update(
        index_elements=[_BLOB.c.digest], set_={"created_at": insert.excluded.created_at}
    )


_INSERT = {
    "sqlite": _or_young_again(sqlite.insert(_BLOB)),
    "postgresql": _or_young_again(postgresql.insert(_BLOB)),
}
_DIGEST = re.compile(r"[0-9a-f]{64}")


def store(data: bytes | Path, *, media_type: str) -> Blob:
    """Keep ``data`` (octets, or a file that is read) and return its row; the same data twice is one blob.

    Raises NoSpace, StoreUnreachable; then nothing was stored.
    """
    return queries.blob(keep(data, media_type=media_type))


def keep(data: bytes | Path, *, media_type: str) -> str:
    """:func:`store` for those who want the digest alone."""
    digest, size = _measure(data)
    octets.put(digest, data)
    _register(digest, size, media_type)
    if not octets.exists(digest):  # the same file, unused until now, was just being deleted: see sweeping
        octets.put(digest, data)
    return digest


def _register(digest: str, size: int, media_type: str) -> None:
    """A row, unless there is one, or somebody is just making one: then theirs, which is locked and young again."""
    insert = _INSERT[db.engine.dialect.name]
    values = {"digest": digest, "size": size, "media_type": media_type, "created_at": clock.now()}
    db.session.execute(insert, values)


def _measure(data: bytes | Path) -> tuple[str, int]:
    if isinstance(data, bytes):
        return sha256(data).hexdigest(), len(data)
    with data.open("rb") as file:
        return file_digest(file, "sha256").hexdigest(), data.stat().st_size


def read(digest: str) -> bytes:
    """The octets, checked against their digest. Raises BlobMissing, BlobDamaged, StoreUnreachable."""
    data = octets.get(_checked(digest))
    if sha256(data).hexdigest() != digest:
        raise BlobDamaged
    return data


def is_local() -> bool:
    """Whether files are kept in a folder; else storing and reading wait for another server."""
    return octets.local_path("0" * 64) is not None


def path_or_stream(digest: str) -> Path | Iterator[bytes]:
    """For sending: the file itself from a folder, pieces from S3. Raises BlobMissing, StoreUnreachable."""
    path = octets.local_path(_checked(digest))
    if path is not None and path.is_file():
        return path
    return octets.chunks(digest)


def put_back(digest: str, content: Path) -> None:
    """The octets of a file whose row comes from a backup. Raises NoSpace, StoreUnreachable."""
    octets.put(_checked(digest), content)


def _checked(digest: str) -> str:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"not a SHA-256 in hex: {digest!r}")
    return digest


def store_photo(stream: BinaryIO | bytes) -> Blob:
    """A photo from outside, drawn anew; raises the refusals of ``files.images``, and NoSpace."""
    return store(images.photo(_taken(stream)), media_type=images.PHOTO_TYPE)


def store_logo(stream: BinaryIO | bytes) -> Blob:
    """A logo from outside, drawn anew as PNG. Raises as :func:`store_photo`."""
    return store(images.logo(_taken(stream)), media_type=images.LOGO_TYPE)


def _taken(stream: BinaryIO | bytes) -> bytes:
    """At most one octet more than is accepted is ever held."""
    return stream if isinstance(stream, bytes) else stream.read(images.MOST_OCTETS + 1)
