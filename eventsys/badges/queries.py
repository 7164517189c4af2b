"""Reading designs, badges and runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload

from eventsys.badges.models import LIVE_STATES, Badge, BadgeDesign, BadgeState, PrintRun, PrintRunPart
from eventsys.conferences.models import Category, Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.paging import Page, page_of
from eventsys.registration.models import Delegate, DelegateState, Delegation

__all__ = [
    "Figures", "badge_at", "badges_of_run", "by_serial", "count_unprinted", "design_for", "designs",
    "figures", "history", "live_badge", "live_badges", "lock_conference", "lock_delegates", "newest_version",
    "part_digests", "people_page", "run_at", "run_of_job", "runs", "still_live", "unprinted",
]  # fmt: skip


_AT_ONCE = 5000  # values in one statement: SQLite takes 32,766, PostgreSQL 65,535
Value = TypeVar("Value")


def _batched(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many delegates are approved, and how many of them hold a printed or issued badge."""

    approved: int
    printed: int
    void: int


def design_for(conference: Conference, category: Category | None) -> BadgeDesign | None:
    """The newest design of the category, else the newest one for all."""
    keys = [category.id, 0] if category else [0]
    statement = (
        select(BadgeDesign)
        .where(BadgeDesign.conference_id == conference.id, BadgeDesign.category_key.in_(keys))
        .order_by(BadgeDesign.category_key.desc(), BadgeDesign.version.desc())
        .limit(1)
    )
    return db.session.scalars(statement).one_or_none()


def newest_version(conference: Conference, category_key: int) -> int:
    """The number of a design's newest version, 0 when there is none."""
    newest = select(func.max(BadgeDesign.version)).where(
        BadgeDesign.conference_id == conference.id, BadgeDesign.category_key == category_key
    )
    return db.session.scalar(newest) or 0


def designs(conference: Conference) -> list[BadgeDesign]:
    """The newest version of each design, the one for all first."""
    statement = (
        select(BadgeDesign)
        .where(BadgeDesign.conference_id == conference.id)
        .options(joinedload(BadgeDesign.category))
        .order_by(BadgeDesign.category_key, BadgeDesign.version.desc())
    )
    newest: dict[int, BadgeDesign] = {}
    for design in db.session.scalars(statement):
        newest.setdefault(design.category_key, design)
    return list(newest.values())


def lock_conference(conference: Conference) -> None:
    """Until the end of the transaction other runs of this conference wait."""
    db.session.execute(
        select(Conference.id).where(Conference.id == conference.id).with_for_update(key_share=True)
    )


def lock_delegates(delegates: Sequence[Delegate]) -> None:
    """Renew these delegates and keep their states until the end of the transaction."""
    for ids in _batched(sorted(delegate.id for delegate in delegates), _AT_ONCE):
        db.session.scalars(
            select(Delegate)
            .where(Delegate.id.in_(ids))
            .order_by(Delegate.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).all()


def live_badge(delegate: Delegate) -> Badge | None:
    return live_badges([delegate]).get(delegate.id)


def live_badges(delegates: Iterable[Delegate]) -> dict[int, Badge]:
    """Delegate id to the one live badge, for those who have one."""
    found: dict[int, Badge] = {}
    for ids in _batched([delegate.id for delegate in delegates], _AT_ONCE):
        statement = (
            select(Badge).where(Badge.delegate_id.in_(ids), Badge.state.in_(LIVE_STATES)).order_by(Badge.id)
        )
        found |= {badge.delegate_id: badge for badge in db.session.scalars(statement)}
    return found


def _approved(conference: Conference) -> Select[Any]:
    return (
        select(Delegate)
        .where(Delegate.conference_id == conference.id, Delegate.state == DelegateState.APPROVED)
        .options(joinedload(Delegate.delegation).joinedload(Delegation.city), joinedload(Delegate.category))
    )


def unprinted(conference: Conference) -> Sequence[Delegate]:
    """Approved delegates without a live badge, in the order of city, category and name."""
    live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
    return sorted(
        db.session.scalars(_approved(conference).where(~select(Badge.id).where(live).exists())),
        key=lambda d: (d.delegation.city.sort_name, d.category.position, d.sort_name, d.id),
    )


def count_unprinted(conference: Conference) -> int:
    """How many :func:`unprinted` are."""
    live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
    waiting = select(func.count()).where(
        Delegate.conference_id == conference.id,
        Delegate.state == DelegateState.APPROVED,
        ~select(Badge.id).where(live).exists(),
    )
    return db.session.scalar(waiting) or 0


def people_page(
    conference: Conference, *, category: UUID | None = None, city: UUID | None = None, missing: bool = False,
    words: str = "", after: str | None = None,
) -> Page[Delegate]:  # fmt: skip
    """Approved delegates by name, filtered by the public ids of a category or delegation, by words of the
    name, or to those without a live badge."""
    statement = _approved(conference)
    if category:
        statement = statement.where(Delegate.category.has(Category.public_id == category))
    if city:
        statement = statement.where(Delegate.delegation.has(Delegation.public_id == city))
    if missing:
        live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
        statement = statement.where(~select(Badge.id).where(live).exists())
    for word in words.split()[:5]:
        pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        statement = statement.where(
            Delegate.family_name.ilike(pattern, escape="\\")
            | Delegate.given_name.ilike(pattern, escape="\\")
            | Delegate.native_name.ilike(pattern, escape="\\")
            | Delegate.sort_name.ilike(pattern, escape="\\")
        )
    return page_of(statement, [Delegate.sort_name, Delegate.id], after=after)


def badge_at(slug: str, badge_id: UUID) -> Badge:
    """Raises :class:`NotFound`."""
    statement = (
        select(Badge)
        .join(Conference, Conference.id == Badge.conference_id)
        .where(Conference.slug == slug, Badge.public_id == badge_id)
        .options(
            joinedload(Badge.delegate).joinedload(Delegate.conference),
            joinedload(Badge.design),
            joinedload(Badge.run),
        )
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def history(delegate: Delegate) -> Sequence[Badge]:
    """All badges of a delegate, the newest first."""
    return db.session.scalars(
        select(Badge).where(Badge.delegate_id == delegate.id).order_by(Badge.id.desc())
    ).all()


def by_serial(serial: str) -> Badge | None:
    statement = select(Badge).where(Badge.serial == serial).options(joinedload(Badge.delegate))
    return db.session.scalars(statement).one_or_none()


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


def figures(conference: Conference) -> Figures:
    approved = db.session.scalar(
        select(func.count()).where(
            Delegate.conference_id == conference.id, Delegate.state == DelegateState.APPROVED
        )
    )
    counts = dict(
        db.session.execute(
            select(Badge.state, func.count())
            .where(Badge.conference_id == conference.id)
            .group_by(Badge.state)
        ).all()
    )
    printed = counts.get(BadgeState.PRINTED, 0) + counts.get(BadgeState.ISSUED, 0)
    return Figures(approved or 0, printed, counts.get(BadgeState.VOID, 0))
