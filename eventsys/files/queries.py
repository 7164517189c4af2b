"""Every select of files."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from eventsys.core.db import db
from eventsys.files.errors import BlobMissing
from eventsys.files.models import Blob

__all__ = ["blob", "find"]


_BY_DIGEST = select(Blob).where(Blob.digest == bindparam("digest"))


def find(digest: str) -> Blob | None:
    return db.session.scalar(_BY_DIGEST, {"digest": digest})


def blob(digest: str) -> Blob:
    """Raises BlobMissing."""
    found = find(digest)
    if found is None:
        raise BlobMissing
    return found
