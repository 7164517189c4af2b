"""Applications whose address is not confirmed yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.registration.openings.models import Opening


class Application(Model):
    """What somebody said who may be anybody; one for each opening and address (``address_key``: in small letters). What is
    said last of an address that nobody has confirmed counts. ``public_id`` becomes the registration's: whoever confirms twice
    finds the same one. ``form_key``: the form that was sent last, which sent again does nothing. Its letters are about the
    registration that it may become (``About("delegate", public_id)``), and go with it."""

    __tablename__ = "application"
    __table_args__ = (UniqueConstraint("opening_id", "address_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    address_key: Mapped[str] = mapped_column(String(254))
    form_key: Mapped[UUID]
    family_name: Mapped[str] = mapped_column(String(120))
    given_name: Mapped[str] = mapped_column(String(120), default="")
    name_order: Mapped[str] = mapped_column(String(10), default="given")
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    opening: Mapped[Opening] = relationship()
