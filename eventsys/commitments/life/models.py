"""The steps of a commitment's life."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.commitments.record.models import CommitmentState
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.words.dates import ImpreciseDate, ImpreciseDateType
from eventsys.core.words.text import Localized, LocalizedText


class CommitmentStep(Model):
    """One arrow of a commitment's life: what it became, when, by whom, and the words on record.

    ``due`` is the date by which what is continued is to be done.
    """

    __tablename__ = "commitment_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    state: Mapped[CommitmentState] = mapped_column(enumerated(CommitmentState, 20))
    words: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    due: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(200))
