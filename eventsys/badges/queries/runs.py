"""Print runs and what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from eventsys.badges import rules
from eventsys.badges.models import LIVE_STATES, Badge, PrintRun, PrintRunPart
from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.paging import Page
from eventsys.registration.models import Delegate

__all__ = [
    "Kept", "badges_of_run", "kept_badges", "kept_in", "lock_run", "marks_of_run", "part_digests", "printed_rows", "run_at",
    "run_of_job", "runs", "runs_page", "still_live",
]  # fmt: skip

_PAGE = 50
_KEY = re.compile(r"[0-9]{1,15}")


#: The desk asks for these at every click: put together once.
_RUN_AT = (
    select(PrintRun)
    .join(Conference, Conference.id == PrintRun.conference_id)
    .where(Conference.slug == bindparam("slug"), PrintRun.public_id == bindparam("run"))
    .options(joinedload(PrintRun.job))
)
_OF_RUN = Badge.run_id == bindparam("run")
_BADGES = select(Badge).where(_OF_RUN).options(joinedload(Badge.design)).order_by(Badge.run_position)
_MARKS = select(Badge.state, Badge.out_of_date).where(_OF_RUN).order_by(Badge.run_position)


def run_at(slug: str, run_id: UUID) -> PrintRun:
    """Raises :class:`NotFound`."""
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
    conference: Conference, *, words: str = "", since: datetime | None = None, until: datetime | None = None,
    after: str | None = None,
) -> Page[PrintRun]:  # fmt: skip
    """Runs, the newest first: asked for by somebody whose name has ``words``, between two moments."""
    statement = _narrowed(select(PrintRun), conference, words, since, until)
    if after and _KEY.fullmatch(after):
        statement = statement.where(PrintRun.id < int(after))
    newest = statement.options(joinedload(PrintRun.job)).order_by(PrintRun.id.desc()).limit(_PAGE + 1)
    rows = db.session.scalars(newest).all()
    return Page(rows[:_PAGE], str(rows[_PAGE - 1].id) if len(rows) > _PAGE else None)


def printed_rows(
    conference: Conference, *, words: str = "", since: datetime | None = None, until: datetime | None = None
) -> Iterator[tuple[PrintRun, int, str, dict[str, Any], str, bool]]:
    """Run, position, number, words, state and mark of each badge of the runs that :func:`runs_page` shows."""
    statement = _narrowed(
        select(PrintRun, Badge.run_position, Badge.serial, Badge.words, Badge.state, Badge.out_of_date).join(
            Badge, Badge.run_id == PrintRun.id
        ),
        conference, words, since, until,
    )  # fmt: skip
    rows = db.session.execute(statement.order_by(PrintRun.id.desc(), Badge.run_position))
    yield from rows


def badges_of_run(run: PrintRun) -> Sequence[Badge]:
    """In the order they are printed."""
    return db.session.scalars(_BADGES, {"run": run.id}).all()


def marks_of_run(run: PrintRun) -> Sequence[tuple[str, bool]]:
    """The state of each of its badges, and whether it is marked as out of date."""
    return [(state, late) for state, late in db.session.execute(_MARKS, {"run": run.id})]


def still_live(badges: Sequence[Badge]) -> Sequence[Badge]:
    """Those of ``badges`` that nobody has voided meanwhile, as the database has them now."""
    ids = [badge.id for badge in badges]
    live = set(db.session.scalars(select(Badge.id).where(Badge.id.in_(ids), Badge.state.in_(LIVE_STATES))))
    return [badge for badge in badges if badge.id in live]


def lock_run(run: PrintRun) -> None:
    """Renew the run and keep it until the end of the transaction."""
    db.session.flush()
    db.session.refresh(run, with_for_update={"of": PrintRun})


def kept_badges(run: PrintRun) -> int:
    """How many badges stand in the parts that are kept."""
    return db.session.scalar(select(func.sum(PrintRunPart.badges)).where(PrintRunPart.run_id == run.id)) or 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A badge in the kept parts of a run: its position, its delegation's id, its words, and whether it goes on
    sheets."""

    position: int
    delegation: int | None
    words: dict[str, Any]
    good: bool


def kept_in(run: PrintRun) -> Sequence[Kept]:
    """Of each badge that is in the kept parts, in order. Good are those that are live and say what is on record."""
    gone = {
        position
        for part in db.session.scalars(select(PrintRunPart.left_out).where(PrintRunPart.run_id == run.id))
        for position in part
    }
    rows = db.session.execute(
        select(Delegate.delegation_id, Badge.run_position, Badge.words, Badge.state, Badge.out_of_date)
        .select_from(Badge)
        .outerjoin(Badge.delegate)
        .where(Badge.run_id == run.id)
        .order_by(Badge.run_position)
    )
    return [
        Kept(place or 0, delegation, words, rules.is_good(state, out_of_date=out_of_date))
        for delegation, place, words, state, out_of_date in rows
        if (place or 0) not in gone
    ]


def part_digests(run: PrintRun) -> dict[int, str]:
    """Number of each finished part to the digest of its PDF."""
    rows = db.session.execute(
        select(PrintRunPart.number, PrintRunPart.pdf_digest)
        .where(PrintRunPart.run_id == run.id)
        .order_by(PrintRunPart.number)
    )
    return dict(rows.all())
