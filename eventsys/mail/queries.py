"""Every select of mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from eventsys.core import current
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.mail.models import LetterState, OutboxLetter

__all__ = ["by_id", "by_key", "demo_letter", "demo_outbox", "due", "newest"]


def by_id(letter_id: int) -> OutboxLetter | None:
    asked = select(OutboxLetter).where(OutboxLetter.id == letter_id)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def by_key(key: str) -> OutboxLetter | None:
    return db.session.scalar(select(OutboxLetter).where(OutboxLetter.key == key))


def due(now: datetime, limit: int = 50) -> Sequence[int]:
    """Ids of letters to be delivered now, oldest first."""
    asked = select(OutboxLetter.id).where(
        OutboxLetter.state == LetterState.QUEUED, OutboxLetter.next_try_at <= now
    )
    return db.session.scalars(asked.order_by(OutboxLetter.next_try_at, OutboxLetter.id).limit(limit)).all()


def newest(search: str = "", limit: int = 100) -> Sequence[OutboxLetter]:
    """The newest letters, to an address or with a subject that contains ``search``."""
    asked = select(OutboxLetter).order_by(OutboxLetter.id.desc()).limit(limit)
    if search:
        escaped = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        asked = asked.where(
            or_(
                OutboxLetter.to_address.ilike(escaped, escape="\\"),
                OutboxLetter.to_name.ilike(escaped, escape="\\"),
                OutboxLetter.subject.ilike(escaped, escape="\\"),
            )
        )
    return db.session.scalars(asked).all()


def demo_outbox() -> bool:
    """There is an outbox to look into in demo mode only. Raises NotFound."""
    if not current.settings().demo:
        raise NotFound
    return True


def demo_letter(letter_id: UUID) -> OutboxLetter:
    """Raises NotFound, also outside demo mode."""
    demo_outbox()
    found = db.session.scalar(select(OutboxLetter).where(OutboxLetter.public_id == letter_id))
    if found is None:
        raise NotFound
    return found
