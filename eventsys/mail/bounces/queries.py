"""The letter that a report is about."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter


def by_message_ids(named: Sequence[str]) -> OutboxLetter | None:
    """The first of the letters that these Message-IDs name, locked; ``None`` where none is ours."""
    asked = select(OutboxLetter).where(OutboxLetter.message_id.in_(named)).order_by(OutboxLetter.id)
    found = db.session.scalars(asked.with_for_update().execution_options(populate_existing=True)).all()
    return min(found, key=lambda letter: named.index(letter.message_id), default=None)
