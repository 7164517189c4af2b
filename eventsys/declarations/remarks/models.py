"""Remarks of cities and of the secretariat on paragraphs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.declarations.acts.models import Paragraph
from eventsys.registration.delegations.models import Delegation


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
