"""Who holds an edition, and the logo that stands for them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized, LocalizedText


class Organiser(Model):
    """One organiser, in order, with the wording of its role ("in coordination with") and a logo (digest)."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    position: Mapped[int]
    role: Mapped[Localized] = mapped_column(LocalizedText)
    name: Mapped[Localized] = mapped_column(LocalizedText)
    logo_digest: Mapped[str | None] = mapped_column(String(64))
