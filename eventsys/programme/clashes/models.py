"""People of one name who are known to be two."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model
from eventsys.core.ids import uuid7


class TwoPeople(Model):
    """Somebody said that these two of one name are two people. ``one`` and ``two`` are keys of
    :func:`eventsys.programme.panel.rules.person_key`, the smaller first; ``name`` is as it was shown."""

    __tablename__ = "two_people"
    __table_args__ = (UniqueConstraint("conference_id", "one", "two"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    one: Mapped[str] = mapped_column(String(64))
    two: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(260))
