"""Which letters are to be delivered now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.mail.record.models import LetterState, OutboxLetter


def due(now: datetime, limit: int = 50) -> Sequence[int]:
    """Ids of letters to be delivered now, oldest first."""
    asked = select(OutboxLetter.id).where(
        OutboxLetter.state == LetterState.QUEUED, OutboxLetter.next_try_at <= now
    )
    return db.session.scalars(asked.order_by(OutboxLetter.next_try_at, OutboxLetter.id).limit(limit)).all()
