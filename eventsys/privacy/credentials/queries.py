"""Where letters of credentials speak of somebody."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.privacy.subjects.models import Named
from eventsys.registration.committee.models import CredentialCommittee
from eventsys.registration.credentials.models import CredentialLetter, CredentialName
from eventsys.registration.people.models import Delegate

__all__ = ["committees", "letters", "named", "names_of"]


def names_of(delegate: Delegate) -> Sequence[CredentialName]:
    """Where a letter names the person."""
    own = select(CredentialName).where(CredentialName.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(CredentialName.id)).all()


def named(person: Named) -> list[CredentialName]:
    """Where a letter names somebody who is not registered."""
    every = (
        select(CredentialName)
        .join(CredentialLetter)
        .where(CredentialLetter.conference_id == person.conference.id, CredentialName.delegate_id.is_(None))
    )
    return person.among(db.session.scalars(every.order_by(CredentialName.id)), "name")


def letters(person: Named) -> list[CredentialLetter]:
    """Letters that the person signed."""
    every = select(CredentialLetter).where(CredentialLetter.conference_id == person.conference.id)
    return person.among(db.session.scalars(every.order_by(CredentialLetter.id)), "signed_by", "signer")


def committees(person: Named) -> list[CredentialCommittee]:
    """The committee, where the person is one of its members."""
    own = select(CredentialCommittee).where(CredentialCommittee.conference_id == person.conference.id)
    found = db.session.scalars(own.order_by(CredentialCommittee.id)).all()
    return person.among(found, "members_said")
