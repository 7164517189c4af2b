"""Jobs by what names them, and those that a worker may take or has lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.jobs.models import Job, JobState

__all__ = ["find_by_id", "find_by_key", "due", "expired", "get_job", "latest"]


def find_by_id(job_id: int) -> Job | None:
    """The row as it is in the database now."""
    return db.session.scalar(select(Job).where(Job.id == job_id).execution_options(populate_existing=True))


def find_by_key(key: str) -> Job | None:
    return db.session.scalar(select(Job).where(Job.key == key))


def get_job(job_id: UUID) -> Job:
    """By public id. Raises NotFound."""
    found = db.session.scalar(select(Job).where(Job.public_id == job_id))
    if found is None:
        raise NotFound
    return found


def latest(kind: str, conference_id: int, limit: int = 5) -> Sequence[Job]:
    """The newest jobs of a kind in a conference."""
    asked = select(Job).where(Job.kind == kind, Job.conference_id == conference_id)
    return db.session.scalars(asked.order_by(Job.id.desc()).limit(limit)).all()


def due(now: datetime, *, created_before: datetime | None = None, limit: int = 100) -> Sequence[int]:
    """Ids of queued jobs that may start now, oldest first."""
    asked = select(Job.id).where(
        Job.state == JobState.QUEUED, or_(Job.lease_until.is_(None), Job.lease_until <= now)
    )
    if created_before is not None:
        asked = asked.where(Job.created_at <= created_before)
    return db.session.scalars(asked.order_by(Job.id).limit(limit)).all()


def expired(now: datetime) -> Sequence[Job]:
    """Running jobs whose worker has gone silent."""
    asked = select(Job).where(Job.state == JobState.RUNNING, Job.lease_until < now).order_by(Job.id)
    return db.session.scalars(asked.execution_options(populate_existing=True)).all()
