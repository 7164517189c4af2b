"""The words as adopted or agreed."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model


class FrozenText(Model):
    """What was adopted in one language: its exact words and their SHA-256. Never changed."""

    __tablename__ = "frozen_text"
    __table_args__ = (UniqueConstraint("declaration_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    language: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
