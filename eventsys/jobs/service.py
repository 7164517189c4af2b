"""Ask for long work, cancel it. The row is in the caller's transaction; workers hear of it after commit.

job = jobs.ask("badges.print", {"run": run.id}, by=actor, conference_id=conference.id)

@jobs.handler("badges.print")           # in the room's tasks.py
def print_badges(work: Work) -> dict | None: ...
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words import languages
from eventsys.jobs import queries, transport
from eventsys.jobs.errors import AlreadyFinished, Cancelled, LeaseLost
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.registry import describe, handler
from eventsys.jobs.work import Work

__all__ = ["Cancelled", "LeaseLost", "Work", "ask", "cancel", "describe", "handler", "report"]

_WAITING = "eventsys.jobs.waiting"


def ask(
    kind: str,
    payload: dict[str, Any],
    *,
    by: Actor,
    conference_id: int | None = None,
    key: str | None = None,
    total: int = 0,
) -> Job:
    """Write a job; a worker gets it after the caller's commit.

    With ``key``, asking again gives the job that is there; one that failed or was cancelled starts anew.
    """
    known = queries.find_by_key(key) if key else None
    if known is None:
        known = Job(
            kind=kind,
            payload=payload,
            conference_id=conference_id,
            owner_id=by.user_id,
            key=key,
            total=total,
            language=languages.current(),
        )
        try:
            with db.session.begin_nested():
                db.session.add(known)
        except IntegrityError:
            known = queries.find_by_key(key) if key else None
            if known is None:
                raise
            return known
        audit.record(by, verb="job.asked", thing=known, after={"kind": kind, "total": total})
    elif known.is_stopped:
        _start_anew(known, payload=payload, total=total)
        audit.record(by, verb="job.asked", thing=known, after={"kind": kind, "total": total})
    else:
        return known
    db.session.info.setdefault(_WAITING, []).append(known.id)
    return known


def _start_anew(job: Job, *, payload: dict[str, Any], total: int) -> None:
    job.state, job.payload, job.total, job.done, job.attempts = JobState.QUEUED, payload, total, 0, 0
    job.cancel_asked, job.error, job.refused, job.result = False, None, False, None
    job.leased_by = job.lease_until = job.started_at = job.finished_at = None
    db.session.flush()


def cancel(job: Job, *, by: Actor) -> None:
    """A waiting job ends at once, a running one at its next progress. Raises AlreadyFinished."""
    asked = update(Job).where(Job.id == job.id).execution_options(synchronize_session=False).returning(Job.id)
    before = job.state
    ended = db.session.scalar(
        asked.where(Job.state == JobState.QUEUED).values(
            state=JobState.CANCELLED, cancel_asked=True, finished_at=clock.now(), lease_until=None
        )
    )
    if (
        ended is None
        and db.session.scalar(asked.where(Job.state == JobState.RUNNING).values(cancel_asked=True)) is None
    ):
        raise AlreadyFinished
    db.session.refresh(job)
    audit.record(by, verb="job.cancelled", thing=job, before={"state": before}, after={"state": job.state})


def report(job_id: int, done: int) -> None:
    """The progress of a job that others help with, told by one of the helpers in its own transaction."""
    told = update(Job).where(Job.id == job_id, Job.done < done)
    db.session.execute(told.values(done=done), execution_options={"synchronize_session": False})


@event.listens_for(Session, "after_commit")
def _ring(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint was released: nothing is committed yet
        return
    waiting = session.info.pop(_WAITING, [])
    if waiting:
        transport.ring(waiting)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_WAITING, None)
