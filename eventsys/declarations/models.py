"""A declaration from its zero draft to the last signature; every stage's file is kept."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.models import Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.text import Localized, LocalizedText
from eventsys.registration.models import Delegate, Delegation

__all__ = [
    "DECLARATION_WORDS",
    "SIGNATORY_WORDS",
    "Declaration",
    "DeclarationState",
    "FrozenText",
    "Paragraph",
    "Part",
    "Revision",
    "Signatory",
    "SignatoryState",
]


class DeclarationState(StrEnum):
    ZERO_DRAFT = "zero_draft"
    CIRCULATED = "circulated"
    AMENDMENTS_OPEN = "amendments_open"
    CONSOLIDATED = "consolidated"
    FINALISED = "finalised"
    ADOPTED = "adopted"
    OPEN_FOR_SIGNATURE = "open_for_signature"
    CLOSED = "closed"
    ARCHIVED = "archived"


#: How a state is called, in the language in force.
DECLARATION_WORDS = {
    DeclarationState.ZERO_DRAFT: _l("zero draft"),
    DeclarationState.CIRCULATED: _l("circulated"),
    DeclarationState.AMENDMENTS_OPEN: _l("amendments open"),
    DeclarationState.CONSOLIDATED: _l("consolidated"),
    DeclarationState.FINALISED: _l("final text"),
    DeclarationState.ADOPTED: _l("adopted"),
    DeclarationState.OPEN_FOR_SIGNATURE: _l("open for signature"),
    DeclarationState.CLOSED: _l("closed"),
    DeclarationState.ARCHIVED: _l("archived"),
}


class Declaration(Model):
    """A text of the plenary. ``languages``: those it is adopted in; ``order_language``: the language whose
    alphabet orders the signatories; ``version`` counts saves of the text."""

    __tablename__ = "declaration"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    state: Mapped[str] = mapped_column(String(30), default=DeclarationState.ZERO_DRAFT)
    title: Mapped[Localized] = mapped_column(LocalizedText)
    place: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    languages: Mapped[list[str]] = mapped_column(JSON)
    order_language: Mapped[str] = mapped_column(String(10), default="en")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    adopted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    adoption: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # how: present, quorum, objections, by whom
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    conference: Mapped[Conference] = relationship()
    paragraphs: Mapped[list[Paragraph]] = relationship(
        order_by="Paragraph.part, Paragraph.position, Paragraph.id", cascade="all, delete-orphan"
    )
    signatories: Mapped[list[Signatory]] = relationship(order_by="Signatory.position, Signatory.id")


class Part(StrEnum):
    """The letters in front make the column sort in reading order."""

    PREAMBLE = "a_preamble"
    POINT = "b_point"


class Paragraph(Model):
    """One preamble paragraph or numbered operative point, in every language."""

    __tablename__ = "paragraph"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    part: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    text: Mapped[Localized] = mapped_column(LocalizedText)


class FrozenText(Model):
    """What was adopted in one language: its exact words and their SHA-256. Never changed."""

    __tablename__ = "frozen_text"
    __table_args__ = (UniqueConstraint("declaration_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    language: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))


class SignatoryState(StrEnum):
    EXPECTED = "expected"
    AUTHORISED = "authorised"
    SIGNED = "signed"
    VERIFIED = "verified"
    PROXY = "proxy"
    DECLINED = "declined"
    ABSENT = "absent"
    INVALIDATED = "invalidated"


#: How a state is called, in the language in force.
SIGNATORY_WORDS = {
    SignatoryState.EXPECTED: _l("expected"),
    SignatoryState.AUTHORISED: _l("authorised"),
    SignatoryState.SIGNED: _l("signed"),
    SignatoryState.VERIFIED: _l("verified"),
    SignatoryState.PROXY: _l("signed by proxy"),
    SignatoryState.DECLINED: _l("declined"),
    SignatoryState.ABSENT: _l("absent"),
    SignatoryState.INVALIDATED: _l("invalidated"),
}


class Signatory(Model):
    """Who signs for a city. Name, office and city are a snapshot; ``public_id`` names the box in the file."""

    __tablename__ = "signatory"
    __table_args__ = (UniqueConstraint("declaration_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(260))
    native_name: Mapped[str] = mapped_column(String(200), default="")
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    city: Mapped[Localized] = mapped_column(LocalizedText)
    native_city: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(20), default=SignatoryState.EXPECTED)
    note: Mapped[str] = mapped_column(Text, default="")
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegation: Mapped[Delegation] = relationship()
    delegate: Mapped[Delegate] = relationship()

    @property
    def conference_id(self) -> int:
        """Whose staff may act on it."""
        return self.delegation.conference_id


class Revision(Model):
    """One stage of the file: 0 as printed, 1 sealed, then one for each signature. The bytes are a blob."""

    __tablename__ = "declaration_revision"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int]
    signatory_id: Mapped[int | None] = mapped_column(ForeignKey("signatory.id"), unique=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
