"""What a plenary decides with: objections and reservations, votes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.voting.models import Vote
from eventsys.registration.delegations.models import Delegation


class StatementKind(StrEnum):
    OBJECTION = "objection"
    RESERVATION = "reservation"


#: In the language in force.
STATEMENT_WORDS = {
    StatementKind.OBJECTION: _l("objection"),
    StatementKind.RESERVATION: _l("reservation"),
}


class Statement(Model):
    """What a member has put on record before adoption; an objection may be withdrawn."""

    __tablename__ = "declaration_statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    kind: Mapped[StatementKind] = mapped_column(enumerated(StatementKind, 20))
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    made_by: Mapped[str] = mapped_column(String(200))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegation: Mapped[Delegation] = relationship()


class Ballot(Model):
    """A member's vote on a declaration, where the network decides by vote."""

    __tablename__ = "declaration_ballot"
    __table_args__ = (UniqueConstraint("declaration_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    vote: Mapped[Vote] = mapped_column(enumerated(Vote, 10))
    cast_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    cast_by: Mapped[str] = mapped_column(String(200))
