"""Print runs: badges queued together, printed and kept part by part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import update

from eventsys.badges import queries, rules
from eventsys.badges.errors import AlreadyPrinted, NotApproved, NothingToPrint, NothingToResume
from eventsys.badges.models import Badge, BadgeDesign, BadgeState, PrintRun, PrintRunPart
from eventsys.badges.service.designs import ensure_design
from eventsys.badges.service.words import Words
from eventsys.conferences.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.jobs import service as jobs
from eventsys.jobs.models import JobState
from eventsys.registration.models import Delegate, DelegateState

__all__ = ["PART_SIZE", "finish_run", "keep_part", "print_parts", "resume_run", "start_run"]

PART_SIZE = 50


def start_run(
    conference: Conference,
    delegates: Sequence[Delegate],
    *,
    by: Actor,
    selection: dict[str, Any] | None = None,
) -> PrintRun:
    """Queue a badge for each of ``delegates``, in the order given, and the job that prints them.

    Runs of one conference are started one after the other, and a delegate's state is held meanwhile: whom
    another run has just taken, or whose approval is just revoked, is refused by name.
    Raises :class:`NothingToPrint`, :class:`NotApproved` or :class:`AlreadyPrinted`.
    """
    if not delegates:
        raise NothingToPrint
    queries.lock_conference(conference)
    queries.lock_delegates(delegates)
    live = queries.live_badges(delegates)
    for delegate in delegates:
        if delegate.state != DelegateState.APPROVED:
            raise NotApproved(name=delegate.full_name)
        if delegate.id in live:
            raise AlreadyPrinted(name=delegate.full_name)
    run = PrintRun(conference=conference, count=len(delegates), asked_by=by.label, selection=selection or {})
    db.session.add(run)
    db.session.flush()
    general = ensure_design(conference, by=by)
    chosen = {design.category_key: design for design in queries.designs(conference)}
    words = Words(conference)
    for position, delegate in enumerate(delegates):
        design = chosen.get(delegate.category_id, general)
        db.session.add(_new_badge(run, position, delegate, design, words.of(delegate)))
    db.session.flush()
    _ask(run, by=by)
    audit.record(by, verb="print_run.started", thing=run, after={"badges": len(delegates)})
    return run


def _new_badge(
    run: PrintRun, position: int, delegate: Delegate, design: BadgeDesign, words: dict[str, Any]
) -> Badge:
    return Badge(
        conference_id=run.conference_id, delegate=delegate, design=design, run=run, run_position=position,
        serial=rules.new_serial(), words=words,
    )  # fmt: skip


def _ask(run: PrintRun, *, by: Actor) -> None:
    run.job = jobs.ask(
        "badges.print", {"run": run.id}, by=by, conference_id=run.conference_id,
        key=f"badges.print:{run.public_id}", total=run.count,
    )  # fmt: skip


def resume_run(run: PrintRun, *, by: Actor) -> None:
    """Let a run that failed or was cancelled go on where it stopped. Raises :class:`NothingToResume`."""
    stopped = run.job is not None and run.job.state in {JobState.FAILED, JobState.CANCELLED}
    if run.pdf_digest is not None or not stopped:
        raise NothingToResume
    _ask(run, by=by)
    audit.record(by, verb="print_run.resumed", thing=run)


def print_parts(run: PrintRun) -> list[list[Badge]]:
    """The run's badges in parts that are each printed and kept at once: at most PART_SIZE, of one design.

    Void badges are counted in, so that the parts stay the same however often a run is resumed.
    """
    parts: list[list[Badge]] = []
    for badge in queries.badges_of_run(run):
        if parts and len(parts[-1]) < PART_SIZE and parts[-1][0].design_id == badge.design_id:
            parts[-1].append(badge)
        else:
            parts.append([badge])
    return parts


def keep_part(run: PrintRun, number: int, badges: Sequence[Badge], digest: str, *, now: datetime) -> None:
    """Record a printed part and its badges in one transaction; a part is kept once.

    ``digest`` is empty for a part whose badges were all voided before they were printed. A badge that was
    voided while its part was being printed stays void.
    """
    db.session.add(PrintRunPart(run_id=run.id, number=number, pdf_digest=digest))
    ids = [badge.id for badge in badges]
    printed = update(Badge).where(Badge.id.in_(ids), Badge.state == BadgeState.QUEUED)
    db.session.execute(
        printed.values(state=BadgeState.PRINTED, printed_at=now),
        execution_options={"synchronize_session": False},
    )
    for badge in badges:
        db.session.expire(badge, ["state", "printed_at"])


def finish_run(run: PrintRun, digest: str, *, by: Actor, now: datetime) -> None:
    """All parts are joined in the file ``digest``."""
    run.pdf_digest, run.finished_at = digest, now
    audit.record(by, verb="print_run.finished", thing=run, after={"pdf": digest, "badges": run.count})
