"""Who has a badge and who waits for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, inspect, select
from sqlalchemy.orm import joinedload

from eventsys.badges.models import LIVE_STATES, Badge, BadgeKind, BadgeState
from eventsys.conferences.models import Category, Conference
from eventsys.core.db import db
from eventsys.core.paging import Page, page_of
from eventsys.core.text import sought
from eventsys.networks import queries as cities
from eventsys.registration import queries as people
from eventsys.registration.models import Delegate, DelegateState, Delegation

__all__ = [
    "Figures", "batched", "count_unprinted", "figures", "find_people", "live_badge", "live_badges", "lock_conference",
    "lock_delegate", "lock_delegates", "people_page", "unprinted",
]  # fmt: skip


_MOST_WORDS = 12  # of a search: a telephone number is five, a name with a city six
_AT_ONCE = 5000  # values in one statement: SQLite takes 32,766, PostgreSQL 65,535
Value = TypeVar("Value")


def batched(values: Sequence[Value], size: int = _AT_ONCE) -> Iterator[Sequence[Value]]:
    """``values`` in pieces that fit one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many delegates are approved, and how many of them hold a printed or issued badge; how many badges of any
    kind are out of date, and how many of those are with their holders."""

    approved: int
    printed: int
    void: int
    out_of_date: int = 0
    handed_over: int = 0


_COMPARED = LIVE_STATES | {BadgeState.RETURNED}  # a floater that came back goes out again


# What every click at the desk asks is put together once.
_LIVE = (
    select(Badge)
    .where(Badge.delegate_id.in_(bindparam("delegates", expanding=True)), Badge.state.in_(LIVE_STATES))
    .order_by(Badge.id)
)
_LIVE_ONE = _LIVE.options(joinedload(Badge.design), joinedload(Badge.run))
_LOCK = select(Conference.id).where(Conference.id == bindparam("conference")).with_for_update(key_share=True)


def lock_conference(conference: Conference) -> None:
    """Until the end of the transaction other runs of this conference wait."""
    db.session.execute(_LOCK, {"conference": conference.id})


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


def _approved(conference: Conference) -> Select[Any]:
    return (
        select(Delegate)
        .where(
            Delegate.conference_id == conference.id,
            Delegate.state == DelegateState.APPROVED,
            Delegate.erased_at.is_(None),
        )
        .options(joinedload(Delegate.delegation).joinedload(Delegation.city), joinedload(Delegate.category))
    )


def unprinted(conference: Conference) -> Sequence[Delegate]:
    """Approved delegates without a live badge, in the order of city, category and name, in the alphabet of the
    conference's first language."""
    language = conference.languages[0]
    live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
    return sorted(
        db.session.scalars(_approved(conference).where(~select(Badge.id).where(live).exists())),
        key=lambda d: (
            people.city_key(d.delegation, language),
            d.category.position,
            people.name_key(d, language),
        ),
    )


def count_unprinted(conference: Conference) -> int:
    """How many :func:`unprinted` are."""
    live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
    waiting = select(func.count()).where(
        Delegate.conference_id == conference.id,
        Delegate.state == DelegateState.APPROVED,
        Delegate.erased_at.is_(None),
        ~select(Badge.id).where(live).exists(),
    )
    return db.session.scalar(waiting) or 0


def find_people(conference: Conference, words: str, *, limit: int = 25) -> Sequence[Delegate]:
    """Approved delegates of whom every one of ``words`` is known: of name, city, mail address, telephone number,
    reference or badge number."""
    statement = _approved(conference).join(Delegate.delegation).join(Delegation.city)
    parts = [words] if people.is_own_page(words) else sought(words)[:_MOST_WORDS]
    if not parts:
        return []
    for word in parts:
        number = select(Badge.id).where(
            Badge.delegate_id == Delegate.id, Badge.serial == word.upper(), Badge.state.in_(LIVE_STATES)
        )
        statement = statement.where(people.with_words(word) | cities.with_words(word) | number.exists())
    ordered = statement.order_by(*people.by_name()).limit(limit)
    return db.session.scalars(ordered).unique().all()


def people_page(
    conference: Conference, *, category: UUID | None = None, city: UUID | None = None, missing: bool = False,
    outdated: bool = False, words: str = "", after: str | None = None,
) -> Page[Delegate]:  # fmt: skip
    """Approved delegates by name, filtered by the public ids of a category or delegation, by words of the
    name, to those without a live badge, or to those whose badge is out of date."""
    statement = _approved(conference)
    if category:
        statement = statement.where(Delegate.category.has(Category.public_id == category))
    if city:
        statement = statement.where(Delegate.delegation.has(Delegation.public_id == city))
    if missing:
        live = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES))
        statement = statement.where(~select(Badge.id).where(live).exists())
    if outdated:
        late = and_(Badge.delegate_id == Delegate.id, Badge.state.in_(LIVE_STATES), Badge.out_of_date)
        statement = statement.where(select(Badge.id).where(late).exists())
    if words:
        statement = statement.where(people.with_words(words))
    return page_of(statement, people.by_name(), after=after)


def figures(conference: Conference) -> Figures:
    approved = db.session.scalar(
        select(func.count()).where(
            Delegate.conference_id == conference.id, Delegate.state == DelegateState.APPROVED
        )
    )
    rows = db.session.execute(
        select(Badge.state, Badge.kind, Badge.out_of_date, func.count())
        .where(Badge.conference_id == conference.id)
        .group_by(Badge.state, Badge.kind, Badge.out_of_date)
    ).all()
    counts, late = Counter[str](), Counter[str]()
    for state, kind, out_of_date, number in rows:
        counts[state] += number if kind == BadgeKind.DELEGATE else 0
        late[state] += number if out_of_date and state in _COMPARED else 0
    return Figures(
        approved or 0, counts[BadgeState.PRINTED] + counts[BadgeState.ISSUED], counts[BadgeState.VOID],
        late.total(), late[BadgeState.ISSUED],
    )  # fmt: skip
