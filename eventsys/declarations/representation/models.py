"""Proxies: which city or person acts for a city, and on which powers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.registration.delegations.models import Delegation


class Proxy(Model):
    """A member that does not come is represented: by another member city, or by a person (an ambassador).

    The powers are a stored file (digest); ``ended_at`` is set when the proxy was taken back; after that the person
    may be erased, with the office and the powers ("").
    """

    __tablename__ = "proxy"
    __table_args__ = (
        Index(
            "uq_proxy_one_live",
            "giver_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("holder_id IS NULL OR holder_id <> giver_id", name="not_itself"),
        CheckConstraint(
            "(holder_id IS NULL) = (person <> '') OR (holder_id IS NULL AND ended_at IS NOT NULL)",
            name="city_or_person",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    person: Mapped[str] = mapped_column(String(200), default="")
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    powers_digest: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    recorded_by: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    giver: Mapped[Delegation] = relationship(foreign_keys=[giver_id])
    holder: Mapped[Delegation | None] = relationship(foreign_keys=[holder_id])

    @property
    def audit_label(self) -> Localized:
        return self.giver.city_name
