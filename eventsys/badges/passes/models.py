"""Floaters: how many a category may have, and through which hands each one went."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.badges.record.models import Badge
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.registration.delegations.models import Delegation


class FloaterQuota(Model):
    """At most ``places`` floaters of a category; a category without a row has none."""

    __tablename__ = "floater_quota"
    __table_args__ = (CheckConstraint("places >= 0", name="places_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id", ondelete="CASCADE"), unique=True)
    places: Mapped[int]


_OUT = text("returned_at IS NULL")


class HandOver(Model):
    """A floater given to a person, a delegation or both, until it comes back. One at a time. The name may be
    erased once it is back."""

    __tablename__ = "badge_hand_over"
    __table_args__ = (
        Index("uq_hand_over_one", "badge_id", unique=True, sqlite_where=_OUT, postgresql_where=_OUT),
        CheckConstraint(
            "holder <> '' OR delegation_id IS NOT NULL OR returned_at IS NOT NULL", name="has_a_holder"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    badge_id: Mapped[int] = mapped_column(ForeignKey("badge.id"), index=True)
    holder: Mapped[str] = mapped_column(String(200), default="")
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    given_by: Mapped[str] = mapped_column(String(200))
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_by: Mapped[str] = mapped_column(String(200), default="")

    badge: Mapped[Badge] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
