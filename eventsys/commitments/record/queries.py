"""One commitment, read or held. Never writes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventsys.commitments.record.models import Commitment
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound


def commitment_in(slug: str, commitment_id: UUID) -> Commitment:
    """With everything its page shows. Raises :class:`NotFound`."""
    statement = (
        select(Commitment)
        .join(Commitment.conference)
        .where(Conference.slug == slug, Commitment.public_id == commitment_id)
        .options(
            contains_eager(Commitment.conference),
            joinedload(Commitment.owner),
            selectinload(Commitment.partners),
            joinedload(Commitment.declaration),
            joinedload(Commitment.point),
        )
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def find_commitment(commitment_id: UUID) -> Commitment | None:
    return db.session.scalars(select(Commitment).where(Commitment.public_id == commitment_id)).one_or_none()


def get_commitment(commitment_id: UUID) -> Commitment:
    """For the command line. Raises :class:`NotFound`."""
    found = find_commitment(commitment_id)
    if found is None:
        raise NotFound
    return found


def locked(commitment: Commitment) -> Commitment:
    """The same commitment, fresh, with its row held until the end of the transaction."""
    db.session.flush()
    db.session.refresh(commitment, with_for_update={"of": Commitment})
    return commitment
