"""The openings of an edition, one of them, and when a delegation's people may fill in. Never writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.categories.models import Category
from eventsys.conferences.dates.queries import Window, registration_window
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.openings import rules
from eventsys.registration.openings.models import Opening
from eventsys.registration.openings.rules import Stage


def _whole() -> Select[Opening]:
    return select(Opening).options(joinedload(Opening.delegation), joinedload(Opening.conference))


def openings(conference: Conference) -> Sequence[Opening]:
    """All of an edition, in the order of their categories."""
    found = _whole().join(Category, Category.id == Opening.category_id)
    found = found.where(Opening.conference_id == conference.id)
    return db.session.scalars(found.order_by(Category.position, Opening.id)).all()


def open_now(conference: Conference, now: datetime) -> list[Opening]:
    """Those where people may register now."""
    return [one for one in openings(conference) if rules.stage(one, now) == Stage.OPEN]


def opening_in(slug: str, public_id: UUID) -> Opening:
    """The opening of this conference's page. Raises :class:`NotFound`, also for another conference's."""
    found = db.session.scalars(_whole().where(Opening.public_id == public_id)).one_or_none()
    if found is None or found.conference.slug != slug:
        raise NotFound
    return found


def opening_named(slug: str, code: str) -> Opening:
    """The one for the category of this code, published or not. Raises :class:`NotFound`."""
    found = _whole().join(Category, Category.id == Opening.category_id).join(Conference)
    found = found.where(Conference.slug == slug, Category.code == code)
    opening = db.session.scalars(found).one_or_none()
    if opening is None:
        raise NotFound
    return opening


def opening_for(category: Category) -> Opening | None:
    return db.session.scalars(_whole().where(Opening.category_id == category.id)).one_or_none()


def opening_of(delegation: Delegation, *, anew: bool = False) -> Opening | None:
    """Whose people the delegation has, where they registered openly. ``anew``: as it is by now, whatever was read before."""
    if not delegation.is_of_individuals:
        return None
    found = select(Opening).where(Opening.delegation_id == delegation.id)
    return db.session.scalars(found.execution_options(populate_existing=anew)).one_or_none()


def window_for(delegation: Delegation) -> Window:
    """When people of the delegation may be named and fill in: that of their opening, else that of the conference."""
    opening = opening_of(delegation)
    return registration_window(delegation.conference) if opening is None else rules.window(opening)
