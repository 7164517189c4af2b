"""Rounds of letters, and who is written to in each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.registration.delegations.models import Delegation


class RoundPurpose(StrEnum):
    INVITATION = "invitation"
    ANSWER = "answer"
    """A reminder to those who have not answered."""
    FINISH = "finish"
    """A reminder to those who come and have named nobody, or people who have not finished."""


PURPOSE_WORDS: Mapping[str, Any] = {
    RoundPurpose.INVITATION: _l("Invitation"),
    RoundPurpose.ANSWER: _l("Reminder to those who have not answered"),
    RoundPurpose.FINISH: _l("Reminder to those who have not finished"),
}


class RoundState(StrEnum):
    PLANNED = "planned"
    BEGUN = "begun"
    SENT = "sent"
    TAKEN_BACK = "taken_back"
    MISSED = "missed"
    """The milestone that it goes by had passed when the moment was seen: nobody is reminded of what is over."""


ROUND_WORDS: Mapping[str, Any] = {
    RoundState.PLANNED: _l("Planned"),
    RoundState.BEGUN: _l("Being sent"),
    RoundState.SENT: _l("Sent"),
    RoundState.TAKEN_BACK: _l("Taken back"),
    RoundState.MISSED: _l("Not sent: its date had passed"),
}
ROUND_TONES: Mapping[str, str] = {RoundState.PLANNED: "info", RoundState.BEGUN: "warn", RoundState.SENT: "ok"}


class LeftOut(StrEnum):
    """Why somebody of a round is not written to when its moment comes."""

    NO_ADDRESS = "no_address"
    ANSWERED = "answered"
    FINISHED = "finished"
    NOT_INVITED = "not_invited"


LEFT_OUT_WORDS: Mapping[str, Any] = {
    LeftOut.NO_ADDRESS: _l("no mail address"),
    LeftOut.ANSWERED: _l("has answered"),
    LeftOut.FINISHED: _l("has nothing left to do"),
    LeftOut.NOT_INVITED: _l("was not invited by letter yet"),
}


class LetterRound(Model):
    """Letters of one ``purpose`` that go out at ``send_at``, or ``days_before`` a milestone, wherever that stands by then.
    ``is_open``: whom it concerns is found when the moment comes; else it was chosen before. Who planned it says the trail."""

    __tablename__ = "letter_round"
    __table_args__ = (
        CheckConstraint("(send_at IS NULL) <> (milestone IS NULL)", name="one_moment"),
        Index(
            "uq_letter_round_planned",
            "conference_id",
            "purpose",
            "milestone",
            "days_before",
            unique=True,
            sqlite_where=text("milestone IS NOT NULL AND state NOT IN ('taken_back', 'missed')"),
            postgresql_where=text("milestone IS NOT NULL AND state NOT IN ('taken_back', 'missed')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    purpose: Mapped[RoundPurpose] = mapped_column(enumerated(RoundPurpose, 20))
    state: Mapped[RoundState] = mapped_column(enumerated(RoundState, 20), default=RoundState.PLANNED)
    send_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    milestone: Mapped[MilestoneKind | None] = mapped_column(enumerated(MilestoneKind, 40))
    days_before: Mapped[int] = mapped_column(default=0)
    is_open: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    conference: Mapped[Conference] = relationship()
    own_words: Mapped[list[RoundWords]] = relationship(
        lazy="selectin", order_by=lambda: RoundWords.standing, cascade="all, delete-orphan"
    )

    @property
    def texts(self) -> dict[str, Localized]:
        """By standing, as :class:`RoundWords` has them."""
        return {one.standing: one.words for one in self.own_words}


class RoundWords(Model):
    """What organisers say besides in the letters of a round to delegations of one ``standing`` (of a city or kind of a body);
    with an empty one to all others. In the languages it was written in."""

    __tablename__ = "letter_round_words"
    __table_args__ = (UniqueConstraint("round_id", "standing"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("letter_round.id"))
    standing: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[Localized] = mapped_column(LocalizedText)


class RoundAddressee(Model):
    """One delegation in one round: there once, and settled once, by a letter or by why there was none."""

    __tablename__ = "letter_round_addressee"
    __table_args__ = (UniqueConstraint("round_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("letter_round.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    written_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_out: Mapped[LeftOut | None] = mapped_column(enumerated(LeftOut, 20))

    delegation: Mapped[Delegation] = relationship()
