"""``eventsys worker`` is killed in the middle of a badge run: after a restart the run is complete, no badge twice."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from eventsys.app import create_app
from eventsys.badges.parts import service
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.runs.models import PrintRun, PrintRunPart
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock, settings
from eventsys.core.db import db, reading
from eventsys.files import service as files
from eventsys.jobs.models import Job
from eventsys.pdf.finished.merge import count_pages
from eventsys.registration.people.models import Delegate
from tests.badges.factories import make_people, make_run
from tests.conferences.factories import make_conference
from tests.support.databases import empty_database
from tests.support.processes import Command
from tests.support.servers import wait_until

BADGES = service.PART_SIZE * service.PARTS_IN_CHUNK + 90  # two chunks, the last part of the second one short


class Installation:
    """A data folder and a database, and the commands that work on them."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.log = folder / "log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("EVENTSYS_")},
            "EVENTSYS_DATA_DIR": str(folder / "data"),
            "EVENTSYS_DATABASE_URL": database_url,
        }

    @contextmanager
    def worker(self) -> Iterator[Command]:
        process = Command(["worker"], self.environment, log=self.log)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()


def test_a_run_survives_the_death_of_its_worker(tmp_path: Path) -> None:
    """Its chunks are printed by one worker, which dies, and then by two others; each part once, all in order."""
    with empty_database(tmp_path, "killed_worker") as url:
        here = Installation(tmp_path, url)
        Command(["db", "upgrade"], here.environment, log=here.log).wait()
        app = create_app(settings.load({}, data_dir=tmp_path / "data", database_url=url, testing=True))
        with app.app_context(), reading(False):
            conference = make_conference()
            run = make_run(conference, _people(conference))
            first_parts = _kill_in_the_middle(here, run)
            _finish(here, run)
            _check(run, first_parts)
            db.session.remove()
            db.engine.dispose()


def _people(conference: Conference) -> list[Delegate]:
    """Everybody with a name of their own."""
    people = make_people(conference, BADGES, native_name="")
    for number, person in enumerate(people):
        person.family_name = f"Person{number:05}"
    db.session.commit()
    return people


def _kill_in_the_middle(here: Installation, run: PrintRun) -> dict[int, str]:
    with here.worker() as worker:
        wait_until(lambda: len(_parts(run)) >= 1, process=worker, seconds=90)
        worker.kill()
        worker.wait()
    parts = _parts(run)
    assert 1 <= len(parts) < 12, "the worker was faster than the test"
    _renew(run)
    assert run.job is not None
    assert (run.pdf_digest, run.job.state) == (None, "running")
    assert _states(run)["queued"] > 0
    return parts


def _finish(here: Installation, run: PrintRun) -> None:
    for job in db.session.scalars(select(Job).where(Job.state == "running")):
        job.lease_until = clock.now() - timedelta(seconds=1)  # half a minute passes
    db.session.commit()
    with here.worker() as worker, here.worker():
        try:
            wait_until(lambda: _done(run), process=worker, seconds=120)
        except TimeoutError:
            job = run.job
            assert job is not None
            pytest.fail(f"{job.state} {job.attempts} {job.lease_until} {job.error}\n{here.log.read_text()}")


def _check(run: PrintRun, first_parts: dict[int, str]) -> None:
    badges = record_queries.badges_of_run(_renew(run))
    assert run.pdf_digest is not None
    assert run.job is not None
    assert (run.job.attempts, run.job.done) == (2, BADGES)
    assert _states(run) == Counter({"printed": BADGES})
    parts = _parts(run)
    assert list(parts) == list(range(12))
    assert {number: parts[number] for number in first_parts} == first_parts, "a kept part was printed again"
    assert db.session.scalar(select(func.count(Badge.id))) == BADGES
    assert _chunks() == ["done"] * 2
    pdf = files.read(run.pdf_digest)
    assert count_pages(pdf) == BADGES
    for number in (0, 49, 50, 499, 500, 549, 550, BADGES - 1):  # where parts and chunks meet
        assert f"Person{number:05}" in _text_of(pdf, number), number
    assert badges[-1].words["name"].endswith(f"Person{BADGES - 1:05}")


def _text_of(pdf: bytes, number: int) -> str:
    """The words of one page (from 0); the large line may be broken inside."""
    page = str(number + 1)
    command = ["pdftotext", "-f", page, "-l", page, "-", "-"]
    return "".join(
        subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split()
    )


def _done(run: PrintRun) -> bool:
    """Whether the run is bound and every chunk put away: who prints the last part binds the run, and the row of
    the other worker's chunk may be a moment behind.
    """
    job = _renew(run).job
    return job is not None and job.state == "done" and set(_chunks()) == {"done"}


def _chunks() -> list[str]:
    with reading():
        states = list(db.session.scalars(select(Job.state).where(Job.kind == "badges.chunk")))
        db.session.rollback()
    return states


def _renew(run: PrintRun) -> PrintRun:
    db.session.rollback()
    with reading():  # looking must not take the write lock from the workers
        db.session.expire_all()
        db.session.refresh(run)
        if run.job is not None:
            db.session.refresh(run.job)
        db.session.rollback()
    return run


def _parts(run: PrintRun) -> dict[int, str]:
    with reading():
        rows = db.session.execute(
            select(PrintRunPart.number, PrintRunPart.pdf_digest)
            .where(PrintRunPart.run_id == run.id)
            .order_by(PrintRunPart.number)
        )
        found = {number: digest for number, digest in rows}  # noqa: C416  # rows are not pairs for mypy
        db.session.rollback()
    return found


def _states(run: PrintRun) -> Counter[str]:
    return Counter(db.session.scalars(select(Badge.state).where(Badge.run_id == run.id)))
