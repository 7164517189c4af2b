"""Who examined the letters, which cities were reminded, and what the trail says of those let in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.committee.models import CredentialCommittee


def committee_of(conference: Conference) -> CredentialCommittee | None:
    own = select(CredentialCommittee).where(CredentialCommittee.conference_id == conference.id)
    return db.session.scalars(own).one_or_none()


def written_already(keys: Collection[str]) -> set[str]:
    """Those of the letters' keys under which one was queued."""
    found = select(OutboxLetter.key).where(OutboxLetter.key.in_(keys)).order_by(OutboxLetter.id)
    return {key for key in db.session.scalars(found) if key}


def entries_of_leaves(conference: Conference) -> Sequence[int]:
    """Of the trail, those that say why a delegation was let in."""
    found = select(AuditEntry.id).where(
        AuditEntry.conference_id == conference.id, AuditEntry.verb == "delegation.let_in"
    )
    return db.session.scalars(found.order_by(AuditEntry.id)).all()
