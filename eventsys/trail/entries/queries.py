"""Reading the audit trail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import aliased

from eventsys.conferences.editions.models import Conference
from eventsys.core.audit import AuditEntry, in_json, in_text
from eventsys.core.db import db
from eventsys.core.web.paging import Page, page_of

__all__ = ["Asked", "Entries", "entries_page", "in_order", "newest", "plain"]

Entries = Iterator[AuditEntry]
_AT_ONCE = 500
_NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows the trail: parts of names, verbs (``None``: all), one thing by table and public id, moments from
    and before."""

    who: str = ""
    what: str = ""
    verbs: Sequence[str] | None = None
    about: tuple[str, str] | None = None
    since: datetime | None = None
    before: datetime | None = None


def _of(conference: Conference | None) -> Any:
    """Everything, or what is about a conference and what is about its network: two lists, each in the order of an index,
    which a database merges. (With OR it would sort them all for every page.)"""
    if conference is None:
        return AuditEntry
    its_own = select(AuditEntry).where(AuditEntry.conference_id == conference.id)
    its_network = select(AuditEntry).where(
        AuditEntry.thing_type == _NETWORK,
        AuditEntry.thing_id == str(conference.network.public_id),
        AuditEntry.conference_id.is_(None),
    )
    return aliased(AuditEntry, union_all(its_own, its_network).subquery())


def _narrowed(entry: Any, asked: Asked) -> Select[Any]:
    found = select(entry)
    if asked.who:
        found = found.where(in_text(entry.actor_label, asked.who))
    if asked.what:
        found = found.where(in_json(entry.thing_label, asked.what))
    if asked.verbs is not None:
        found = found.where(entry.verb.in_(asked.verbs))
    if asked.about is not None:
        kind, number = asked.about
        found = found.where(entry.thing_type == kind, entry.thing_id == number)
    if asked.since is not None:
        found = found.where(entry.at >= asked.since)
    return found if asked.before is None else found.where(entry.at < asked.before)


def entries_page(
    conference: Conference | None, asked: Asked, *, after: str | None, size: int = 50
) -> Page[AuditEntry]:
    """The newest first; of the whole installation without a ``conference``."""
    entry = _of(conference)
    return page_of(_narrowed(entry, asked), [entry.id], after=after, size=size, descending=True)


def newest(conference: Conference | None, asked: Asked, *, limit: int) -> Entries:
    """The same for an export, a few hundred in memory at a time."""
    entry = _of(conference)
    wanted = _narrowed(entry, asked).order_by(entry.id.desc()).limit(_AT_ONCE)
    last = None
    while limit > 0:
        part = wanted if last is None else wanted.where(entry.id < last)
        found = db.session.scalars(part).all()[:limit]
        if not found:
            return
        yield from found
        limit, last = limit - len(found), found[-1].id


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
