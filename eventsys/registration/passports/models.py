"""Travel documents, and who looked at them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.sealed import Sealed, SealedDate


class Passport(Model):
    """Travel document, apart from everything else: sealed, few see it, each look is logged, it is purged."""

    __tablename__ = "passport"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), unique=True)
    number: Mapped[str] = mapped_column(Sealed("passports"))
    nationality: Mapped[str] = mapped_column(Sealed("passports"))
    expires_on: Mapped[date] = mapped_column(SealedDate("passports"))


class PassportAccess(Model):
    """Who looked at or changed a passport, and when: ``actor_id`` is a user's or, with the kind "link", a link's number,
    whatever the actor is called then or later. Outlives the passport."""

    __tablename__ = "passport_access"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None]
    actor_label: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(20))
