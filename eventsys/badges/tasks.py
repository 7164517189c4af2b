"""The print run: parts are printed, kept and committed one by one; a killed run goes on where it was.

A long run is cut into chunks with a job each, so that several workers print it. The run's own job does what
nobody else has taken, waits for the rest, and joins all parts in the asked order; it is the one people watch
and cancel.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from eventsys.badges import documents, queries, service
from eventsys.badges.errors import NothingToPrint, PartFailed
from eventsys.badges.models import Badge, PrintRun
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.files import service as files
from eventsys.jobs import queries as job_queries
from eventsys.jobs import service as jobs
from eventsys.jobs.models import JobState
from eventsys.jobs.service import Cancelled, Work
from eventsys.jobs.tasks import run_job
from eventsys.pdf.merge import join

__all__ = ["expire_now_and_then", "print_chunk", "print_run"]

log = logging.getLogger("eventsys.badges")
_WAIT_SECONDS = 0.3
_EXPIRE_EVERY = timedelta(minutes=10)


@jobs.handler("badges.print")
def print_run(work: Work) -> dict[str, Any] | None:
    """Print what is not printed yet of the run ``payload["run"]``, then join all parts into one PDF.

    Badges that were voided before their part is printed are left out. No transaction is open while a part
    is laid out. Raises :class:`NothingToPrint` when nothing is left, :class:`PartFailed`.
    """
    run = queries.run_of_job(work.payload["run"])
    if run is None or run.pdf_digest is not None:
        return None
    parts = service.print_parts(run)
    chunks = service.chunks_of(len(parts))
    if len(chunks) > 1:
        _share(run, chunks, work)
    else:
        _print_parts(run, parts, range(len(parts)), work, work.progress)
    kept = queries.part_digests(run)
    digests = [kept[number] for number in range(len(parts)) if kept[number]]
    if not digests:
        raise NothingToPrint
    work.progress(queries.kept_badges(run))
    blob = files.store(join(files.read(digest) for digest in digests), media_type="application/pdf")
    service.finish_run(run, blob.digest, by=SYSTEM, now=clock.now())
    return {"pdf": blob.digest, "badges": run.count}


def _share(run: PrintRun, chunks: Sequence[range], work: Work) -> None:
    """Until every part is kept: take a chunk that waits, else wait for those who have the others."""
    missing = _missing(run, chunks)
    asked = service.ask_chunks(run, missing, by=work.actor)
    waiting = dict(zip(missing, [job.id for job in asked], strict=True))
    work.progress(queries.kept_badges(run))
    while waiting:
        if not any(run_job(job_id, stopping=work.stopping) for job_id in waiting.values()):
            time.sleep(_WAIT_SECONDS)
        work.progress()
        waiting = {number: waiting[number] for number in _missing(run, chunks)}
        _look_for_failures(waiting.values())


def _missing(run: PrintRun, chunks: Sequence[range]) -> list[int]:
    kept = queries.part_digests(run)
    return [number for number, parts in enumerate(chunks) if not all(part in kept for part in parts)]


def _look_for_failures(job_ids: Iterable[int]) -> None:
    for job_id in job_ids:
        job = job_queries.by_id(job_id)
        if job is not None and job.state in {JobState.FAILED, JobState.CANCELLED}:
            raise PartFailed
    db.session.commit()


@jobs.handler("badges.chunk")
def print_chunk(work: Work) -> dict[str, Any] | None:
    """Print the parts of the chunk ``payload["chunk"]`` that are not kept yet. Stops with its run."""
    run = queries.run_of_job(work.payload["run"])
    if run is None or run.pdf_digest is not None or run.job_id is None:
        return None
    whole = run.job_id
    parts = service.print_parts(run)
    chunk = service.chunks_of(len(parts))[work.payload["chunk"]]
    total = sum(len(parts[number]) for number in chunk)

    def note(done: int) -> None:
        jobs.report(whole, queries.kept_badges(run))
        work.progress(done, total)
        job = job_queries.by_id(whole)
        stopped = job is None or job.cancel_asked or job.state in {JobState.CANCELLED, JobState.FAILED}
        db.session.commit()
        if stopped:
            raise Cancelled

    _print_parts(run, parts, chunk, work, note)
    return {"badges": total}


def _print_parts(
    run: PrintRun,
    parts: Sequence[Sequence[Badge]],
    numbers: Iterable[int],
    work: Work,
    note: Callable[[int], None],
) -> None:
    """Print and keep those parts of ``numbers`` that are not kept; ``note`` commits, and says how many badges
    are done."""
    kept = queries.part_digests(run)
    wanted = list(numbers)
    done = sum(len(parts[number]) for number in wanted if number in kept)
    for number in wanted:
        if number in kept:
            continue
        note(done)
        digest = _print_part(run, queries.still_live(parts[number]), work)
        service.keep_part(run, number, parts[number], digest, now=clock.now())
        done += len(parts[number])
        note(done)


def _print_part(run: PrintRun, badges: Sequence[Badge], work: Work) -> str:
    """The digest of the part's PDF, empty when nothing of it can be printed; who cannot is listed."""
    copies: list[tuple[Badge, documents.Copy]] = []
    bad: list[tuple[Badge, str]] = []
    for badge in badges:
        try:
            copies.append((badge, service.copy_of(badge)))
        except Refusal as refusal:
            bad.append((badge, str(refusal)))
    work.progress()
    pdf = _lay_out(run, copies, bad) if copies else b""
    digest = files.store(pdf, media_type="application/pdf").digest if pdf else ""
    for badge, reason in bad:
        log.warning("badge %s cannot be printed: %s", badge.public_id, reason)
        service.give_up(run, badge, reason, by=work.actor)
    return digest


def _lay_out(
    run: PrintRun, copies: Sequence[tuple[Badge, documents.Copy]], bad: list[tuple[Badge, str]]
) -> bytes:
    """All of ``copies`` on one PDF; when one of them is in the way, each by itself, and ``bad`` grows."""
    try:
        return _pdf(run, copies)
    except Refusal as refusal:
        if len(copies) == 1:
            bad.append((copies[0][0], str(refusal)))
            return b""
    pages = [_lay_out(run, [one], bad) for one in copies]
    return join(page for page in pages if page) if any(pages) else b""


def _pdf(run: PrintRun, copies: Sequence[tuple[Badge, documents.Copy]]) -> bytes:
    language = run.conference.languages[0]
    title = run.conference.title.get_in([language])
    design = copies[0][0].design
    return documents.badges_pdf(design, [copy for _badge, copy in copies], title=title, language=language)


class _Expiry:
    """When badges were last looked through for those whose time is over."""

    last: datetime | None = None


def expire_now_and_then() -> None:
    """For a worker's ticks: every ten minutes, badges whose conference or day is over expire."""
    now = clock.now()
    if _Expiry.last is not None and now - _Expiry.last < _EXPIRE_EVERY:
        return
    _Expiry.last = now
    while service.expire_due(by=SYSTEM, now=now):
        db.session.commit()
    db.session.rollback()
