"""Badges: designs in versions, each person's badge and its life, and the runs that printed them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.models import Category, Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.jobs.models import Job
from eventsys.registration.models import Delegate

__all__ = ["LIVE_STATES", "Badge", "BadgeDesign", "BadgeState", "PrintRun", "PrintRunPart"]


class BadgeDesign(Model):
    """One version of a design in HTML and CSS, for one category or (none) for all others. Sizes in mm.
    The newest version of a category is the one that prints; old versions are kept."""

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
    css: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    created_by: Mapped[str] = mapped_column(String(200), default="")

    category: Mapped[Category | None] = relationship()


class BadgeState(StrEnum):
    """DOMAIN: queued → printed → issued → returned | expired; printed or issued → void → successor."""

    QUEUED = "queued"
    PRINTED = "printed"
    ISSUED = "issued"
    RETURNED = "returned"
    EXPIRED = "expired"
    VOID = "void"


LIVE_STATES = frozenset({BadgeState.QUEUED, BadgeState.PRINTED, BadgeState.ISSUED})


class PrintRun(Model):
    """Who printed what when. ``pdf_digest`` is the joined file when the run is complete."""

    __tablename__ = "print_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    count: Mapped[int] = mapped_column(default=0)
    selection: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked_by: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pdf_digest: Mapped[str | None] = mapped_column(String(64))
    failures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    conference: Mapped[Conference] = relationship()
    job: Mapped[Job | None] = relationship()


class PrintRunPart(Model):
    """One finished chunk of a run, kept so that a run resumed after a kill makes no badge twice."""

    __tablename__ = "print_run_part"
    __table_args__ = (UniqueConstraint("run_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("print_run.id"))
    number: Mapped[int]
    pdf_digest: Mapped[str] = mapped_column(String(64))


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
