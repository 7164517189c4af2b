"""Job rows: written in the business transaction, claimed by lease, watched while they run."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import DEFAULT

__all__ = ["Job", "JobState"]


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Model):
    """One piece of long work. ``done`` of ``total`` is its progress; ``key`` makes asking twice harmless.

    ``language`` is the asker's: refusals and results are told in it. ``refused`` says that ``error`` is a
    sentence for people. ``lease_until`` of a running job is when its worker is given up; of a queued one,
    when it may start (after a failed attempt).
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_open", "state", "lease_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    kind: Mapped[str] = mapped_column(String(60))
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    conference_id: Mapped[int | None] = mapped_column(index=True)
    owner_id: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(10), default=DEFAULT)
    state: Mapped[JobState] = mapped_column(enumerated(JobState, 20), default=JobState.QUEUED)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=5)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    leased_by: Mapped[str | None] = mapped_column(String(80))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(Text)
    refused: Mapped[bool] = mapped_column(default=False)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def is_done(self) -> bool:
        """It ended well, and there is a result."""
        return self.state == JobState.DONE

    @property
    def has_failed(self) -> bool:
        return self.state == JobState.FAILED

    @property
    def is_stopped(self) -> bool:
        """It ended without a result: it failed, or was cancelled. Asked for again, it begins anew."""
        return self.state in {JobState.FAILED, JobState.CANCELLED}

    @property
    def is_finished(self) -> bool:
        return self.is_done or self.is_stopped

    @property
    def is_to_be_tried_again(self) -> bool:
        """An attempt failed, and the next one waits."""
        return self.state == JobState.QUEUED and self.attempts > 0
