"""The register of stored blobs, whose octets are in the store under their SHA-256; and uploads that wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7

__all__ = ["Blob", "Upload"]


class Blob(Model):
    """One stored file. ``digest`` is its SHA-256 in hex; ``media_type`` was found by looking, not by name;
    ``created_at`` is when it was stored for the last time."""

    __tablename__ = "blob"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Upload(Model):
    """A file that waits between the page where it is sent and the page where somebody says what to make of it.

    ``scope`` names what it was sent for; nobody opens it under another. ``data`` goes when it is done, or when nobody has
    come back for long: it may hold people's addresses. ``digest`` and ``done_at`` stay, and tell the same file sent twice.
    """

    __tablename__ = "upload"
    __table_args__ = (Index("ix_upload_scope", "scope", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    scope: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200), default="")
    pasted: Mapped[bool] = mapped_column(default=False)
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    by: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def content(self) -> bytes | str:
        """Octets of a file, or the text that was pasted."""
        data = self.data or b""
        return data.decode() if self.pasted else data
