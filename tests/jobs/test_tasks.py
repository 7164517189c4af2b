"""A job from claim to end, with a handler that succeeds, fails, is cancelled, or loses its lease."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.files.models import Blob
from eventsys.jobs import queries, registry, service, tasks
from eventsys.jobs.errors import AlreadyFinished
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.work import Work
from tests.jobs.factories import OWNER, make_job, run_jobs

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def handlers() -> Iterator[dict[str, Any]]:
    """Handlers registered in a test are forgotten after it."""
    known = dict(registry._handlers)
    yield registry._handlers
    registry._handlers.clear()
    registry._handlers.update(known)


def mark(name: str) -> None:
    """A write that a handler makes: one row, unique by name."""
    db.session.add(Blob(digest=name.ljust(64, "0"), size=1, media_type="text/plain"))


def marks() -> list[str]:
    return sorted(digest.rstrip("0") for digest in db.session.scalars(db.select(Blob.digest)))


def test_a_job_runs_once_and_keeps_its_result():
    seen = []

    @service.handler("test.work")
    def run(work: Work) -> dict[str, Any]:
        seen.append((work.payload, work.actor.kind, work.actor.user_id))
        for done in range(1, 4):
            mark(f"part{done}")
            work.progress(done, 3)
        return {"parts": 3}

    job = make_job(payload={"run": 1}, total=3)
    assert run_jobs() == 1
    assert run_jobs() == 0
    assert seen == [({"run": 1}, "system", 7)]
    assert (job.state, job.done, job.total, job.result, job.attempts) == ("done", 3, 3, {"parts": 3}, 1)
    assert (job.leased_by, job.lease_until) == (None, None)
    assert job.finished_at is not None
    assert marks() == ["part1", "part2", "part3"]


def test_a_job_of_a_transaction_that_was_rolled_back_never_was():
    service.ask("test.work", {}, by=OWNER, key="once")
    db.session.rollback()
    assert run_jobs() == 0
    assert queries.find_by_key("once") is None


def test_asking_twice_with_one_key_gives_one_job():
    @service.handler("test.work")
    def run(work: Work) -> None: ...

    assert make_job(key="once").id == make_job(key="once").id
    assert run_jobs() == 1
    assert make_job(key="once").state == JobState.DONE
    assert run_jobs() == 0


def test_asking_again_for_a_failed_job_starts_it_anew():
    class Full(Refusal):
        message = "The hall is full."

    outcomes = [Full(), None]

    @service.handler("test.work")
    def run(_work: Work) -> None:
        if (outcome := outcomes.pop(0)) is not None:
            raise outcome

    job = make_job(key="once")
    run_jobs()
    assert (job.state, job.error, job.refused, job.attempts) == ("failed", "The hall is full.", True, 1)
    again = make_job(key="once")
    assert (again.id, again.state, again.error, again.refused) == (job.id, "queued", None, False)
    run_jobs()
    assert job.state == "done"


def test_an_error_is_tried_again_later_and_capped():
    @service.handler("test.work")
    def run(_work: Work) -> None:
        mark("lost")
        raise ValueError("no paper")

    job = make_job()
    assert run_jobs() == 1
    assert (job.state, job.attempts, job.error) == ("queued", 1, "ValueError: no paper")
    assert job.lease_until is not None
    assert job.lease_until > clock.now()
    assert run_jobs() == 0, "not before its time"
    assert run_jobs(retry_after=timedelta(0)) == 0
    with clock.at(clock.now() + timedelta(hours=1)):
        assert run_jobs(retry_after=timedelta(0)) == 4
    assert (job.state, job.attempts, job.error, job.refused) == ("failed", 5, "ValueError: no paper", False)
    assert marks() == []


def test_a_kind_without_a_handler_is_not_lost():
    job = make_job("test.unheard")
    run_jobs()
    assert job.state == "queued"
    assert "no handler" in (job.error or "")


def test_a_waiting_job_is_cancelled_at_once():
    job = make_job()
    service.cancel(job, by=OWNER)
    db.session.commit()
    assert (job.state, run_jobs()) == ("cancelled", 0)


def test_a_running_job_is_cancelled_at_its_next_progress_and_keeps_what_was_finished():
    @service.handler("test.work")
    def run(work: Work) -> None:
        mark("first")
        work.progress(1, 2)
        service.cancel(work.job, by=OWNER)
        db.session.commit()
        mark("second")
        work.progress(2, 2)

    job = make_job()
    run_jobs()
    assert (job.state, job.done, marks()) == ("cancelled", 1, ["first"])


def test_a_finished_job_is_not_cancelled():
    @service.handler("test.work")
    def run(work: Work) -> None: ...

    job = make_job()
    run_jobs()
    with pytest.raises(AlreadyFinished):
        service.cancel(job, by=OWNER)


@pytest.mark.parametrize("notices", ["at progress", "at the end"])
def test_a_worker_that_lost_its_lease_writes_nothing_more(notices: str):
    """The sweeper takes the job from a worker that was silent too long, and another one does it."""
    attempts = []

    @service.handler("test.work")
    def run(work: Work) -> dict[str, Any]:
        attempts.append(work.lease.attempt)
        if work.lease.attempt == 1:
            # The lease is over, the sweeper has seen it, a second worker has the job and does it.
            db.session.execute(update(Job).values(lease_until=clock.now() - timedelta(seconds=1)))
            db.session.commit()
            assert tasks.sweep() == 1
            assert tasks.run_pending() == 1
            mark("late")
            if notices == "at progress":
                work.progress(9, 9)
                pytest.fail("the fence was open")
            return {"by": "the first"}
        mark("good")
        return {"by": "the second"}

    job = make_job()
    run_jobs()
    assert attempts == [1, 2]
    assert (job.state, job.result, job.done, marks()) == ("done", {"by": "the second"}, 0, ["good"])


def test_the_sweeper_gives_up_a_job_that_kills_its_workers():
    job = make_job()
    for _attempt in range(job.max_attempts):
        assert tasks.claim(job.id, lease=timedelta(seconds=-1)) is not None
        assert tasks.sweep() == 1
    db.session.refresh(job)
    assert (job.state, job.attempts) == ("failed", 5)
    assert job.error == "The worker died in attempt 5 of 5."


def test_the_sweeper_ends_a_job_whose_cancelling_its_worker_did_not_live_to_see():
    job = make_job()
    assert tasks.claim(job.id, lease=timedelta(seconds=-1)) is not None
    db.session.refresh(job)
    service.cancel(job, by=OWNER)
    db.session.commit()
    assert job.state == "running"
    tasks.sweep()
    db.session.refresh(job)
    assert job.state == "cancelled"


def test_a_job_is_claimed_once():
    job = make_job()
    first, second = tasks.claim(job.id), tasks.claim(job.id)
    assert first is not None
    assert second is None


def test_a_worker_that_stops_gives_the_job_back_without_counting_the_attempt():
    @service.handler("test.work")
    def run(work: Work) -> None:
        work.progress(1, 2)

    job = make_job()
    tasks.run_job(job.id, stopping=lambda: True)
    db.session.refresh(job)
    assert (job.state, job.attempts, job.lease_until) == ("queued", 0, None)
