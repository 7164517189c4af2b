from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate


def letters_since(delegation: Delegation, moment: datetime) -> int:
    """How many letters went to its people with their personal links."""
    people = select(Delegate.public_id).where(Delegate.delegation_id == delegation.id)
    statement = select(func.count(OutboxLetter.id)).where(
        OutboxLetter.link_hash.is_not(None),
        OutboxLetter.about_kind == "delegate",
        OutboxLetter.about_id.in_(people),
        OutboxLetter.created_at > moment,
    )
    return db.session.scalar(statement) or 0
