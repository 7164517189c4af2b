"""Every version of a text, comments on it, and the words as adopted."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.declarations.models.declarations import Paragraph
from eventsys.registration.delegations.models import Delegation

__all__ = ["Comment", "FrozenText", "TextVersion"]


class TextVersion(Model):
    """The whole text as one save left it; ``number`` is the declaration's version then.

    ``content``: title, authentic, divergence, paragraphs (id, part, text), all plain values.
    """

    __tablename__ = "text_version"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(30))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    saved_by: Mapped[str] = mapped_column(String(200))


class Comment(Model):
    """A remark on a paragraph, by the secretariat or by a city. It outlives the paragraph."""

    __tablename__ = "text_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    paragraph_id: Mapped[int | None] = mapped_column(
        ForeignKey("paragraph.id", ondelete="SET NULL"), index=True
    )
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    author: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegation: Mapped[Delegation | None] = relationship()
    paragraph: Mapped[Paragraph | None] = relationship()


class FrozenText(Model):
    """What was adopted in one language: its exact words and their SHA-256. Never changed."""

    __tablename__ = "frozen_text"
    __table_args__ = (UniqueConstraint("declaration_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    language: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
