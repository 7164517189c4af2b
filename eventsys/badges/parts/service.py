"""The parts of a run: which badges, what is kept of each, and the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, update

from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge, BadgeState, VoidReason
from eventsys.badges.record.service import void
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun, PrintRunPart
from eventsys.badges.sheets import queries as sheets_queries
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.words.languages import in_language
from eventsys.jobs import service as jobs
from eventsys.jobs.models import Job
from eventsys.registration.names.service import why_not_printed


def failure_words(run: PrintRun, refusal: Refusal) -> str:
    """Why a badge of ``run`` could not be printed, in the conference's first language: it is kept with the run."""
    with in_language(run.conference.languages[0]):
        return why_not_printed(refusal)


#: Badges printed and kept at once.
PART_SIZE = 50
#: Parts that one worker takes; a run of no more than these has no chunks.
PARTS_IN_CHUNK = 10

_BADGE = db.metadata.tables[Badge.__tablename__]
_PRINTED = (
    update(_BADGE)
    .where(_BADGE.c.id.in_(bindparam("badges", expanding=True)), _BADGE.c.state == BadgeState.QUEUED)
    .values(state=BadgeState.PRINTED, printed_at=bindparam("moment"))
)  # put together once: doing it anew costs as much as running it


def print_parts(run: PrintRun) -> list[list[Badge]]:
    """The run's badges in parts that are each printed and kept at once: at most PART_SIZE, of one design.

    Void badges are counted in, so that the parts stay the same however often a run is resumed.
    """
    parts: list[list[Badge]] = []
    for badge in record_queries.badges_of_run(run):
        if parts and len(parts[-1]) < PART_SIZE and parts[-1][0].design_id == badge.design_id:
            parts[-1].append(badge)
        else:
            parts.append([badge])
    return parts


def chunks_of(parts: int) -> list[range]:
    """The numbers of the parts of each chunk."""
    return [range(first, min(first + PARTS_IN_CHUNK, parts)) for first in range(0, parts, PARTS_IN_CHUNK)]


def ask_chunks(run: PrintRun, chunks: Sequence[int], *, by: Actor) -> list[Job]:
    """A job for each of these chunks, which any worker may take; asked again it is the same job, and one
    that failed or was cancelled starts anew."""
    return [
        jobs.ask(
            "badges.chunk",
            {"run": run.id, "chunk": number},
            by=by,
            conference_id=run.conference_id,
            key=f"badges.chunk:{run.public_id}:{number}",
        )
        for number in chunks
    ]


def keep_part(
    run: PrintRun,
    number: int,
    badges: Sequence[Badge],
    digest: str,
    *,
    now: datetime,
    left_out: Iterable[int] = (),
) -> None:
    """Record a printed part and its badges in one transaction; a part is kept once.

    ``digest`` is empty for a part of which nothing was printed; ``left_out`` are the positions in the run of
    those that were void before or could not be printed. A badge that was voided while its part was being
    printed stays void.
    """
    db.session.execute(_PRINTED, {"badges": [badge.id for badge in badges], "moment": now})
    for badge in badges:
        db.session.expire(badge, ["state", "printed_at"])
    part = PrintRunPart(
        run_id=run.id, number=number, badges=len(badges), left_out=list(left_out), pdf_digest=digest
    )
    db.session.add(part)


def give_up(run: PrintRun, badge: Badge, reason: str, *, by: Actor) -> None:
    """A badge that cannot be printed is listed with its run and becomes void: its person is without a badge,
    and gets one when what is wrong is mended."""
    runs_queries.lock_run(run)
    named = {"badge": str(badge.public_id), "name": badge.words["name"], "reason": reason}
    run.failures = [*run.failures, named]
    void(badge, VoidReason.UNPRINTABLE, reason, by=by)


def finish_run(run: PrintRun, digest: str, *, by: Actor, now: datetime, without: Sequence[int] = ()) -> None:
    """All parts are joined in the file ``digest``, but for the badges at the positions ``without``."""
    run.pdf_digest, run.finished_at, run.without = digest, now, list(without)
    after = {"pdf": digest, "badges": run.count - len(without)}
    audit.record(by, verb="print_run.finished", thing=run, after=after)


def gone_since(run: PrintRun) -> int:
    """How many badges in the run's file should not be printed again: void, expired or out of date since it was
    made."""
    if run.pdf_digest is None:
        return 0
    return sum(not one.good and one.position not in run.without for one in sheets_queries.kept_in(run))
