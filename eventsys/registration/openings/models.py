"""Where people register by themselves: one page for one category of an edition."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.registration.delegations.models import Delegation


class Opening(Model):
    """Registration for ``category``, from ``opens_at`` (``None``: as soon as it is published) until just before ``closes_at``
    (``None``: until it is closed by hand). Times are moments; organisers set them by the conference's clock.

    ``delegation`` is where its people are; ``welcome`` what the page says before anything is asked. ``places``: so many
    people may be accredited (who applies, takes none); ``None``: as many as like. ``published_at`` and ``closed_at``: when an
    organiser opened the page to everybody, and closed it by hand; published again, ``closed_at`` is empty.
    """

    __tablename__ = "opening"
    __table_args__ = (
        UniqueConstraint("conference_id", "category_id"),
        CheckConstraint("places IS NULL OR places > 0", name="places_positive"),
        CheckConstraint("closes_at IS NULL OR opens_at IS NULL OR closes_at > opens_at", name="closes_after"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), unique=True)
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    welcome: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    places: Mapped[int | None]
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    conference: Mapped[Conference] = relationship()
    category: Mapped[Category] = relationship(lazy="joined")
    delegation: Mapped[Delegation] = relationship()

    @property
    def audit_label(self) -> Localized:
        """What the trail calls it."""
        return self.category.name
