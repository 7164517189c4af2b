"""A question that is put to the members, with what they answered; and the vote of each in a roll call."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.networks.plenary.models import Decision
from eventsys.registration.delegations.models import Delegation


class Vote(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


#: In the language in force.
VOTE_WORDS = {Vote.YES: _l("in favour"), Vote.NO: _l("against"), Vote.ABSTAIN: _l("abstention")}
AS_IT_STANDS = "text"
"""The choice, among alternatives, that the text stays as it is."""


class Manner(StrEnum):
    """How it was decided."""

    CONSENSUS = "consensus"
    SHOW_OF_HANDS = "show_of_hands"
    ROLL_CALL = "roll_call"
    EDITORIAL = "editorial"


#: In the language in force.
MANNER_WORDS = {
    Manner.CONSENSUS: _l("by consensus in the room"),
    Manner.SHOW_OF_HANDS: _l("by show of hands"),
    Manner.ROLL_CALL: _l("by roll call"),
    Manner.EDITORIAL: _l("by the secretariat, as editorial"),
}


class QuestionKind(StrEnum):
    """Whether amendments (one or several, together) are accepted, or which of several."""

    AMENDMENTS = "amendments"
    ALTERNATIVES = "alternatives"


class QuestionState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    BROKEN_OFF = "broken_off"


#: In the language in force.
QUESTION_WORDS = {
    QuestionState.OPEN: lazy_pgettext("vote", "open"),
    QuestionState.CLOSED: lazy_pgettext("vote", "closed"),
    QuestionState.BROKEN_OFF: lazy_pgettext("vote", "broken off"),
}


class Question(Model):
    """What was asked of the members, and what they decided.

    ``about``: the amendments that it is about, by their labels. ``options``: of alternatives these, and
    :data:`AS_IT_STANDS`; else empty. ``rule``: that of the network when it was put. ``by_cities``: cities cast their votes on
    their own pages, too. ``earlier``: the round before. Once closed: ``counts`` (choice to number), ``represented`` (how many
    members were), ``roll`` (of a roll call: each member's code, name then, choice, and the city that acted for it),
    ``carried``: "yes" or "no", or the option that carried ("": none). ``taken_out``: amendments that a member asked to vote
    on apart: label, and the city's code and name.
    """

    __tablename__ = "plenary_question"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int]
    kind: Mapped[QuestionKind] = mapped_column(enumerated(QuestionKind, 20))
    manner: Mapped[Manner] = mapped_column(enumerated(Manner, 20))
    state: Mapped[QuestionState] = mapped_column(enumerated(QuestionState, 20))
    rule: Mapped[Decision] = mapped_column(enumerated(Decision, 20))
    by_cities: Mapped[bool] = mapped_column(default=False)
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("plenary_question.id"))
    about: Mapped[list[str]] = mapped_column(JSON, default=list)
    options: Mapped[list[str]] = mapped_column(JSON, default=list)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    roll: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    represented: Mapped[int] = mapped_column(default=0)
    carried: Mapped[str] = mapped_column(String(20), default="")
    taken_out: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    opened_by: Mapped[str] = mapped_column(String(200))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(200), default="")

    earlier: Mapped[Question | None] = relationship(remote_side="Question.id")

    @property
    def is_open(self) -> bool:
        return self.state == QuestionState.OPEN

    @property
    def by_roll(self) -> bool:
        return self.manner == Manner.ROLL_CALL

    @property
    def of_alternatives(self) -> bool:
        return self.kind == QuestionKind.ALTERNATIVES

    @property
    def voted(self) -> bool:
        """Whether hands or names were counted."""
        return self.manner in (Manner.SHOW_OF_HANDS, Manner.ROLL_CALL)

    @property
    def round(self) -> int:
        return 1 + (self.earlier.round if self.earlier else 0)


class QuestionBallot(Model):
    """A member's vote in a roll call: "yes", "no", "abstain", or an option of the question."""

    __tablename__ = "plenary_ballot"
    __table_args__ = (UniqueConstraint("question_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("plenary_question.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    choice: Mapped[str] = mapped_column(String(20))
    cast_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    cast_by: Mapped[str] = mapped_column(String(200))

    delegation: Mapped[Delegation] = relationship()
