"""Printing the badges and signing the declaration."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from eventsys.badges import queries as badge_queries
from eventsys.badges import service as badges
from eventsys.badges.models import PrintRun
from eventsys.core import clock
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.core.text import Localized
from eventsys.declarations import queries as declaration_queries
from eventsys.declarations import service as declarations
from eventsys.declarations.models import Declaration, Part
from eventsys.demo import facts
from eventsys.demo.stage import Stage
from eventsys.files import service as files
from eventsys.jobs.models import Job, JobState
from eventsys.pdf.merge import count_pages
from eventsys.registration import queries as registration_queries
from eventsys.registration import service as registration
from eventsys.registration.models import DelegationState

__all__ = ["declare", "gather", "print_badges", "sign_all"]

PATIENCE = 180.0  # seconds; a quiet machine needs about ten for all badges


def print_badges(stage: Stage) -> tuple[int, Path]:
    """One run for everybody, made by a worker process as on any other day. Returns (pages, the PDF)."""
    conference = stage.conference
    with stage.on(date(2013, 11, 15), 20):
        run = badges.start_run(
            conference, badge_queries.unprinted(conference), by=stage.secretariat, selection={"all": True}
        )
    worker = subprocess.Popen([sys.executable, "-m", "eventsys.cli", "worker"], stdout=subprocess.DEVNULL)
    try:
        digest = _wait(run)
    finally:
        worker.terminate()
        try:
            worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:  # it only delivers mail by now, which the next worker goes on with
            worker.kill()
    path = stage.papers / "badges.pdf"
    path.write_bytes(files.read(digest))
    return count_pages(path), path


class NotPrinted(Refusal):
    """The worker did not finish the run."""

    message = "The badges were not printed: %(why)s"


def _wait(run: PrintRun) -> str:
    """The digest of the finished PDF."""
    until = time.monotonic() + PATIENCE
    with reading():  # looking must not hold SQLite's write lock: the worker needs it
        while run.pdf_digest is None:
            job = db.session.get_one(Job, run.job_id, populate_existing=True)
            if job.state in {JobState.FAILED, JobState.CANCELLED} or time.monotonic() > until:
                raise NotPrinted(why=job.error or job.state)
            db.session.rollback()
            time.sleep(0.2)
            db.session.refresh(run)
        digest = run.pdf_digest
        db.session.rollback()
    return digest


def gather(stage: Stage) -> int:
    """The cities that came are there. Returns how many."""
    with stage.on(facts.STARTS, 8) as now:
        came = [
            d
            for d in registration_queries.delegations(stage.conference)
            if d.state == DelegationState.ACCEPTED
        ]
        for delegation in came:
            registration.set_attending(delegation, by=stage.secretariat, now=now)
        return len(came)


def declare(stage: Stage) -> Declaration:
    """The five points in three languages, adopted by consensus on the second day."""
    with stage.on(facts.ENDS, 11):
        declaration = declarations.create(
            stage.conference, title=Localized(facts.DECLARATION), by=stage.secretariat, order_language="en"
        )
        for part, texts in ((Part.PREAMBLE, facts.PREAMBLE), (Part.POINT, facts.POINTS)):
            for text in texts:
                declarations.add_paragraph(declaration, part, Localized(text), by=stage.secretariat)
        declarations.finalise(declaration, by=stage.secretariat)
        declarations.adopt(declaration, by=stage.secretariat, now=clock.now())
    return declaration


def sign_all(stage: Stage, declaration: Declaration) -> tuple[int, Path, bool]:
    """Sealed, then signed by every member present, in their order. Signatures carry the real time of this run, not
    that of 2013: a signature never lies about when it was made. Returns (signatures, the PDF, whether it is valid)."""
    declarations.open_for_signature(declaration, by=stage.secretariat, now=clock.now())
    db.session.commit()
    people = declaration_queries.signatories(declaration)
    for signatory in people:
        declarations.sign(signatory, by=stage.secretariat, now=clock.now())
        db.session.commit()
    declarations.close(declaration, by=stage.secretariat, now=clock.now())
    db.session.commit()
    path = stage.papers / "hanoi-joint-declaration.pdf"
    path.write_bytes(declarations.document(declaration))
    found = declarations.verify(path.read_bytes())
    genuine = found.report.valid and found.newest and not found.report.open_fields
    return len(people), path, genuine
