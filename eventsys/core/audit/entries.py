"""The table of the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, event, text
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.audit import digests, triggers
from eventsys.core.db import Model, UtcDateTime

__all__ = ["AuditEntry"]


class AuditEntry(Model):
    """Who did what to which thing, and what it was before and after. Never deleted; changed in two ways only, which
    the database itself sees to: it is given its ``place`` in the chain once, and personal words are erased from it.

    ``thing_label`` is what the thing was called then, by language (a plain column: it is read as it was written).
    ``actor_label`` with ``actor_salt``, and ``thing_label``,
    ``before``, ``after`` with ``words_salt``, are gone together after an erasure (``erased_at``, the latest one).
    ``place`` and ``chain`` are given by a worker soon after the commit.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_thing", "thing_type", "thing_id"),
        Index("ix_audit_entry_actor", "actor_kind", "actor_id"),
        Index("ix_audit_entry_conference", "conference_id", "id"),
        Index(
            "ix_audit_entry_unlinked",
            "id",
            sqlite_where=text("place IS NULL"),
            postgresql_where=text("place IS NULL"),
        ),
        CheckConstraint("(place IS NULL) = (chain IS NULL)", name="place_with_link"),
        CheckConstraint("place > 0", name="place_positive"),
        CheckConstraint(
            "erased_at IS NOT NULL OR (actor_salt IS NOT NULL AND words_salt IS NOT NULL)", name="erased_when"
        ),
        CheckConstraint(
            "words_salt IS NOT NULL OR (thing_label IS NULL AND before IS NULL AND after IS NULL)",
            name="words_erased",
        ),
        CheckConstraint("(actor_salt IS NULL) = (actor_label IS NULL)", name="actor_erased"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None]
    actor_label: Mapped[str | None] = mapped_column(String(200))
    verb: Mapped[str] = mapped_column(String(80), index=True)
    thing_type: Mapped[str] = mapped_column(String(60))
    thing_id: Mapped[str] = mapped_column(String(40))
    thing_label: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    conference_id: Mapped[int | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    actor_salt: Mapped[str | None] = mapped_column(String(32))
    actor_digest: Mapped[str] = mapped_column(String(64))
    words_salt: Mapped[str | None] = mapped_column(String(32))
    words_digest: Mapped[str] = mapped_column(String(64))
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_why: Mapped[str | None] = mapped_column(String(60))

    place: Mapped[int | None] = mapped_column(unique=True)
    chain: Mapped[str | None] = mapped_column(String(64))

    @property
    def digest(self) -> str:
        """Of all it says, by way of the digests of the parts that may be erased."""
        return digests.digest_of_facts(
            self.at,
            [
                self.actor_kind,
                self.actor_id,
                self.verb,
                self.thing_type,
                self.thing_id,
                self.conference_id,
                self.actor_digest,
                self.words_digest,
            ],
        )


@event.listens_for(AuditEntry, "before_insert")
def _seal(_mapper: Any, _connection: Any, entry: AuditEntry) -> None:
    entry.actor_salt, entry.words_salt = digests.new_salt(), digests.new_salt()
    entry.actor_digest = digests.digest_of_part(entry.actor_salt, entry.actor_label)
    words = (entry.thing_label, entry.before, entry.after)
    entry.words_digest = digests.digest_of_part(entry.words_salt, *words)


triggers.install(AuditEntry.__table__)
