"""Badges and their life."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.badges.models.designs import BadgeDesign
from eventsys.badges.models.runs import PrintRun
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.registration.models import Delegate

__all__ = ["LIVE_STATES", "Badge", "BadgeState"]


class BadgeState(StrEnum):
    """DOMAIN: queued → printed → issued → returned | expired; printed or issued → void → successor."""

    QUEUED = "queued"
    PRINTED = "printed"
    ISSUED = "issued"
    RETURNED = "returned"
    EXPIRED = "expired"
    VOID = "void"


LIVE_STATES = frozenset({BadgeState.QUEUED, BadgeState.PRINTED, BadgeState.ISSUED})


class Badge(Model):
    """One physical badge. ``words`` is what is printed on it, frozen when it was queued; ``serial`` goes into
    the QR; at most one live badge a delegate. A void badge names its reason and its successor."""

    __tablename__ = "badge"
    __table_args__ = (
        Index(
            "uq_badge_one_live", "delegate_id", unique=True,
            sqlite_where=text("state IN ('queued', 'printed', 'issued')"),
            postgresql_where=text("state IN ('queued', 'printed', 'issued')"),
        ),
        UniqueConstraint("run_id", "run_position"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    design_id: Mapped[int] = mapped_column(ForeignKey("badge_design.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("print_run.id"))
    run_position: Mapped[int | None]
    serial: Mapped[str] = mapped_column(String(40), unique=True)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(20), default=BadgeState.QUEUED)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    void_reason: Mapped[str] = mapped_column(String(200), default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("badge.id"), unique=True)

    delegate: Mapped[Delegate] = relationship()
    design: Mapped[BadgeDesign] = relationship()
    run: Mapped[PrintRun | None] = relationship()
