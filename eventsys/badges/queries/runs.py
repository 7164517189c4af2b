"""Print runs and what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsys.badges.models import LIVE_STATES, Badge, PrintRun, PrintRunPart
from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound

__all__ = ["run_at", "run_of_job", "runs", "badges_of_run", "still_live", "part_digests"]


def run_at(slug: str, run_id: UUID) -> PrintRun:
    """Raises :class:`NotFound`."""
    statement = (
        select(PrintRun)
        .join(Conference, Conference.id == PrintRun.conference_id)
        .where(Conference.slug == slug, PrintRun.public_id == run_id)
        .options(joinedload(PrintRun.job))
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def run_of_job(run_id: int) -> PrintRun | None:
    """With its conference, for the job that prints it."""
    statement = select(PrintRun).where(PrintRun.id == run_id).options(joinedload(PrintRun.conference))
    return db.session.scalars(statement).one_or_none()


def runs(conference: Conference) -> Sequence[PrintRun]:
    """The last 20 runs, the newest first."""
    statement = (
        select(PrintRun)
        .where(PrintRun.conference_id == conference.id)
        .options(joinedload(PrintRun.job))
        .order_by(PrintRun.id.desc())
        .limit(20)
    )
    return db.session.scalars(statement).all()


def badges_of_run(run: PrintRun) -> Sequence[Badge]:
    """In the order they are printed."""
    statement = (
        select(Badge)
        .where(Badge.run_id == run.id)
        .options(joinedload(Badge.delegate), joinedload(Badge.design))
        .order_by(Badge.run_position)
    )
    return db.session.scalars(statement).all()


def still_live(badges: Sequence[Badge]) -> Sequence[Badge]:
    """Those of ``badges`` that nobody has voided meanwhile, as the database has them now."""
    ids = [badge.id for badge in badges]
    live = set(db.session.scalars(select(Badge.id).where(Badge.id.in_(ids), Badge.state.in_(LIVE_STATES))))
    return [badge for badge in badges if badge.id in live]


def part_digests(run: PrintRun) -> dict[int, str]:
    """Number of each finished part to the digest of its PDF."""
    rows = db.session.execute(
        select(PrintRunPart.number, PrintRunPart.pdf_digest)
        .where(PrintRunPart.run_id == run.id)
        .order_by(PrintRunPart.number)
    )
    return dict(rows.all())
