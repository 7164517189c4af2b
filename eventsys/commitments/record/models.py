"""Commitments, and the cities they are shared with."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.dates import ImpreciseDate, ImpreciseDateType
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.declarations.acts.models import Declaration, Paragraph
from eventsys.networks.registry.models import City


class Source(StrEnum):
    """Where a commitment stands: in an adopted text, or in what somebody said."""

    INSTRUMENT = "instrument"
    STATEMENT = "statement"


class CommitmentState(StrEnum):
    RECORDED = "recorded"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    EVALUATED = "evaluated"
    COMPLETED = "completed"
    CONTINUED = "continued"
    DISCONTINUED = "discontinued"


#: In the language in force.
SOURCE_WORDS = {
    Source.INSTRUMENT: _l("commitment from a text"),
    Source.STATEMENT: _l("pledge without an instrument"),
}
STATE_WORDS = {
    CommitmentState.RECORDED: _l("recorded"),
    CommitmentState.ACCEPTED: _l("accepted"),
    CommitmentState.IN_PROGRESS: _l("in progress"),
    CommitmentState.REPORTED: _l("reported on"),
    CommitmentState.EVALUATED: _l("evaluated"),
    CommitmentState.COMPLETED: _l("completed"),
    CommitmentState.CONTINUED: _l("continued"),
    CommitmentState.DISCONTINUED: _l("discontinued"),
}

_partners = Table(
    "commitment_partner",
    Model.metadata,
    Column("commitment_id", ForeignKey("commitment.id"), primary_key=True),
    Column("city_id", ForeignKey("city.id"), primary_key=True, index=True),
)


class Commitment(Model):
    """One city promises something, with or to others.

    From an instrument: ``declaration`` and perhaps ``point``, whose number then is kept. From a statement:
    who said it, when, where and in which words; it belongs to no text, and so to no signature block.
    ``due_ends`` is the last day that ``due`` can mean; ``search_text`` is the commitment's own words, folded.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint(
            "(source = 'instrument' AND declaration_id IS NOT NULL AND said_by IS NULL AND said_on IS NULL "
            "AND said_where IS NULL AND said_words IS NULL) OR (source = 'statement' AND declaration_id IS NULL "
            "AND point_id IS NULL AND said_by IS NOT NULL)",
            name="source_told",
        ),
        CheckConstraint("(point_id IS NULL) = (point_number IS NULL)", name="point_numbered"),
        CheckConstraint("(due IS NULL) = (due_ends IS NULL)", name="due_ends"),
        Index("ix_commitment_conference_state", "conference_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("city.id"), index=True)
    source: Mapped[Source] = mapped_column(enumerated(Source, 20))
    declaration_id: Mapped[int | None] = mapped_column(ForeignKey("declaration.id"), index=True)
    point_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"), index=True)
    point_number: Mapped[int | None]
    said_by: Mapped[Localized | None] = mapped_column(LocalizedText(none_as_null=True))
    said_on: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)
    said_where: Mapped[Localized | None] = mapped_column(LocalizedText(none_as_null=True))
    said_words: Mapped[Localized | None] = mapped_column(LocalizedText(none_as_null=True))
    what: Mapped[Localized] = mapped_column(LocalizedText)
    indicator: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    due: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)
    due_ends: Mapped[date | None]
    state: Mapped[CommitmentState] = mapped_column(
        enumerated(CommitmentState, 20), default=CommitmentState.RECORDED
    )
    search_text: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    recorded_by: Mapped[str] = mapped_column(String(200))

    conference: Mapped[Conference] = relationship()
    owner: Mapped[City] = relationship()
    partners: Mapped[list[City]] = relationship(secondary=_partners, order_by=(City.sort_name, City.id))

    @property
    def audit_label(self) -> Localized:
        return self.what

    @property
    def owner_name(self) -> Localized:
        """What the owner is called at this edition."""
        return self.conference.city_name(self.owner)

    @property
    def partner_names(self) -> list[Localized]:
        """What the partners are called at this edition, in their order."""
        return [self.conference.city_name(city) for city in self.partners]

    declaration: Mapped[Declaration | None] = relationship()
    point: Mapped[Paragraph | None] = relationship()
