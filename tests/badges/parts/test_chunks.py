"""A run of several chunks is cancelled: every chunk stops, and what is kept is not printed again."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from eventsys.badges.codes import service as codes
from eventsys.badges.copies import documents as copies_documents
from eventsys.badges.parts import service
from eventsys.badges.printing import service as printing
from eventsys.badges.record import queries as record_queries
from eventsys.badges.runs.models import PrintRun, PrintRunPart
from eventsys.core.db import db
from eventsys.jobs import service as jobs
from eventsys.jobs.models import Job
from tests.badges.factories import CLERK, codes_in, make_people, make_run, print_now
from tests.conferences.factories import make_conference
from tests.jobs.factories import run_jobs

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> PrintRun:
    """Six badges in parts of one, in three chunks of two parts."""
    monkeypatch.setattr(service, "PART_SIZE", 1)
    monkeypatch.setattr(service, "PARTS_IN_CHUNK", 2)
    return make_run(conference := make_conference(), make_people(conference, 6))


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, run: PrintRun) -> list[str]:
    """The names that are laid out, in order; while the third is, somebody cancels the run."""
    seen: list[str] = []
    real = copies_documents.print_part

    def note(badges: Any, **more: Any) -> copies_documents.RunPart:
        seen.extend(copy.words["name"] for _design, copy in badges)
        if len(seen) == 3:
            jobs.cancel(db.session.get_one(Job, run.job_id), by=CLERK)
            db.session.commit()
        return real(badges, **more)

    monkeypatch.setattr(copies_documents, "print_part", note)
    return seen


def chunks() -> list[str]:
    return list(db.session.scalars(select(Job.state).where(Job.kind == "badges.chunk").order_by(Job.id)))


def kept() -> list[int]:
    return list(db.session.scalars(select(PrintRunPart.number).order_by(PrintRunPart.number)))


def test_a_cancelled_run_stops_all_its_chunks_and_goes_on_without_printing_twice(
    run: PrintRun, printed: list[str]
) -> None:
    badges = record_queries.badges_of_run(run)
    names = [badge.words["name"] for badge in badges]
    run_jobs()
    db.session.expire_all()
    assert run.job is not None
    assert (run.job.state, run.pdf_digest) == ("cancelled", None)
    assert not {"queued", "running"} & set(chunks()), chunks()
    assert len(printed) == 3, "something was laid out after the run was cancelled"
    before = kept()
    states = Counter(badge.state for badge in badges)
    assert states["printed"] == len(before)
    assert run_jobs() == 0, "a cancelled run waits for somebody who lets it go on"
    printing.resume_run(run, by=CLERK)
    pdf = print_now(run)
    assert codes_in(pdf) == [codes.code_of(badge) for badge in badges]
    assert kept() == list(range(6))
    assert {badge.state for badge in badges} == {"printed"}
    again = [names[number] for number in range(6) if number not in before]
    assert sorted(printed[3:]) == sorted(again), "a kept part was laid out again"
    assert set(chunks()) == {"done"}
