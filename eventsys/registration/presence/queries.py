"""What was noted of a city's presence, with when and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation

_PRESENCE = (
    "delegation.present",
    "delegation.left",
    "delegation.presence_corrected",
    "delegation.presence_undone",
)


def presence_log(delegation: Delegation) -> Sequence[AuditEntry]:
    """Who noted, corrected or took back its presence, the latest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.thing_type == Delegation.__tablename__,
            AuditEntry.thing_id == str(delegation.public_id),
            AuditEntry.verb.in_(_PRESENCE),
        )
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    ).all()
