"""The register of stored blobs; the octets are in the store under their SHA-256."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime

__all__ = ["Blob"]


class Blob(Model):
    """One stored file. ``digest`` is its SHA-256 in hex; ``media_type`` was found by looking, not by name."""

    __tablename__ = "blob"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
