"""One badge, the badges of a person or a run, those whose time may be over; and the locks on people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import and_, bindparam, inspect, or_, select
from sqlalchemy.orm import joinedload

from eventsys.badges.record.models import LIVE_STATES, ON_PAPER, Badge, BadgeKind, BadgeState
from eventsys.badges.runs.models import PrintRun
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.registration.people.models import Delegate

_SERIALS = select(Badge.serial).where(Badge.serial.in_(bindparam("serials", expanding=True)))


def badge_in(slug: str, badge_id: UUID) -> Badge:
    """The badge of an address, with all that its page shows. Raises :class:`NotFound`."""
    statement = (
        select(Badge)
        .join(Badge.conference)
        .where(Conference.slug == slug, Badge.public_id == badge_id)
        .options(
            joinedload(Badge.delegate),
            joinedload(Badge.design),
            joinedload(Badge.run),
            joinedload(Badge.category),
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


def find_by_serial(serial: str) -> Badge | None:
    statement = (
        select(Badge)
        .where(Badge.serial == serial)
        .options(joinedload(Badge.delegate), joinedload(Badge.conference), joinedload(Badge.category))
    )
    return db.session.scalars(statement).one_or_none()


def taken_serials(serials: Iterable[str]) -> set[str]:
    """Those of ``serials`` that a badge has already."""
    found: set[str] = set()
    for some in batched(list(serials)):
        found.update(db.session.scalars(_SERIALS, {"serials": some}))
    return found


#: What can still expire; a personal badge that was given back is at its end already.
_OPEN = or_(
    Badge.state.in_(ON_PAPER),
    and_(Badge.state == BadgeState.RETURNED, Badge.kind == BadgeKind.FLOATER),
)


def ended_with_open_badges(before: date) -> Sequence[Conference]:
    """Conferences that ended before that day and have open badges."""
    opened = select(Badge.id).where(Badge.conference_id == Conference.id, Badge.kind != BadgeKind.DAY, _OPEN)
    return db.session.scalars(
        select(Conference).where(Conference.ends < before, opened.exists()).order_by(Conference.id)
    ).all()


def days_with_open_badges(before: date) -> Sequence[tuple[Conference, date]]:
    """Conferences and days before ``before`` for which there are open day badges."""
    days = (
        select(Badge.conference_id, Badge.valid_on)
        .where(Badge.kind == BadgeKind.DAY, Badge.valid_on < before, _OPEN)
        .distinct()
        .order_by(Badge.conference_id, Badge.valid_on)
    )
    return [(db.session.get_one(Conference, key), day) for key, day in db.session.execute(days) if day]


def due_to_expire(
    conference: Conference, *, over: datetime, day: date | None = None, limit: int
) -> Sequence[Badge]:
    """Open badges printed before the moment ``over``: day badges of ``day``, or (none) all the others."""
    which = Badge.kind != BadgeKind.DAY if day is None else Badge.valid_on == day
    found = (
        select(Badge)
        .where(Badge.conference_id == conference.id, which, _OPEN, Badge.printed_at < over)
        .options(joinedload(Badge.conference))
        .order_by(Badge.id)
        .limit(limit)
        .with_for_update(of=Badge)
    )
    return db.session.scalars(found).all()


_AT_ONCE = 5000  # values in one statement: SQLite takes 32,766, PostgreSQL 65,535
Value = TypeVar("Value")


def batched(values: Sequence[Value], size: int = _AT_ONCE) -> Iterator[Sequence[Value]]:
    """``values`` in pieces that fit one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


# What every click at the desk asks is put together once.
_LIVE = (
    select(Badge)
    .where(Badge.delegate_id.in_(bindparam("delegates", expanding=True)), Badge.state.in_(LIVE_STATES))
    .order_by(Badge.id)
)
_LIVE_ONE = _LIVE.options(joinedload(Badge.design), joinedload(Badge.run))


def lock_delegates(delegates: Sequence[Delegate]) -> None:
    """Renew these delegates and keep their states until the end of the transaction."""
    for ids in batched(sorted(delegate.id for delegate in delegates)):
        db.session.scalars(
            select(Delegate)
            .where(Delegate.id.in_(ids))
            .order_by(Delegate.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).all()


def lock_delegate(delegate: Delegate) -> None:
    """As :func:`lock_delegates`; their delegation and category stay as they were loaded."""
    db.session.refresh(delegate, _columns(), with_for_update={"key_share": True})


@cache
def _columns() -> Sequence[str]:
    return [column.key for column in inspect(Delegate).column_attrs]


def live_badge(delegate: Delegate) -> Badge | None:
    """With its design and run, which whoever looks at one badge compares and opens."""
    return db.session.scalars(_LIVE_ONE, {"delegates": [delegate.id]}).one_or_none()


def live_badges(delegates: Iterable[Delegate]) -> dict[int, Badge]:
    """Delegate id to the one live badge, for those who have one."""
    found: dict[int, Badge] = {}
    for ids in batched([delegate.id for delegate in delegates]):
        badges = db.session.scalars(_LIVE, {"delegates": ids})
        found |= {badge.delegate_id: badge for badge in badges if badge.delegate_id}
    return found


_OF_RUN = Badge.run_id == bindparam("run")
_BADGES = select(Badge).where(_OF_RUN).options(joinedload(Badge.design)).order_by(Badge.run_position)
_MARKS = select(Badge.state, Badge.out_of_date).where(_OF_RUN).order_by(Badge.run_position)


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
