"""The print run: parts are printed, kept and committed one by one; a killed run goes on where it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventsys.badges import documents, queries, service
from eventsys.badges.errors import NothingToPrint
from eventsys.badges.models import Badge, PrintRun
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.files import service as files
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Work
from eventsys.pdf.merge import join

__all__ = ["print_run"]


@jobs.handler("badges.print")
def print_run(work: Work) -> dict[str, Any] | None:
    """Print what is not printed yet of the run ``payload["run"]``, then join all parts into one PDF.

    Badges that were voided before their part is printed are left out. No transaction is open while a part
    is laid out. Raises :class:`NothingToPrint` when nothing is left.
    """
    run = queries.run_of_job(work.payload["run"])
    if run is None or run.pdf_digest is not None:
        return None
    parts = service.print_parts(run)
    kept = queries.part_digests(run)
    done = sum(len(badges) for number, badges in enumerate(parts) if number in kept)
    for number, badges in enumerate(parts):
        if number in kept:
            continue
        live = queries.still_live(badges)
        work.progress(done, run.count)
        pdf = _part(run, live) if live else b""
        kept[number] = files.store(pdf, media_type="application/pdf").digest if pdf else ""
        service.keep_part(run, number, badges, kept[number], now=clock.now())
        done += len(badges)
        work.progress(done, run.count)
    digests = [kept[number] for number in range(len(parts)) if kept[number]]
    if not digests:
        raise NothingToPrint
    work.progress()
    whole = join(files.read(digest) for digest in digests)
    blob = files.store(whole, media_type="application/pdf")
    service.finish_run(run, blob.digest, by=SYSTEM, now=clock.now())
    return {"pdf": blob.digest, "badges": run.count}


def _part(run: PrintRun, badges: Sequence[Badge]) -> bytes:
    language = run.conference.languages[0]
    title = run.conference.title.get_in([language])
    copies = [service.copy_of(badge) for badge in badges]
    return documents.badges_pdf(badges[0].design, copies, title=title, language=language)
