"""One job from claim to end. Claims are conditional updates: two workers never both get a row."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import or_, update
from sqlalchemy.exc import DBAPIError

from eventsys.core import clock
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.core.words import languages
from eventsys.jobs import queries, registry, transport
from eventsys.jobs.errors import Cancelled, Interrupted, LeaseLost
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.rules import BACKOFF, LEASE, NEVER_SEEN, backoff
from eventsys.jobs.work import Lease, Work

__all__ = ["claim", "run_job", "run_pending", "sweep"]

Context = Callable[[], AbstractContextManager[Any]]
log = logging.getLogger("eventsys.jobs")
_UNSYNCED = {"synchronize_session": False}


def claim(job_id: int, *, lease: timedelta = LEASE) -> Lease | None:
    """Take a waiting job that is due, and commit. ``None`` when it is not to be had."""
    now = clock.now()
    holder = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid4().hex[:12]}"
    taken = (
        update(Job)
        .where(
            Job.id == job_id,
            Job.state == JobState.QUEUED,
            or_(Job.lease_until.is_(None), Job.lease_until <= now),
        )
        .values(
            state=JobState.RUNNING,
            leased_by=holder,
            lease_until=now + lease,
            attempts=Job.attempts + 1,
            started_at=now,
        )
        .returning(Job.attempts)
        .execution_options(**_UNSYNCED)
    )
    attempt = db.session.scalar(taken)
    db.session.commit()
    return None if attempt is None else Lease(job_id, holder, attempt, lease)


def run_job(
    job_id: int,
    *,
    context: Context = nullcontext,
    lease: timedelta = LEASE,
    retry_after: timedelta = BACKOFF,
    stopping: Callable[[], bool] = lambda: False,
) -> bool:
    """Do a job if it can be claimed; ``context`` opens an application context for the heartbeat's thread."""
    held = claim(job_id, lease=lease)
    if held is None:
        return False
    job = queries.find_by_id(job_id)
    if job is None:
        raise LookupError(f"job {job_id} was claimed and is gone")
    db.session.commit()
    with _heartbeat(held, context), languages.in_language(job.language):
        try:
            _attempt(job, held, Work(job, held, stopping), retry_after)
        except LeaseLost:
            db.session.rollback()
            log.warning("job %s: the lease was lost, its last writes are refused", job.public_id)
    db.session.expire(job)
    return True


def _attempt(job: Job, held: Lease, work: Work, retry_after: timedelta) -> None:
    try:
        result = registry.find(job.kind)(work)
        _end(held, state=JobState.DONE, result=result, error=None, done=max(job.done, job.total))
    except LeaseLost:
        raise
    except Cancelled:
        _end(held, state=JobState.CANCELLED)
    except Interrupted:
        _give_back(held)
    except Refusal as refusal:
        log.info("job %s (%s) refused: %s", job.public_id, job.kind, type(refusal).__name__)
        _end(held, state=JobState.FAILED, error=str(refusal), refused=True)
    except Exception as error:
        db.session.rollback()
        log.exception("job %s (%s): attempt %s failed", job.public_id, job.kind, held.attempt)
        _try_again(held, job, f"{type(error).__name__}: {error}"[:1000], retry_after)


def _end(held: Lease, **values: Any) -> None:
    """Write the end with whatever the handler left uncommitted: one transaction, behind the fence."""
    if values["state"] != JobState.DONE:
        db.session.rollback()
    ended = (
        update(Job)
        .where(held.in_force())
        .values(leased_by=None, lease_until=None, finished_at=clock.now(), **values)
        .returning(Job.id)
        .execution_options(**_UNSYNCED)
    )
    if db.session.scalar(ended) is None:
        raise LeaseLost
    db.session.commit()


def _give_back(held: Lease) -> None:
    """The worker is told to stop: the job waits for the next one, and this attempt does not count."""
    db.session.rollback()
    values = {"state": JobState.QUEUED, "leased_by": None, "lease_until": None, "attempts": Job.attempts - 1}
    db.session.execute(update(Job).where(held.in_force()).values(values).execution_options(**_UNSYNCED))
    db.session.commit()


def _try_again(held: Lease, job: Job, reason: str, retry_after: timedelta) -> None:
    if held.attempt >= job.max_attempts:
        _end(held, state=JobState.FAILED, error=reason)
        return
    due = backoff(held.attempt, clock.now(), retry_after)
    values = {"state": JobState.QUEUED, "leased_by": None, "lease_until": due, "error": reason}
    db.session.execute(update(Job).where(held.in_force()).values(values).execution_options(**_UNSYNCED))
    db.session.commit()


@contextmanager
def _heartbeat(held: Lease, context: Context) -> Iterator[None]:
    """Extend the lease from a thread of its own while the handler is busy between two progresses."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(held.length.total_seconds() / 3):
            try:
                with context():
                    alive = held.renew()
                    db.session.commit()
                if alive is None:
                    return
            except DBAPIError:
                # SQLite's write lock is the handler's own; nobody else can take the job meanwhile either.
                log.debug("heartbeat missed", exc_info=True)

    if context is nullcontext:
        yield
        return
    thread = threading.Thread(target=beat, name=f"heartbeat-{held.job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(20)


def sweep(*, never_seen: timedelta = NEVER_SEEN) -> int:
    """Bring back what dead workers held, ring for rows nobody has seen; how many were brought back."""
    now = clock.now()
    with reading():
        lost = queries.expired(now)
        db.session.commit()
    for job in lost:
        _bring_back(job)
    with reading():
        waiting = queries.due(now, created_before=now - never_seen)
        db.session.commit()
    if waiting and (lost or transport.pending() == 0):
        transport.ring(waiting)
    return len(lost)


def _bring_back(job: Job) -> None:
    now = clock.now()
    values: dict[str, Any] = {"leased_by": None, "lease_until": None}
    if job.cancel_asked:
        values |= {"state": JobState.CANCELLED, "finished_at": now}
    elif job.attempts >= job.max_attempts:
        reason = f"The worker died in attempt {job.attempts} of {job.max_attempts}."
        values |= {"state": JobState.FAILED, "finished_at": now, "error": reason}
    else:
        values |= {"state": JobState.QUEUED}
    still_lost = update(Job).where(
        Job.id == job.id,
        Job.leased_by == job.leased_by,
        Job.attempts == job.attempts,
        Job.state == JobState.RUNNING,
        Job.lease_until < now,
    )
    db.session.execute(still_lost.values(values).execution_options(**_UNSYNCED))
    db.session.commit()


def run_pending(limit: int = 1000, **options: Any) -> int:
    """Do what is due, here and now, until nothing is left (tests, the demo); how many were done.

    Commit before calling: a job does not see what is not committed.
    """
    done = 0
    while done < limit:
        with reading():
            ids = queries.due(clock.now(), limit=20)
            db.session.rollback()
        ran = sum(run_job(job_id, **options) for job_id in ids)
        if not ran:
            return done
        done += ran
    return done
