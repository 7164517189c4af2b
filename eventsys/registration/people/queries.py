"""People: one, all of a city, places taken; in which order they are listed; finding them by what is known of them, and
by the codes that they carry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, select, true
from sqlalchemy.orm import joinedload, lazyload

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.collation import alphabet
from eventsys.core.words.languages import SUPPORTED, current
from eventsys.core.words.text import folded, sought
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.queries import locked_delegation
from eventsys.registration.people.errors import Erased
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.people.rules import order_key


def by_name(language: str | None = None) -> tuple[Any, Any]:
    """Columns to order people by: their names in the alphabet of ``language`` (the page's by default), then who came
    first."""
    return getattr(Delegate, f"order_{alphabet(language or current())}"), Delegate.id


def name_key(delegate: Delegate, language: str | None = None) -> tuple[str, int]:
    """The same of one who is loaded, in the alphabet of any language."""
    asked = language or current()
    if asked in SUPPORTED:
        return str(getattr(delegate, f"order_{alphabet(asked)}")), delegate.id
    return order_key(delegate, asked), delegate.id


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


def get_delegate(delegate_id: UUID) -> Delegate:
    """The delegate with this public id. Raises :class:`NotFound`."""
    found = find_delegate(delegate_id)
    if found is None:
        raise NotFound
    return found


def delegate_in(slug: str, delegate_id: UUID) -> Delegate:
    """The delegate of this conference's page. Raises :class:`NotFound`, also for another conference's."""
    found = get_delegate(delegate_id)
    if found.conference.slug != slug:
        raise NotFound
    return found


def locked_delegate(delegate: Delegate) -> Delegate:
    """The same delegate, read anew after its delegation's row was locked. Raises :class:`Erased`.

    Held but for its key, as PostgreSQL calls it: who writes a row that only names this person (a place that came free, an
    entry of a list) does not wait, and cannot be waited for.
    """
    locked_delegation(delegate.delegation_id)
    db.session.refresh(delegate, with_for_update={"of": Delegate, "key_share": True})
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


def approved_of(delegation: Delegation) -> int:
    """How many of the delegation are accredited."""
    statement = select(func.count()).where(
        Delegate.delegation_id == delegation.id, Delegate.state == DelegateState.APPROVED
    )
    return db.session.scalar(statement) or 0


def same_person(delegation: Delegation, *, sort_name: str, email: str) -> Delegate | None:
    """Somebody of this name and this mail address who holds a place in the delegation."""
    return db.session.scalars(
        select(Delegate)
        .where(
            Delegate.delegation_id == delegation.id,
            Delegate.holds_place,
            Delegate.sort_name == sort_name,
            func.lower(Delegate.email) == email.lower(),
        )
        .order_by(Delegate.id)
        .limit(1)
    ).one_or_none()


def everybody() -> Sequence[Delegate]:
    """Every registration of the installation, without what belongs to it."""
    return db.session.scalars(select(Delegate).options(lazyload("*")).order_by(Delegate.id)).all()


_OWN_PAGE = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)
_REFERENCE = re.compile(r"r[- ]?([0-9a-f]{4})[- ]?([0-9a-f]{4})")
_TELEPHONE = re.compile(r"[+\d][\d ()./-]{5,}\d")
_MOST = 25


def is_own_page(text: str) -> bool:
    """Is it, or does it hold, the address of a person's own page?"""
    return _OWN_PAGE.search(text) is not None


def with_words(text: str) -> ColumnElement[bool]:
    """People of whom every word of ``text`` is known, in any order: of their names in both scripts, of the mail
    address, the telephone number, the reference; nobody for no word at all. The address that the QR code of one's
    own page holds names that person."""
    page = _OWN_PAGE.search(text)
    if page:
        return Delegate.public_id == UUID(page[0])
    known = [Delegate.search_text.contains(word, autoescape=True) for word in sought(text)]
    return and_(true(), *known) if known else false()


def people_by_code(conference: Conference, code: str) -> Sequence[Delegate]:
    """Whom a code names at the conference, whatever became of their registration: the one of their own page, their
    reference or their telephone number (families share one). Nobody for what is none of these."""
    condition = _named_by(code)
    if condition is None:
        return []
    wanted = full_rows().where(Delegate.conference_id == conference.id, condition)
    return db.session.scalars(wanted.order_by(*by_name()).limit(_MOST)).unique().all()


def _named_by(code: str) -> ColumnElement[bool] | None:
    if _OWN_PAGE.search(code):
        return with_words(code)
    plain = folded(code)
    if reference := _REFERENCE.fullmatch(plain):
        return Delegate.search_text.contains("r" + reference[1] + reference[2])
    if _TELEPHONE.fullmatch(plain):
        digits = "".join(filter(str.isdigit, plain))
        return Delegate.search_text.contains(digits.removeprefix("00"))
    return None
