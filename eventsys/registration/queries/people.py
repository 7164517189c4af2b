"""People of delegations: one, all of a city, places taken."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload, lazyload

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.registration.errors import Erased
from eventsys.registration.models import Delegate, Delegation
from eventsys.registration.queries.delegations import locked_delegation
from eventsys.registration.queries.order import by_name

__all__ = [
    "delegate_at",
    "delegate_here",
    "delegates_of",
    "everybody",
    "find_delegate",
    "full_rows",
    "head_of",
    "locked_delegate",
    "same_person",
    "taken_places",
]


def full_rows() -> Select[Delegate]:
    """With category, delegation and city. The conference is left out: whoever lists people has it already, so that
    asking for it costs nothing, while its row with network and host would be fetched with every person."""
    return select(Delegate).options(
        joinedload(Delegate.category), joinedload(Delegate.delegation).joinedload(Delegation.city)
    )


_BY_PUBLIC_ID = (  # put together once
    full_rows()
    .where(Delegate.public_id == bindparam("delegate"))
    .options(joinedload(Delegate.conference).joinedload(Conference.city_names))  # few editions have any
)


def find_delegate(delegate_id: UUID) -> Delegate | None:
    return db.session.scalars(_BY_PUBLIC_ID, {"delegate": delegate_id}).unique().one_or_none()


def delegate_at(delegate_id: UUID) -> Delegate:
    """Raises :class:`NotFound`."""
    found = find_delegate(delegate_id)
    if found is None:
        raise NotFound
    return found


def delegate_here(slug: str, delegate_id: UUID) -> Delegate:
    """The delegate of this conference's page. Raises :class:`NotFound`, also for another conference's."""
    found = delegate_at(delegate_id)
    if found.conference.slug != slug:
        raise NotFound
    return found


def locked_delegate(delegate: Delegate) -> Delegate:
    """The same delegate, read anew after its delegation's row was locked. Raises :class:`Erased`."""
    locked_delegation(delegate.delegation_id)
    db.session.refresh(delegate, with_for_update={"of": Delegate})
    if delegate.erased_at is not None:
        raise Erased
    return delegate


def delegates_of(delegation: Delegation) -> Sequence[Delegate]:
    """Everybody ever named, those who hold a place first, then by name."""
    return db.session.scalars(
        full_rows()
        .where(Delegate.delegation_id == delegation.id)
        .join(Category, Category.id == Delegate.category_id)
        .order_by(Delegate.holds_place.desc(), Category.position, *by_name())
    ).all()


def head_of(delegation: Delegation) -> Delegate | None:
    return db.session.scalars(
        select(Delegate).where(
            Delegate.delegation_id == delegation.id, Delegate.is_head, Delegate.holds_place
        )
    ).one_or_none()


def taken_places(delegation: Delegation) -> dict[int, int]:
    """Category id to people of the delegation who hold a place."""
    statement = (
        select(Delegate.category_id, func.count())
        .where(Delegate.delegation_id == delegation.id, Delegate.holds_place)
        .group_by(Delegate.category_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def same_person(delegation: Delegation, *, sort_name: str, email: str) -> Delegate | None:
    """Somebody of this name and this mail address who holds a place in the delegation."""
    return db.session.scalars(
        select(Delegate)
        .where(
            Delegate.delegation_id == delegation.id, Delegate.holds_place, Delegate.sort_name == sort_name,
            func.lower(Delegate.email) == email.lower(),
        )
        .order_by(Delegate.id)
        .limit(1)
    ).one_or_none()  # fmt: skip


def everybody() -> Sequence[Delegate]:
    """Every registration of the installation, without what belongs to it."""
    return db.session.scalars(select(Delegate).options(lazyload("*")).order_by(Delegate.id)).all()
