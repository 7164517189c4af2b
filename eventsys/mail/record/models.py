"""The outbox, and whether mail goes out at all.

A letter's Message-ID is fixed when it is queued: a second delivery is the same letter.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.sealed import Sealed
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext


class LetterState(StrEnum):
    """queued → sent | failed | cancelled | withdrawn; failed, cancelled → queued (sent again); sent → failed.

    *Waiting* is no state of a letter: it is queued, and mail is down (:class:`MailLine`). *Sent* says that our
    mail server took it; it fails yet when a server further on reports so (``eventsys mail bounces``).
    """

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"

    @property
    def word(self) -> str:
        """For people, in the language in force."""
        return str(_STATE_WORDS[self.value])


_STATE_WORDS = {
    "queued": _l("On its way"),
    "sent": _l("Sent"),
    "failed": _l("Not delivered"),
    "cancelled": _l("Cancelled"),
    "withdrawn": lazy_pgettext("letter", "Withdrawn"),
}


class Reason(StrEnum):
    """Why a letter did not go out: the first of them are about mail as a whole, the others about one letter."""

    UNREACHABLE = "unreachable"
    SIGN_IN = "sign_in"
    SENDER = "sender"
    QUOTA = "quota"
    RELAY = "relay"
    SERVER = "server"
    FOLDER = "folder"
    NO_SUCH_ADDRESS = "no_such_address"
    MAILBOX_FULL = "mailbox_full"
    MAILBOX_CLOSED = "mailbox_closed"
    TOO_LARGE = "too_large"
    UNWANTED = "unwanted"
    LATER = "later"
    GIVEN_UP = "given_up"
    UNWRITABLE = "unwritable"
    UNMADE = "unmade"
    REFUSED = "refused"

    @property
    def word(self) -> str:
        """For people, in the language in force; without a full stop, to stand after a colon."""
        return str(_REASON_WORDS[self.value])


_REASON_WORDS = {
    "unreachable": _l("the mail server cannot be reached"),
    "sign_in": _l("the mail server does not accept our sign-in"),
    "sender": _l("the mail server refuses our sender address"),
    "quota": _l("the mail server’s quota of letters is used up"),
    "relay": _l("the mail server does not pass our letters on"),
    "server": _l("the mail server takes no letters at present"),
    "folder": _l("the outbox folder cannot be written to"),
    "no_such_address": _l("the address does not exist"),
    "mailbox_full": _l("mailbox full"),
    "mailbox_closed": _l("the mailbox takes no letters"),
    "too_large": _l("the letter is too large"),
    "unwanted": _l("the recipient’s mail server does not want the letter"),
    "later": _l("the recipient’s mail server asks us to wait"),
    "given_up": _l("the recipient’s mail server could not be reached for days"),
    "unwritable": _l("the address cannot be written to"),
    "unmade": _l("the letter could not be put together"),
    "refused": _l("refused by the recipient’s mail server"),
}


class About(NamedTuple):
    """Whom or what a letter is about: ``kind`` is a room's word (delegation, delegate, user), ``id`` public."""

    kind: str
    id: UUID


class OutboxLetter(Model):
    """One mail to one address. Its body is sealed: it carries a personal link, and must be there to be sent again.
    ``attachments``: list of {name, media_type, digest} of stored blobs.

    ``claims`` counts the workers that took it in hand, and is the fence between them; ``attempts`` counts the
    answers that were about this letter. ``reason`` and ``error`` tell of the last one, in our words and the
    server's. ``link_hash`` is that of the personal link in it (``ids.hash_token``), ``superseded_at``
    when that stopped working. ``settled_at``: it came to its state then.
    """

    __tablename__ = "outbox_letter"
    __table_args__ = (
        Index("ix_outbox_letter_due", "state", "next_try_at"),
        Index("ix_outbox_letter_about", "about_kind", "about_id", "id"),
        Index("ix_outbox_letter_to", "to_address", "created_at"),
        Index("ix_outbox_letter_list", "conference_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    conference_id: Mapped[int | None]
    about_kind: Mapped[str | None] = mapped_column(String(20))
    about_id: Mapped[UUID | None]
    to_address: Mapped[str] = mapped_column(String(254))
    to_name: Mapped[str] = mapped_column(String(200), default="")
    reply_to: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Sealed("letters"))
    html: Mapped[str] = mapped_column(Sealed("letters"))
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    state: Mapped[LetterState] = mapped_column(enumerated(LetterState, 20), default=LetterState.QUEUED)
    claims: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    link_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[Reason | None] = mapped_column(enumerated(Reason, 30))
    error: Mapped[str | None] = mapped_column(Text)

    @property
    def audit_label(self) -> str:
        return self.to_name or self.to_address


class MailLine(Model):
    """The one row that says whether mail goes out. While it is down, letters wait and one of them is tried
    now and then; the first that gets through opens the way for all."""

    __tablename__ = "mail_line"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    down_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[Reason | None] = mapped_column(enumerated(Reason, 30))
    error: Mapped[str | None] = mapped_column(Text)
    probes: Mapped[int] = mapped_column(default=0)
    next_probe_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    @property
    def is_down(self) -> bool:
        return self.down_since is not None


#: Stands for what a link ends in, where somebody else than its recipient reads the letter.
HIDDEN = "•••"
