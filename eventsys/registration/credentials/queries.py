"""Letters of credentials: one, all of a city, the newest of each; who is let in without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.wings import Offers
from eventsys.registration.credentials.models import (
    CredentialLeave,
    CredentialLetter,
    CredentialState,
)
from eventsys.registration.credentials.rules import CityCredentials, is_listed
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.queries import by_name

READERS: Offers[Callable[[bytes], Any]] = Offers()
"""The later room that tells of a signed PDF what its signatures prove: from its bytes to what has ``signing``'s ``report``."""


def _letters() -> Select[CredentialLetter]:
    return select(CredentialLetter).options(
        joinedload(CredentialLetter.delegation).joinedload(Delegation.city),
        selectinload(CredentialLetter.named),
    )


def letter_in(slug: str, delegation_id: UUID, letter_id: UUID) -> CredentialLetter:
    """A letter of this very city at this conference. Raises :class:`NotFound` for any other."""
    found = db.session.scalars(_letters().where(CredentialLetter.public_id == letter_id)).one_or_none()
    if found is None or found.delegation.public_id != delegation_id or found.conference.slug != slug:
        raise NotFound
    return found


def letters_of(delegation: Delegation) -> Sequence[CredentialLetter]:
    """All of a city, the newest first."""
    own = _letters().where(CredentialLetter.delegation_id == delegation.id)
    return db.session.scalars(own.order_by(CredentialLetter.number.desc())).all()


def letter_of(delegation: Delegation) -> CredentialLetter | None:
    """The one that no newer one has replaced, as the database has it now."""
    own = _letters().where(
        CredentialLetter.delegation_id == delegation.id, CredentialLetter.state != CredentialState.REPLACED
    )
    return db.session.scalars(own.execution_options(populate_existing=True)).one_or_none()


def locked_letter(letter: CredentialLetter) -> CredentialLetter:
    """The same, read anew after its delegation's row was locked: one decision at a time."""
    delegations_queries.locked_delegation(letter.delegation_id)
    db.session.refresh(letter)
    return letter


def leave_of(delegation: Delegation) -> CredentialLeave | None:
    """That the city is let in provisionally, while it holds."""
    own = select(CredentialLeave).where(
        CredentialLeave.delegation_id == delegation.id, CredentialLeave.ended_at.is_(None)
    )
    return db.session.scalars(own.execution_options(populate_existing=True)).one_or_none()


def standing_of(delegation: Delegation) -> CityCredentials:
    return CityCredentials(delegation, letter_of(delegation), leave_of(delegation))


def cities(conference: Conference) -> list[CityCredentials]:
    """Those whose letters are examined, in the order of their names, in as many queries for many as for one."""
    current = _letters().where(
        CredentialLetter.conference_id == conference.id, CredentialLetter.state != CredentialState.REPLACED
    )
    letters = {one.delegation_id: one for one in db.session.scalars(current.order_by(CredentialLetter.id))}
    in_force = select(CredentialLeave).where(
        CredentialLeave.conference_id == conference.id, CredentialLeave.ended_at.is_(None)
    )
    leaves = {one.delegation_id: one for one in db.session.scalars(in_force.order_by(CredentialLeave.id))}
    found = [
        CityCredentials(one, letters.get(one.id), leaves.get(one.id))
        for one in delegations_queries.delegations(conference)
    ]
    return [one for one in found if is_listed(one)]


def people_by_delegation(conference: Conference) -> dict[int, list[Delegate]]:
    """Everybody ever named at the conference, by delegation."""
    found: dict[int, list[Delegate]] = {}
    everybody = select(Delegate).where(Delegate.conference_id == conference.id).order_by(*by_name())
    for person in db.session.scalars(everybody):
        found.setdefault(person.delegation_id, []).append(person)
    return found


def letters_at(conference: Conference) -> Sequence[CredentialLetter]:
    """All letters of a conference, replaced ones too, held until the transaction ends."""
    every = select(CredentialLetter).where(CredentialLetter.conference_id == conference.id)
    return db.session.scalars(
        every.options(selectinload(CredentialLetter.named)).order_by(CredentialLetter.id).with_for_update()
    ).all()


def leaves_at(conference: Conference) -> Sequence[CredentialLeave]:
    """As above, of delegations that were let in provisionally."""
    every = select(CredentialLeave).where(CredentialLeave.conference_id == conference.id)
    return db.session.scalars(every.order_by(CredentialLeave.id).with_for_update()).all()
