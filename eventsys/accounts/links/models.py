"""Links, and browsers that let go of theirs. Only hashes of their secrets are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model, UtcDateTime


class Link(Model):
    """What someone without an account was handed: one purpose on one subject, for some time.

    Only the token's hash is kept. A single-use link ends when ``used_at`` is set.
    """

    __tablename__ = "link"
    __table_args__ = (Index("ix_link_purpose_subject", "purpose", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60))
    conference_id: Mapped[int | None] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(String(10), default="")
    single_use: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LetGo(Model):
    """A browser that held links and let go of them: the mark of its cookie, of which only the hash is kept, gives nothing
    any more, in whatever copy. Opening a link writes nothing (scanners of mail do it), so there is no row before.
    ``until``: when the last of the links ends."""

    __tablename__ = "let_go"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark_hash: Mapped[str] = mapped_column(String(64), unique=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
