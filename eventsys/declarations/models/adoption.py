"""What a plenary decides with: proxies, objections and reservations, votes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.text import Localized, LocalizedText
from eventsys.registration.delegations.models import Delegation

__all__ = ["STATEMENT_WORDS", "VOTE_WORDS", "Ballot", "Proxy", "Statement", "StatementKind", "Vote"]


class Proxy(Model):
    """A member that does not come is represented: by another member city, or by a person (an ambassador).

    The powers are a stored file (digest); ``ended_at`` is set when the proxy was taken back.
    """

    __tablename__ = "proxy"
    __table_args__ = (
        Index(
            "uq_proxy_one_live", "giver_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("holder_id IS NULL OR holder_id <> giver_id", name="not_itself"),
        CheckConstraint("(holder_id IS NULL) = (person <> '')", name="city_or_person"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    person: Mapped[str] = mapped_column(String(200), default="")
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    powers_digest: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    recorded_by: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    giver: Mapped[Delegation] = relationship(foreign_keys=[giver_id])
    holder: Mapped[Delegation | None] = relationship(foreign_keys=[holder_id])

    @property
    def audit_label(self) -> Localized:
        return self.giver.city_name


class StatementKind(StrEnum):
    OBJECTION = "objection"
    RESERVATION = "reservation"


class Vote(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


#: In the language in force.
STATEMENT_WORDS = {
    StatementKind.OBJECTION: _l("objection"),
    StatementKind.RESERVATION: _l("reservation"),
}
VOTE_WORDS = {Vote.YES: _l("in favour"), Vote.NO: _l("against"), Vote.ABSTAIN: _l("abstention")}


class Statement(Model):
    """What a member has put on record before adoption; an objection may be withdrawn."""

    __tablename__ = "declaration_statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    kind: Mapped[str] = mapped_column(String(20))
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
    vote: Mapped[str] = mapped_column(String(10))
    cast_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    cast_by: Mapped[str] = mapped_column(String(200))
