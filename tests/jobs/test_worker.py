"""Real worker processes: killed in the middle, two at once, told to stop; on a local queue and on Redis."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from eventsys.core import current
from eventsys.core.db import db, reading
from eventsys.files.models import Blob
from eventsys.jobs import transport
from eventsys.jobs.models import Job
from tests.jobs.factories import make_job
from tests.jobs.workshop import main as workshop_worker
from tests.support import servers
from tests.support.processes import Command

#: A worker takes long to start on a machine that is busy with other tests.
PATIENCE = 150.0


@dataclass
class Workshop:
    """Starts workers on the application's database and queue."""

    arguments: list[str]
    log: Path

    @contextmanager
    def worker(self, lease: float = 2) -> Iterator[Command]:
        process = Command([*self.arguments, lease], os.environ, log=self.log, program=workshop_worker)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def until_finished(self, *jobs: Job, seconds: float = PATIENCE) -> None:
        def finished() -> bool:
            return all(renewed(job).finished_at for job in jobs)

        try:
            servers.wait_until(finished, seconds=seconds)
        except TimeoutError:
            pytest.fail(f"not finished: {[(j.state, j.error) for j in jobs]}\n{self.log.read_text()}")


def renewed(job: Job) -> Job:
    """As the row is now; reading only, so that the workers are not kept from writing."""
    with reading():
        db.session.refresh(job)
        db.session.commit()
    return job


@pytest.fixture(params=["local queue", "redis"])
def workshop(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> Iterator[Workshop]:
    usual = app.extensions["eventsys.settings"]
    with ExitStack() as stack:
        queue_url = stack.enter_context(servers.redis()) if request.param == "redis" else ""
        chosen = replace(usual, data_dir=tmp_path, queue_url=queue_url)
        app.extensions["eventsys.settings"] = chosen
        # The worker signs with the secret in the data folder.
        (tmp_path / "secret_key").write_text(chosen.secret_key)
        yield Workshop([str(tmp_path), chosen.database_url, queue_url], tmp_path / "log")
        app.extensions["eventsys.settings"] = usual


def work(name: str, parts: int = 3, **more: Any) -> Job:
    return make_job("test.workshop", {"name": name, "parts": parts, **more}, total=parts)


def marks() -> Counter[str]:
    return Counter(digest.rstrip(".") for digest in db.session.scalars(db.select(Blob.digest)))


def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_nothing(workshop: Workshop, tmp_path: Path):
    sign = tmp_path / "sign"
    job = work("badge", 6, hang=4, sign=str(sign))
    with workshop.worker() as first:
        servers.wait_until(sign.exists, process=first, seconds=PATIENCE)
        first.kill()
        first.wait()
    renewed(job)
    assert (job.state, job.done, job.attempts) == ("running", 3, 1)
    with workshop.worker():
        workshop.until_finished(job)
    assert (job.state, job.done, job.attempts, job.result) == ("done", 6, 2, {"parts": 6})
    assert marks() == Counter(f"badge-{part}" for part in range(1, 7))


def test_two_workers_do_each_job_once(workshop: Workshop):
    jobs = [work(f"job{number}", 2) for number in range(20)]
    with workshop.worker(lease=60), workshop.worker(lease=60):
        transport.ring(job.id for job in jobs)  # every bell twice
        workshop.until_finished(*jobs)
    assert {(job.state, job.attempts, job.done) for job in jobs} == {("done", 1, 2)}
    assert set(marks().values()) == {1}
    assert len(marks()) == 40


def test_a_job_whose_ring_was_lost_is_found(workshop: Workshop):
    job = work("quiet")
    transport.open_queue(current.settings()).flush()
    with workshop.worker():
        workshop.until_finished(job)
    assert job.state == "done"


def test_a_worker_told_to_stop_ends_and_the_job_goes_on_elsewhere(workshop: Workshop):
    job = work("long", 3000)
    with workshop.worker() as first:
        servers.wait_until(lambda: _done(job) > 2, process=first, seconds=PATIENCE)
        first.terminate()
        assert first.wait(15) == 0
    renewed(job)
    assert (job.state, job.attempts) == ("queued", 0)
    assert 2 < job.done < 3000
    made = len(marks())
    assert made == job.done
    db.session.commit()
    job.payload = {"name": "long", "parts": job.done + 2}
    db.session.commit()
    with workshop.worker():
        workshop.until_finished(job)
    assert (job.state, len(marks())) == ("done", made + 2)


def _done(job: Job) -> int:
    return renewed(job).done


def test_a_busy_handler_keeps_its_lease_by_heartbeat(workshop: Workshop, tmp_path: Path):
    """It is silent for longer than its lease, and no other worker takes the job."""
    sign = tmp_path / "sign"
    job = work("slow", 2, hang=1, sign=str(sign))
    with workshop.worker(lease=6) as first, workshop.worker(lease=6):
        servers.wait_until(sign.exists, process=first, seconds=PATIENCE)
        first_lease = _lease(job)
        servers.wait_until(lambda: _lease(job) > first_lease + timedelta(seconds=7), seconds=PATIENCE)
        assert (job.state, job.attempts) == ("running", 1)


def _lease(job: Job) -> datetime:
    lease = renewed(job).lease_until
    assert lease is not None, "the job was given up"
    return lease
