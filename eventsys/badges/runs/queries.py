"""Print runs, their parts, and the lock that runs of a conference take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from eventsys.badges.runs.models import PrintRun, PrintRunPart
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.web.paging import Page

_LOCK = select(Conference.id).where(Conference.id == bindparam("conference")).with_for_update(key_share=True)


def lock_conference(conference: Conference) -> None:
    """Until the end of the transaction other runs of this conference wait."""
    db.session.execute(_LOCK, {"conference": conference.id})


_PAGE = 50
_KEY = re.compile(r"[0-9]{1,15}")


#: The desk asks for these at every click: put together once.
_RUN_AT = (
    select(PrintRun)
    .join(Conference, Conference.id == PrintRun.conference_id)
    .where(Conference.slug == bindparam("slug"), PrintRun.public_id == bindparam("run"))
    .options(joinedload(PrintRun.job))
)


def run_in(slug: str, run_id: UUID) -> PrintRun:
    """The print run of an address. Raises :class:`NotFound`."""
    found = db.session.scalars(_RUN_AT, {"slug": slug, "run": run_id}).one_or_none()
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


def _narrowed(
    statement: Select[Any], conference: Conference, words: str, since: datetime | None, until: datetime | None
) -> Select[Any]:
    statement = statement.where(PrintRun.conference_id == conference.id)
    if words:
        statement = statement.where(PrintRun.asked_by.icontains(words, autoescape=True))
    if since is not None:
        statement = statement.where(PrintRun.created_at >= since)
    if until is not None:
        statement = statement.where(PrintRun.created_at < until)
    return statement


def runs_page(
    conference: Conference,
    *,
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    after: str | None = None,
) -> Page[PrintRun]:
    """Runs, the newest first: asked for by somebody whose name has ``words``, between two moments."""
    statement = _narrowed(select(PrintRun), conference, words, since, until)
    if after and _KEY.fullmatch(after):
        statement = statement.where(PrintRun.id < int(after))
    newest = statement.options(joinedload(PrintRun.job)).order_by(PrintRun.id.desc()).limit(_PAGE + 1)
    rows = db.session.scalars(newest).all()
    return Page(rows[:_PAGE], str(rows[_PAGE - 1].id) if len(rows) > _PAGE else None)


def lock_run(run: PrintRun) -> None:
    """Renew the run and keep it until the end of the transaction."""
    db.session.flush()
    db.session.refresh(run, with_for_update={"of": PrintRun})


def kept_badges(run: PrintRun) -> int:
    """How many badges stand in the parts that are kept."""
    return db.session.scalar(select(func.sum(PrintRunPart.badges)).where(PrintRunPart.run_id == run.id)) or 0


def part_digests(run: PrintRun) -> dict[int, str]:
    """Number of each finished part to the digest of its PDF."""
    rows = db.session.execute(
        select(PrintRunPart.number, PrintRunPart.pdf_digest)
        .where(PrintRunPart.run_id == run.id)
        .order_by(PrintRunPart.number)
    )
    return dict(rows.all())
