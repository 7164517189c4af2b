"""Print runs and their finished parts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.jobs.models import Job


class PrintRun(Model):
    """Who printed what when. ``options`` is how the sheets were asked for (``rules.SheetOptions`` as JSON);
    ``failures`` names those who could not be printed and why; ``pdf_digest`` is the joined file when the run
    is complete (deleted at ``file_gone_at``), ``without`` the positions of those that were stamped and are not in that file."""

    __tablename__ = "print_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    count: Mapped[int] = mapped_column(default=0)
    selection: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked_by: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pdf_digest: Mapped[str | None] = mapped_column(String(64))
    file_gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    edition: Mapped[int] = mapped_column(default=1)  # one more each time the same badges go on other sheets
    without: Mapped[list[int]] = mapped_column(JSON, default=list)
    failures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    conference: Mapped[Conference] = relationship()
    job: Mapped[Job | None] = relationship()


class PrintRunPart(Model):
    """One finished part of a run, kept so that a run resumed after a kill makes no badge twice. ``left_out``:
    positions in the run of those that are not in the file ``pdf_digest``."""

    __tablename__ = "print_run_part"
    __table_args__ = (UniqueConstraint("run_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("print_run.id"))
    number: Mapped[int]
    badges: Mapped[int]
    left_out: Mapped[list[int]] = mapped_column(JSON, default=list)
    pdf_digest: Mapped[str] = mapped_column(String(64))
