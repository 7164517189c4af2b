"""The print run: parts are printed, kept and committed one by one; a killed run goes on where it was.

A long run is cut into chunks with a job each, so that several workers print it. The run's own job does what
nobody else has taken, waits for the rest, and joins all parts in the asked order; it is the one people watch
and cancel.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

from eventsys.badges.copies import documents as copies_documents
from eventsys.badges.copies import service as copies_service
from eventsys.badges.freshness import queries as freshness_queries
from eventsys.badges.freshness import service as freshness
from eventsys.badges.freshness.service import COMPARED_AT_ONCE
from eventsys.badges.parts import service
from eventsys.badges.parts.errors import PartFailed
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.errors import NothingToPrint
from eventsys.badges.record.models import Badge
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.sheets import documents as sheets_documents
from eventsys.badges.sheets import queries as sheets_queries
from eventsys.badges.sheets import service as sheets
from eventsys.badges.sheets.rules import SheetOptions
from eventsys.badges.words import service as words_service
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.files import service as files
from eventsys.jobs import queries as job_queries
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Cancelled, Work
from eventsys.jobs.tasks import run_job

log = logging.getLogger("eventsys.badges")
_WAIT_SECONDS = 0.3
_SPOOL = "application/octet-stream"


@jobs.handler("badges.print")
def print_run(work: Work) -> dict[str, Any] | None:
    """Print what is not printed yet of the run ``payload["run"]``, then join all parts into one PDF.

    Badges that were voided before their part is printed are left out. No transaction is open while a part
    is laid out. Raises :class:`NothingToPrint` when nothing is left, :class:`PartFailed`.
    """
    run = runs_queries.run_of_job(work.payload["run"])
    if run is None or run.pdf_digest is not None:
        return None
    parts = service.print_parts(run)
    chunks = service.chunks_of(len(parts))
    if len(chunks) > 1:
        _share(run, chunks, work)
    else:
        _print_parts(run, parts, range(len(parts)), work, work.progress)
    kept = runs_queries.part_digests(run)
    digests = [kept[number] for number in range(len(parts)) if kept[number]]
    if not digests:
        raise NothingToPrint
    work.progress(runs_queries.kept_badges(run))
    _compare_with_record(run, work)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        without = _join(run, digests, cast("BinaryIO", file), work)
        file.flush()
        blob = files.store(Path(file.name), media_type="application/pdf")
    service.finish_run(run, blob.digest, by=SYSTEM, now=clock.now(), without=without)
    return {"pdf": blob.digest, "badges": run.count}


def _compare_with_record(run: PrintRun, work: Work) -> None:
    """Mark what was corrected at the very moment at which the run took its words: neither of two transactions at once
    sees the other, but by now both have ended."""
    badges = record_queries.badges_of_run(run)
    db.session.expire_all()
    for first in range(0, len(badges), COMPARED_AT_ONCE):
        freshness.mark_out_of_date(
            run.conference, freshness_queries.compared_badges(badges[first : first + COMPARED_AT_ONCE])
        )
        work.progress()


def _join(run: PrintRun, digests: Iterable[str], target: BinaryIO, work: Work) -> list[int]:
    """All parts on the sheets that were asked for, with a cover before each delegation if so; without those that
    are void, or whose words were corrected, since they were stamped: their positions in the run."""
    options, kept = SheetOptions.of(run.options), sheets_queries.kept_in(run)
    without = {number for number, one in enumerate(kept) if not one.good}
    if len(without) == len(kept):
        raise NothingToPrint
    covers = sheets.covers_of(run, kept) if options.covers else {}
    title, language = sheets.title_of(run.conference)
    work.progress()
    sheets_documents.print_whole(
        target,
        (files.read(digest) for digest in digests),
        title=title,
        language=language,
        options=options,
        covers=covers,
        without=without,
    )
    return [kept[number].position for number in sorted(without)]


def _share(run: PrintRun, chunks: Sequence[range], work: Work) -> None:
    """Until every part is kept: take a chunk that waits, else wait for those who have the others."""
    missing = _missing(run, chunks)
    asked = service.ask_chunks(run, missing, by=work.actor)
    waiting = dict(zip(missing, [job.id for job in asked], strict=True))
    work.progress(runs_queries.kept_badges(run))
    while waiting:
        if not any(run_job(job_id, stopping=work.stopping) for job_id in waiting.values()):
            time.sleep(_WAIT_SECONDS)
        work.progress()
        waiting = {number: waiting[number] for number in _missing(run, chunks)}
        _look_for_failures(waiting.values())


def _missing(run: PrintRun, chunks: Sequence[range]) -> list[int]:
    kept = runs_queries.part_digests(run)
    return [number for number, parts in enumerate(chunks) if not all(part in kept for part in parts)]


def _look_for_failures(job_ids: Iterable[int]) -> None:
    for job_id in job_ids:
        job = job_queries.find_by_id(job_id)
        if job is not None and job.is_stopped:
            raise PartFailed
    db.session.commit()


@jobs.handler("badges.chunk")
def print_chunk(work: Work) -> dict[str, Any] | None:
    """Print the parts of the chunk ``payload["chunk"]`` that are not kept yet. Stops with its run."""
    run = runs_queries.run_of_job(work.payload["run"])
    if run is None or run.pdf_digest is not None or run.job_id is None:
        return None
    whole = run.job_id
    parts = service.print_parts(run)
    chunk = service.chunks_of(len(parts))[work.payload["chunk"]]
    total = sum(len(parts[number]) for number in chunk)

    def note(done: int) -> None:
        jobs.report(whole, runs_queries.kept_badges(run))
        work.progress(done, total)
        job = job_queries.find_by_id(whole)
        stopped = job is None or job.cancel_asked or job.is_stopped
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
    kept = runs_queries.part_digests(run)
    wanted = list(numbers)
    done = sum(len(parts[number]) for number in wanted if number in kept)
    for number in wanted:
        if number in kept:
            continue
        note(done)
        digest, printed = _print_part(run, record_queries.still_live(parts[number]), work)
        left_out = {badge.run_position or 0 for badge in parts[number]} - printed
        service.keep_part(run, number, parts[number], digest, now=clock.now(), left_out=sorted(left_out))
        done += len(parts[number])
        note(done)


def _print_part(run: PrintRun, badges: Sequence[Badge], work: Work) -> tuple[str, set[int]]:
    """The digest of the part's spool, empty when nothing of it can be printed, and the places of those that
    are in it; who cannot be printed is listed."""
    freshness.renew_words(badges, by=work.actor)
    copies: list[tuple[Badge, copies_documents.Copy]] = []
    bad: list[tuple[Badge, Refusal]] = []
    for badge in badges:
        try:
            copies.append((badge, copies_service.copy_of(badge)))
        except Refusal as refusal:
            bad.append((badge, refusal))
    options, language = SheetOptions.of(run.options), run.conference.languages[0]
    words = words_service.back_words(run.conference)
    stamps = [(badge.design, copy) for badge, copy in copies]
    work.progress()
    part = copies_documents.print_part(stamps, language=language, options=options, words=words)
    bad += [(copies[place][0], why) for place, why in part.failed]
    digest = files.store(part.spool, media_type=_SPOOL).digest if part.spool else ""
    for badge, reason in bad:
        log.warning("badge %s cannot be printed: %s", badge.public_id, reason)
        service.give_up(run, badge, service.failure_words(run, reason), by=work.actor)
    refused = {badge.id for badge, _reason in bad}
    return digest, {badge.run_position or 0 for badge in badges if badge.id not in refused}
