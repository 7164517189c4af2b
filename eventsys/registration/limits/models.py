"""Who has a place of a limited choice, and who waits for one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.registration.composer.models import FormChoice
from eventsys.registration.people.models import Delegate


class ChoicePlace(Model):
    """One person who has chosen what only so many can have. ``waits``: all places were taken; ``id`` is the order of arrival,
    given while the choice is held. ``moved_up_at``: when a place came free for who had waited."""

    __tablename__ = "form_place"
    __table_args__ = (
        UniqueConstraint("delegate_id", "choice_id"),
        Index("ix_form_place_line", "choice_id", "waits", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    choice_id: Mapped[int] = mapped_column(ForeignKey("form_choice.id", ondelete="CASCADE"))
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    waits: Mapped[bool] = mapped_column(default=True)
    arrived_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    choice: Mapped[FormChoice] = relationship()
    delegate: Mapped[Delegate] = relationship()
