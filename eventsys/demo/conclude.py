"""Printing the badges and signing the declaration."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from eventsys.badges.printing import queries as printing_queries
from eventsys.badges.printing import service as printing
from eventsys.badges.runs.models import PrintRun
from eventsys.core import clock
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, Instrument, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.texts import service as texts_service
from eventsys.declarations.verification import service as verification
from eventsys.demo import facts
from eventsys.demo.hands import drawn
from eventsys.demo.stage import Stage
from eventsys.files import service as files
from eventsys.jobs.models import Job
from eventsys.pdf.finished.merge import count_pages
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.presence import service as presence

__all__ = ["agree", "declare", "gather", "print_badges", "sign_agreement", "sign_all"]

PATIENCE = 180.0  # seconds; a quiet machine needs about ten for all badges


def print_badges(stage: Stage) -> tuple[int, Path]:
    """One run for everybody, made by a worker process as on any other day. Returns (pages, the PDF)."""
    conference = stage.conference
    with stage.on(date(2013, 11, 15), 20):
        run = printing.start_run(
            conference, printing_queries.unprinted(conference), by=stage.secretariat, selection={"all": True}
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
            if job.is_stopped or time.monotonic() > until:
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
        came = [d for d in delegations_queries.delegations(stage.conference) if d.has_accepted]
        for delegation in came:
            presence.mark_present(delegation, by=stage.secretariat, now=now)
        return len(came)


def declare(stage: Stage) -> Declaration:
    """The five points in three languages, adopted by consensus on the second day."""
    with stage.on(facts.ENDS, 11):
        declaration = texts_service.create(
            stage.conference, title=Localized(facts.DECLARATION), by=stage.secretariat, order_language="en"
        )
        for part, texts in ((ParagraphKind.PREAMBLE, facts.PREAMBLE), (ParagraphKind.POINT, facts.POINTS)):
            for text in texts:
                paragraphs.add_paragraph(declaration, part, Localized(text), by=stage.secretariat)
        completion.finalise(declaration, by=stage.secretariat)
        adoption.adopt(declaration, by=stage.secretariat, now=clock.now())
    return declaration


def sign_all(stage: Stage, declaration: Declaration) -> tuple[int, Path, bool]:
    """Sealed, then signed by every member present, in their order. The act is dated 2013; the file keeps the real
    time of this run besides, as a signature never lies about when it was made, and the paper says when it was sealed.
    Returns (signatures, the PDF, whether it is valid)."""
    ceremony.open_for_signature(declaration, by=stage.secretariat, now=clock.now())
    db.session.commit()
    people = _signed_by_all(stage, declaration)
    ceremony.close(declaration, by=stage.secretariat, now=clock.now())
    db.session.commit()
    path = stage.papers / "hanoi-joint-declaration.pdf"
    path.write_bytes(stages.document(declaration))
    found = verification.verify(path.read_bytes())
    genuine = found.report.valid and found.newest and not found.report.open_fields
    return people, path, genuine


def _signed_by_all(stage: Stage, declaration: Declaration) -> int:
    """One after the other, each kept at once. Returns how many."""
    people = signatories_queries.signatories(declaration)
    for signatory in people:
        ceremony.sign(signatory, by=stage.secretariat, now=clock.now(), ink=drawn(signatory.name))
        db.session.commit()
    return len(people)


def agree(stage: Stage) -> Declaration:
    """The minutes of cooperation between Hanoi and Tokyo, agreed on the second day."""
    conference = stage.conference
    with stage.on(facts.ENDS, 14):
        of = {d.party.code: d for d in delegations_queries.delegations(conference)}
        parties = [of[code] for code in facts.MINUTES_PARTIES]
        agreement = agreements.create_agreement(
            conference,
            Instrument.MINUTES,
            parties,
            title=Localized(facts.MINUTES),
            order_language="en",
            by=stage.secretariat,
        )
        names = {of[code].id: called for code, called in facts.MINUTES_PARTIES.items()}
        agreements.set_parties(agreement, parties, names=names, by=stage.secretariat)
        preamble = Localized(facts.MINUTES_PREAMBLE)
        paragraphs.add_paragraph(agreement, ParagraphKind.PREAMBLE, preamble, by=stage.secretariat)
        for text in facts.MINUTES_POINTS:
            paragraphs.add_paragraph(agreement, ParagraphKind.POINT, Localized(text), by=stage.secretariat)
        completion.agree_text(agreement, by=stage.secretariat, now=clock.now())
    return agreement


def sign_agreement(stage: Stage, agreement: Declaration) -> tuple[list[Path], bool]:
    """One original for each party, both signed by both, in force from that day. Returns (the PDFs, whether all are valid)."""
    ceremony.open_for_signature(agreement, by=stage.secretariat, now=clock.now())
    db.session.commit()
    _signed_by_all(stage, agreement)
    agreements.enter_into_force(agreement, facts.ENDS, by=stage.secretariat)
    db.session.commit()
    paths, genuine = [], True
    for original, _latest in stages_queries.stages(agreement):
        holder = original.holder.city_name["en"].lower() if original.holder else str(original.number)
        path = stage.papers / f"minutes-of-cooperation-{holder}.pdf"
        path.write_bytes(stages.document(agreement, original.number))
        found = verification.verify(path.read_bytes())
        genuine = genuine and found.report.valid and found.newest and not found.report.open_fields
        paths.append(path)
    return paths, genuine
