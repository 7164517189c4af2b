"""Blobs by digest, which of them nothing speaks of any more, and uploads that wait for an answer."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, LargeBinary, String, Text, bindparam, cast, false, func, or_, select
from sqlalchemy.orm import defer
from sqlalchemy.sql.schema import Column, Table

from eventsys.core.db import db
from eventsys.files.errors import BlobMissing, UploadDone, UploadGone
from eventsys.files.models import Blob, Upload

__all__ = [
    "blob",
    "done_before",
    "find_upload_in",
    "find",
    "locked_blob",
    "long_unused",
    "spoken_of",
    "octets_waiting",
    "upload_for_update",
    "waiting_upload_in",
    "waiting_of",
    "waiting_since",
    "waiting_under",
]


_BY_DIGEST = select(Blob).where(Blob.digest == bindparam("digest"))


def find(digest: str) -> Blob | None:
    return db.session.scalar(_BY_DIGEST, {"digest": digest})


def blob(digest: str) -> Blob:
    """The row of the file with this digest. Raises :class:`BlobMissing`."""
    found = find(digest)
    if found is None:
        raise BlobMissing
    return found


#: What tells of a file without needing it: the register itself, what an upload was, the trail, and what an erasure is to
#: take away.
_NOT_A_USE = frozenset({Blob.__tablename__, Upload.__tablename__, "audit_entry", "erasure"})
_LENGTH, _FEW = 64, 20
_HEX = re.compile(rf"(?<![0-9a-f])[0-9a-f]{{{_LENGTH}}}(?![0-9a-f])")


def _columns(*kinds: type) -> list[tuple[Table, Column[Any]]]:
    return [
        (table, column)
        for table in db.metadata.sorted_tables
        if table.name not in _NOT_A_USE
        for column in table.columns
        if isinstance(column.type, kinds) and not isinstance(column.type, LargeBinary)
    ]


def _is_digest(column: Column[Any]) -> bool:
    return isinstance(column.type, String) and column.name.endswith("digest") and column.type.length == 64


def locked_blob(digest: str) -> Blob | None:
    """The row as it is now, kept until the transaction ends."""
    found = select(Blob).where(Blob.digest == digest).with_for_update()
    return db.session.scalars(found.execution_options(populate_existing=True)).one_or_none()


def spoken_of(digests: Collection[str]) -> set[str]:
    """Those that stand anywhere in the database, alone or inside something longer. A few are sought for one by one; for
    many the long texts are read through once."""
    found: set[str] = set()
    wanted = sorted(digests)
    for table, column in _columns(String, Text, JSON):
        if (
            isinstance(column.type, String)
            and column.type.length is not None
            and column.type.length < _LENGTH
        ):
            continue
        rows = select(column).select_from(table)
        if _is_digest(column):
            found |= set(db.session.scalars(rows.where(column.in_(wanted))))
            continue
        text = cast(column, Text)
        rows = select(text).select_from(table)
        if len(wanted) <= _FEW:
            rows = rows.where(or_(false(), *(text.contains(digest) for digest in wanted)))
        else:
            rows = rows.where(func.length(text) >= _LENGTH)
        for said in db.session.scalars(rows.execution_options(yield_per=500)):
            found |= {digest for digest in _HEX.findall(said or "") if digest in digests}
    return found


def long_unused(before: datetime, limit: int) -> list[str]:
    """Digests of files stored before that moment which no column for digests has."""
    unused = select(Blob.digest).where(Blob.created_at < before)
    for _table, column in _columns(String):
        if _is_digest(column):
            unused = unused.where(Blob.digest.not_in(select(column).where(column.is_not(None))))
    return list(db.session.scalars(unused.order_by(Blob.id).limit(limit)))


def find_upload_in(scope: str, upload_id: UUID) -> Upload | None:
    """Whether it waits or not."""
    return db.session.scalars(
        select(Upload).where(Upload.scope == scope, Upload.public_id == upload_id)
    ).one_or_none()


def waiting_upload_in(scope: str, upload_id: UUID) -> Upload:
    """A file that waits for an answer under this scope. Raises :class:`UploadGone`, :class:`UploadDone`."""
    found = find_upload_in(scope, upload_id)
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


def waiting_under(scope: str) -> list[Upload]:
    """Those that wait under a scope, of whomever, without their octets."""
    found = select(Upload).where(Upload.scope == scope, Upload.done_at.is_(None)).order_by(Upload.id)
    return list(db.session.scalars(found.options(defer(Upload.data))))
