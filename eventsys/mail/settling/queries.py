"""Letters that are withdrawn or emptied, locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import defer

from eventsys.core.db import db
from eventsys.mail.record.models import LetterState, OutboxLetter
from eventsys.mail.record.queries import LIGHT


def with_links(hashes: Iterable[str]) -> Sequence[OutboxLetter]:
    """Letters that carry these links, locked, oldest first."""
    asked = select(OutboxLetter).where(OutboxLetter.link_hash.in_(list(hashes))).options(*LIGHT)
    asked = asked.order_by(OutboxLetter.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).all()


def settled_with_words(conference_id: int) -> Sequence[OutboxLetter]:
    """Letters of a conference that wait no more and still have a recipient, without their words, locked."""
    asked = select(OutboxLetter).where(
        OutboxLetter.conference_id == conference_id,
        OutboxLetter.state != LetterState.QUEUED,
        OutboxLetter.to_address != "",
    )
    asked = asked.options(defer(OutboxLetter.text), defer(OutboxLetter.html)).order_by(OutboxLetter.id)
    return db.session.scalars(asked.with_for_update()).all()
