"""Rooms and zones of the venue."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.categories.models import Category
from eventsys.core.db import Model
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized, LocalizedText


class Room(Model):
    """A room of the venue and how many people it holds."""

    __tablename__ = "room"
    __table_args__ = (CheckConstraint("capacity > 0", name="capacity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    position: Mapped[int]
    name: Mapped[Localized] = mapped_column(LocalizedText)
    capacity: Mapped[int]


_category_zone = Table(
    "category_zone",
    Model.metadata,
    Column("category_id", ForeignKey("category.id", ondelete="CASCADE"), primary_key=True),
    Column("zone_id", ForeignKey("zone.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Zone(Model):
    """A part of the venue that some badges open. Told on the badge by one or two letters (A to Z), and by
    word and ``colour`` (#rrggbb) where there is room."""

    __tablename__ = "zone"
    __table_args__ = (
        UniqueConstraint("conference_id", "letters"),
        CheckConstraint("length(letters) BETWEEN 1 AND 2", name="letters_one_or_two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    letters: Mapped[str] = mapped_column(String(2))
    name: Mapped[Localized] = mapped_column(LocalizedText)
    colour: Mapped[str] = mapped_column(String(7))

    categories: Mapped[list[Category]] = relationship(secondary=_category_zone, order_by=Category.position)
    """Those that open it."""
