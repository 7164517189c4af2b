"""Who was seen to arrive: badges handed over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from eventsys.badges.models import Badge
from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.registration.models import Delegate, DelegateState

__all__ = ["heads_arrived"]


def heads_arrived(conference: Conference) -> dict[int, datetime]:
    """Delegation id to the moment at which its approved head was first handed a badge."""
    rows = db.session.execute(
        select(Delegate.delegation_id, func.min(Badge.issued_at))
        .join(Badge, Badge.delegate_id == Delegate.id)
        .where(
            Delegate.conference_id == conference.id,
            Delegate.state == DelegateState.APPROVED,
            Delegate.is_head,
            Badge.issued_at.is_not(None),
        )
        .group_by(Delegate.delegation_id)
        .order_by(Delegate.delegation_id)
    )
    return {key: moment for key, moment in rows if moment is not None}
