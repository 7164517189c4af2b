"""One letter, and the row that says whether mail goes out."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from eventsys.core.db import db
from eventsys.mail.record.models import MailLine, OutboxLetter

LIGHT = (defer(OutboxLetter.text), defer(OutboxLetter.html), defer(OutboxLetter.attachments))


def find_by_id(letter_id: int) -> OutboxLetter | None:
    asked = select(OutboxLetter).where(OutboxLetter.id == letter_id)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def find_letter(letter_id: UUID) -> OutboxLetter | None:
    return db.session.scalar(select(OutboxLetter).where(OutboxLetter.public_id == letter_id))


def locked_letter(letter: OutboxLetter) -> OutboxLetter:
    """The row as it is now; until the end of the transaction nobody else changes it."""
    asked = select(OutboxLetter).where(OutboxLetter.id == letter.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def mail_line() -> MailLine | None:
    """Whether mail goes out, as it is in the database now; ``None`` while nothing ever went wrong."""
    asked = select(MailLine).where(MailLine.id == 1)
    return db.session.scalar(asked.execution_options(populate_existing=True))
