"""Designs of badges, in versions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.categories.models import Category
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7


class BadgeDesign(Model):
    """One version of a design in HTML and CSS, for one category or (none) for all others. Sizes in mm.
    The newest version of a category is the one that prints; old versions are kept. ``back`` is the HTML of
    the other side, empty for none; ``origin`` is the key of a library design that was copied, or the number
    of the version that was gone back to."""

    __tablename__ = "badge_design"
    __table_args__ = (
        UniqueConstraint("conference_id", "category_key", "version"),
        CheckConstraint("width_mm > 0 AND height_mm > 0", name="size_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    category_key: Mapped[int] = mapped_column(
        default=0
    )  # the category's id, 0 for "all others": NULLs would not be unique
    version: Mapped[int] = mapped_column(default=1)
    width_mm: Mapped[float]
    height_mm: Mapped[float]
    html: Mapped[str] = mapped_column(Text)
    back: Mapped[str] = mapped_column(Text, default="")
    css: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(20), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    created_by: Mapped[str] = mapped_column(String(200), default="")

    category: Mapped[Category | None] = relationship()
