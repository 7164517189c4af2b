"""A change that somebody asks for, as old and new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_pgettext
from eventsys.registration.people.models import Delegate


class ChangeState(StrEnum):
    """Waiting → approved | declined | taken back."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


CHANGE_WORDS: Mapping[str, Any] = {
    ChangeState.WAITING: lazy_pgettext("change", "Waits for the secretariat"),
    ChangeState.APPROVED: lazy_pgettext("change", "Approved"),
    ChangeState.DECLINED: lazy_pgettext("change", "Declined"),
    ChangeState.TAKEN_BACK: lazy_pgettext("change", "Taken back"),
}


class AskedChange(Model):
    """One at a time waits for each person: whoever asks again says anew what the record shall be.

    ``fields`` are the names of the fields; ``values`` what they shall read, ``before`` what they read when it was asked, as
    ``changes.rules`` keeps them: both are there while it waits, and emptied with the decision. ``by_focal``: the focal point
    asks, not the person. ``reason``: why it was declined.
    """

    __tablename__ = "asked_change"
    __table_args__ = (
        Index(
            "uq_asked_change_waiting",
            "delegate_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    state: Mapped[ChangeState] = mapped_column(enumerated(ChangeState, 20), default=ChangeState.WAITING)
    fields: Mapped[list[str]] = mapped_column(JSON)
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_focal: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    delegate: Mapped[Delegate] = relationship()

    @property
    def is_declined(self) -> bool:
        return self.state == ChangeState.DECLINED
