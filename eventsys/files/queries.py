"""Every select of files."""

from __future__ import annotations

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.files.errors import BlobMissing
from eventsys.files.models import Blob

__all__ = ["blob", "find"]


def find(digest: str) -> Blob | None:
    return db.session.scalar(select(Blob).where(Blob.digest == digest))


def blob(digest: str) -> Blob:
    """Raises BlobMissing."""
    found = find(digest)
    if found is None:
        raise BlobMissing
    return found
