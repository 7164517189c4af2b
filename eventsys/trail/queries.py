"""Reading the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from eventsys.core.audit import AuditEntry
from eventsys.core.db import db

__all__ = ["Entries", "in_order", "plain"]

Entries = Iterator[AuditEntry]
_AT_ONCE = 500


def in_order(
    *, conference_id: int | None = None, verb: str | None = None, since: datetime | None = None
) -> Entries:
    """The oldest first, a few hundred in memory at a time. ``since`` without a zone is UTC."""
    wanted = select(AuditEntry).order_by(AuditEntry.id).limit(_AT_ONCE)
    if conference_id is not None:
        wanted = wanted.where(AuditEntry.conference_id == conference_id)
    if verb is not None:
        wanted = wanted.where(AuditEntry.verb == verb)
    if since is not None:
        wanted = wanted.where(AuditEntry.at >= since.replace(tzinfo=since.tzinfo or UTC))
    last = 0
    while found := db.session.scalars(wanted.where(AuditEntry.id > last)).all():
        yield from found
        last = found[-1].id


def plain(entry: AuditEntry) -> dict[str, Any]:
    """All columns, moments as texts in UTC: whoever has this can compute digests and chain anew."""
    values = {column.key: getattr(entry, column.key) for column in AuditEntry.__table__.columns}
    return {
        name: value.isoformat(timespec="microseconds") if isinstance(value, datetime) else value
        for name, value in values.items()
    }
