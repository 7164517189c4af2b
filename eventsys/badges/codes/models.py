"""Generations of the key that signs the codes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime


class KeyGeneration(Model):
    """The key itself is derived from the installation's secret and the number (``id``), and is not
    stored. The newest generation signs; older ones verify until they are retired. The first one needs no row."""

    __tablename__ = "badge_key"
    __table_args__ = (CheckConstraint("id > 0", name="number_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
