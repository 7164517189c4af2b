"""Letters that are queued already, and how many links were written to an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter


def find_by_key(key: str) -> OutboxLetter | None:
    return db.session.scalar(select(OutboxLetter).where(OutboxLetter.key == key))


def links_to(address: str, since: datetime) -> int:
    """How many letters with a personal link were written to an address after that moment, at any conference."""
    wanted = select(func.count(OutboxLetter.id)).where(
        OutboxLetter.to_address == address,
        OutboxLetter.link_hash.is_not(None),
        OutboxLetter.created_at > since,
    )
    return db.session.scalar(wanted) or 0


def much_written_to(conference_id: int, since: datetime, least: int) -> Sequence[str]:
    """Addresses to which at least so many letters with personal links of a conference were written after that moment."""
    wanted = select(OutboxLetter.to_address).where(
        OutboxLetter.conference_id == conference_id,
        OutboxLetter.link_hash.is_not(None),
        OutboxLetter.created_at > since,
        OutboxLetter.to_address != "",
    )
    wanted = wanted.group_by(OutboxLetter.to_address).having(func.count(OutboxLetter.id) >= least)
    return db.session.scalars(wanted.order_by(OutboxLetter.to_address)).all()
