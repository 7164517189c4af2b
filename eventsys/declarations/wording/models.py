"""Every version of a text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.declarations.acts.models import DeclarationState


class TextVersion(Model):
    """The whole text as one save left it; ``number`` is the declaration's version then.

    ``content``: title, authentic, divergence, paragraphs (id, part, text), of an agreement parties (id, city: its code,
    name), all plain values. ``causes``: what made it (see :class:`eventsys.declarations.wording.rules.Cause`); none of
    versions that are older than this column.
    """

    __tablename__ = "text_version"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int]
    state: Mapped[DeclarationState] = mapped_column(enumerated(DeclarationState, 30))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    saved_by: Mapped[str] = mapped_column(String(200))
    causes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
