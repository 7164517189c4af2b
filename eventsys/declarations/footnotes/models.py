"""Notes of an adopted text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model


class FrozenFootnotes(Model):
    """Where each adopted word came from, as known when the text was adopted (see :class:`Footnotes`, ``content`` is its
    plain form). Never changed."""

    __tablename__ = "frozen_footnotes"

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), unique=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
