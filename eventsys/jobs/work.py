"""What a handler holds while it runs: the payload, and the right to write for as long as it has the lease.

A handler's writes and its progress are one transaction: ``progress`` commits both or neither. A worker that
lost its lease (it was suspended, its machine slept) finds that out there, and its writes are rolled back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, update

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.jobs.errors import Cancelled, Interrupted, LeaseLost
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.rules import LEASE

__all__ = ["Lease", "Work"]


@dataclass(frozen=True, slots=True)
class Lease:
    """The fence: this worker in this attempt. A row that says otherwise is not ours to write."""

    job_id: int
    holder: str
    attempt: int
    length: timedelta = LEASE

    def in_force(self) -> ColumnElement[bool]:
        """As a condition: nobody else has taken the job up since."""
        return and_(
            Job.id == self.job_id,
            Job.leased_by == self.holder,
            Job.attempts == self.attempt,
            Job.state == JobState.RUNNING,
        )

    def renew(self, **values: Any) -> bool | None:
        """Extend it in the open transaction and write ``values``.

        ``None`` when it is not held any more, else whether somebody asked to cancel.
        """
        renewed = (
            update(Job)
            .where(self.in_force())
            .values(lease_until=clock.now() + self.length, **values)
            .returning(Job.cancel_asked)
            .execution_options(synchronize_session=False)
        )
        return db.session.scalar(renewed)


@dataclass(frozen=True, slots=True)
class Work:
    """Given to a handler. ``payload`` is what was asked for; ``job`` is its row when the work began."""

    job: Job
    lease: Lease
    stopping: Callable[[], bool] = field(default=lambda: False)

    @property
    def payload(self) -> dict[str, Any]:
        return self.job.payload

    @property
    def actor(self) -> Actor:
        """The system, on behalf of the job's owner: for audit entries and services."""
        return replace(SYSTEM, user_id=self.job.owner_id)

    def progress(self, done: int | None = None, total: int | None = None) -> None:
        """Commit what the handler wrote so far, with its progress, and go on.

        Without numbers it only commits: do so before slow work, a transaction holds SQLite's write lock.
        Raises Cancelled or LeaseLost; let them pass.
        """
        values = {name: number for name, number in (("done", done), ("total", total)) if number is not None}
        if self.stopping():
            db.session.rollback()
            raise Interrupted
        cancel = self.lease.renew(**values)
        if cancel is None:
            db.session.rollback()
            raise LeaseLost
        if cancel:
            db.session.rollback()
            raise Cancelled
        db.session.commit()
        for name, number in values.items():
            setattr(self.job, name, number)
