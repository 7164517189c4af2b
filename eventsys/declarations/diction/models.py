"""An organiser's own wording of a document's fixed words."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model

__all__ = ["OwnWords"]


class OwnWords(Model):
    """``text`` stands for ``message`` (its English) on documents of a conference in ``language``."""

    __tablename__ = "own_words"
    __table_args__ = (UniqueConstraint("conference_id", "language", "message"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
