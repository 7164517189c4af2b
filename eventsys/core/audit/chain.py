"""The chain over committed entries: made by workers, checked by whoever wants to know.

Entries are written by many processes at once and wait for nobody; a worker gives those that are committed their places
afterwards, in a transaction of its own. Two workers at once meet at the locked rows or at the unique place: one of
them gets an IntegrityError and has done nothing.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, String, update
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.audit import digests, queries
from eventsys.core.audit.entries import AuditEntry
from eventsys.core.db import Model, UtcDateTime, db

__all__ = ["AuditCheck", "ChainFault", "ChainVerdict", "checking", "link_new", "note_check", "verify"]

_AT_ONCE = 500


class AuditCheck(Model):
    """What the last whole check of the chain found; one row. ``broken_place`` and ``broken_how`` are of the first
    fault; ``count`` and ``head`` are those of the chain when it was last found intact."""

    __tablename__ = "audit_check"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    count: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
    broken_place: Mapped[int | None]
    broken_how: Mapped[str | None] = mapped_column(String(20))


@dataclass(frozen=True, slots=True)
class ChainFault:
    """The first fault. ``how``: ``missing`` (no entry has this place), ``changed`` (its facts, or an entry was put
    here), ``words`` or ``actor`` (that part is not what was written). ``place`` is 0 for an entry not chained yet."""

    place: int
    entry_id: int | None
    how: str


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """``count`` entries are chained up to ``head`` ("" for none); ``unlinked`` wait for a worker; ``known_at`` is the
    place at which the head that was asked for stands."""

    count: int
    head: str
    unlinked: int
    broken: ChainFault | None
    known_at: int | None = None


def link_new(limit: int = _AT_ONCE) -> int:
    """Give up to ``limit`` committed entries their places, in the order of their numbers; how many. The caller commits,
    or rolls back on IntegrityError: another worker was there.
    """
    waiting = queries.locked_unlinked(limit)
    # Only now: on PostgreSQL another worker may have moved the head while the rows were waited for.
    place, head = queries.head()
    for entry in waiting:
        place += 1
        head = digests.link(head, place, entry.digest)
        db.session.execute(
            update(AuditEntry).where(AuditEntry.id == entry.id).values(place=place, chain=head),
            execution_options={"synchronize_session": False},
        )
    for entry in waiting:
        db.session.expunge(entry)
    return len(waiting)


def verify(*, known: str | None = None) -> ChainVerdict:
    """Read the whole trail, linked or not. ``known``: a head that was noted earlier, to be found again."""
    steps = checking(known=known)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            verdict: ChainVerdict = end.value
            return verdict


def checking(*, known: str | None = None, at_once: int = _AT_ONCE) -> Generator[int, None, ChainVerdict]:
    """The same in steps of ``at_once`` entries, between which the transaction may end: yields how many are done, and
    returns the verdict."""
    place, head, broken, known_at = 0, "", None, None
    while broken is None and (entries := queries.linked_after(place, at_once)):
        for entry in entries:
            broken = _fault(entry, place + 1, head)
            if broken:
                break
            place, head = entry.place or 0, entry.chain or ""
            known_at = place if head == known else known_at
        yield place
    broken = broken or _cut_off(place) or next(filter(None, map(_fault_of_parts, queries.unlinked())), None)
    return ChainVerdict(place, head, queries.unlinked_total(), broken, known_at)


def note_check(verdict: ChainVerdict, *, now: datetime) -> AuditCheck:
    """Keep what a whole check found. A fault does not become the new measure: count and head stay those of the last
    intact chain, so that a trail that was cut off does not pass for whole the next time."""
    row = db.session.get(AuditCheck, 1) or AuditCheck(id=1, count=0, head="")
    row.checked_at = now
    row.broken_place = verdict.broken.place if verdict.broken else None
    row.broken_how = verdict.broken.how if verdict.broken else None
    if verdict.broken is None:
        row.count, row.head = verdict.count, verdict.head
    return db.session.merge(row)


def _cut_off(place: int) -> ChainFault | None:
    """Whether the trail was longer when it was last checked."""
    last = db.session.get(AuditCheck, 1)
    return ChainFault(place + 1, None, "missing") if last and last.count > place else None


def _fault(entry: AuditEntry, place: int, before: str) -> ChainFault | None:
    if entry.place != place:
        return ChainFault(place, None, "missing")
    if entry.chain != digests.link(before, place, entry.digest):
        return ChainFault(place, entry.id, "changed")
    return _fault_of_parts(entry)


def _fault_of_parts(entry: AuditEntry) -> ChainFault | None:
    """A part whose salt was erased has no words left, and its digest stands for them."""
    words = (entry.thing_label, entry.before, entry.after)
    parts = (
        ("actor", entry.actor_salt, entry.actor_digest, (entry.actor_label,)),
        ("words", entry.words_salt, entry.words_digest, words),
    )
    for how, salt, kept, said in parts:
        erased = salt is None and entry.erased_at is not None and not any(said)
        if not erased and (salt is None or digests.digest_of_part(salt, *said) != kept):
            return ChainFault(entry.place or 0, entry.id, how)
    return None
