"""Every select of files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import defer

from eventsys.core.db import db
from eventsys.files.errors import BlobMissing, UploadDone, UploadGone
from eventsys.files.models import Blob, Upload

__all__ = [
    "at",
    "blob",
    "done_before",
    "find",
    "octets_waiting",
    "upload_for_update",
    "waiting",
    "waiting_of",
    "waiting_since",
]


_BY_DIGEST = select(Blob).where(Blob.digest == bindparam("digest"))


def find(digest: str) -> Blob | None:
    return db.session.scalar(_BY_DIGEST, {"digest": digest})


def blob(digest: str) -> Blob:
    """Raises BlobMissing."""
    found = find(digest)
    if found is None:
        raise BlobMissing
    return found


def at(scope: str, upload_id: UUID) -> Upload | None:
    """Whether it waits or not."""
    return db.session.scalars(
        select(Upload).where(Upload.scope == scope, Upload.public_id == upload_id)
    ).one_or_none()


def waiting(scope: str, upload_id: UUID) -> Upload:
    """A file that waits for an answer under this scope. Raises :class:`UploadGone`, :class:`UploadDone`."""
    found = at(scope, upload_id)
    if found is None:
        raise UploadGone
    if found.done_at is not None:
        raise UploadDone
    if found.data is None:
        raise UploadGone
    return found


def upload_for_update(upload_id: int) -> Upload:
    """By its key, as it is now, held until the transaction ends. Raises :class:`UploadGone`."""
    found = db.session.get(Upload, upload_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise UploadGone
    return found


def done_before(scope: str, digest: str) -> Upload | None:
    """The last time the same octets were saved under this scope."""
    return db.session.scalars(
        select(Upload)
        .where(Upload.scope == scope, Upload.digest == digest, Upload.done_at.is_not(None))
        .order_by(Upload.done_at.desc(), Upload.id.desc())
        .limit(1)
    ).one_or_none()


def waiting_of(by: str) -> list[Upload]:
    """Those of one person that wait, the newest first, without their octets."""
    mine = select(Upload).where(Upload.by == by, Upload.done_at.is_(None)).order_by(Upload.id.desc())
    return list(db.session.scalars(mine.options(defer(Upload.data))))


def octets_waiting() -> int:
    """Of all files that wait."""
    total = select(func.coalesce(func.sum(func.length(Upload.data)), 0)).where(Upload.done_at.is_(None))
    return int(db.session.scalar(total) or 0)


def waiting_since(moment: datetime) -> list[Upload]:
    """Uploads that nobody has answered since before ``moment``."""
    return list(
        db.session.scalars(
            select(Upload).where(Upload.done_at.is_(None), Upload.created_at < moment).order_by(Upload.id)
        )
    )
