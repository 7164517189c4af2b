"""Applications that wait for their confirmation, and who is registered already. Never writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.applying.models import Application
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.openings.models import Opening
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, DelegateState


@dataclass(frozen=True, slots=True)
class Asked:
    """What the link of an application is about: ``application`` while it waits, ``delegate`` once it is confirmed; neither
    once it was deleted."""

    conference: Conference
    public_id: UUID
    application: Application | None
    delegate: Delegate | None

    @property
    def conference_id(self) -> int:
        return self.conference.id


def asked_in(slug: str, application_id: UUID) -> Asked:
    """Raises :class:`NotFound` where there is no such conference, and for another conference's."""
    application = find_application(application_id)
    delegate = None if application else people_queries.find_delegate(application_id)
    thing = application.opening if application else delegate
    conference = (
        thing.conference
        if thing
        else db.session.scalars(select(Conference).where(Conference.slug == slug)).one_or_none()
    )
    if conference is None or conference.slug != slug:
        raise NotFound
    return Asked(conference, application_id, application, delegate)


def find_application(public_id: UUID) -> Application | None:
    return db.session.scalars(
        select(Application)
        .where(Application.public_id == public_id)
        .options(joinedload(Application.opening).joinedload(Opening.conference))
    ).one_or_none()


def locked_application(application: Application) -> Application | None:
    """As it is by now, held; ``None`` where it is gone."""
    return db.session.scalars(
        select(Application)
        .where(Application.id == application.id)
        .with_for_update(of=Application)
        .execution_options(populate_existing=True)
    ).one_or_none()


def application_from(opening: Opening, address_key: str) -> Application | None:
    """The one that waits from this address."""
    return db.session.scalars(
        select(Application)
        .where(Application.opening_id == opening.id, Application.address_key == address_key)
        .execution_options(populate_existing=True)
    ).one_or_none()


def applications_from(conference: Conference, address: str) -> Sequence[Application]:
    """Those from an address anywhere at a conference."""
    if not address:
        return []
    found = select(Application).where(
        Application.conference_id == conference.id, Application.address_key == address.lower()
    )
    return db.session.scalars(found.order_by(Application.id)).all()


def registered_from(delegation: Delegation, address_key: str) -> Delegate | None:
    """Who registered there with this address and has not withdrawn, the first of them."""
    found = people_queries.full_rows().where(
        Delegate.delegation_id == delegation.id,
        func.lower(Delegate.email) == address_key,
        Delegate.state != DelegateState.WITHDRAWN,
        Delegate.erased_at.is_(None),
    )
    return db.session.scalars(found.order_by(Delegate.id).limit(1)).one_or_none()


def unconfirmed(opening: Opening) -> int:
    """How many wait for a confirmation."""
    found = select(func.count(Application.id)).where(Application.opening_id == opening.id)
    return db.session.scalar(found) or 0


def people_of(opening: Opening) -> int:
    """How many registered there, whatever became of it, with those who have not confirmed."""
    found = select(func.count(Delegate.id)).where(Delegate.delegation_id == opening.delegation_id)
    return (db.session.scalar(found) or 0) + unconfirmed(opening)


def made_before(moment: datetime, *, most: int) -> Sequence[Application]:
    """The oldest first, held; those that somebody is at are left to them."""
    found = (
        select(Application).where(Application.made_at < moment).order_by(Application.made_at, Application.id)
    )
    return db.session.scalars(found.limit(most).with_for_update(skip_locked=True, of=Application)).all()


def is_any_before(moment: datetime) -> bool:
    found = select(Application.id).where(Application.made_at < moment).order_by(Application.id).limit(1)
    return db.session.scalar(found) is not None


def letters_about(application: Application) -> Sequence[OutboxLetter]:
    found = select(OutboxLetter).where(
        OutboxLetter.about_kind == "delegate", OutboxLetter.about_id == application.public_id
    )
    return db.session.scalars(found.order_by(OutboxLetter.id)).all()
