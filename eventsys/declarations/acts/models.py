"""A declaration from its zero draft to the archive, and an agreement from its draft to its end: what it says, between whom."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import DEFAULT, lazy_pgettext
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.registration.delegations.models import Delegation


class Instrument(StrEnum):
    """What is signed: a declaration of the plenary, or an agreement between two parties or more."""

    DECLARATION = "declaration"
    MINUTES = "minutes"
    MEMORANDUM = "memorandum"


#: In the language in force.
INSTRUMENT_WORDS = {
    Instrument.DECLARATION: _l("declaration"),
    Instrument.MINUTES: _l("minutes of cooperation"),
    Instrument.MEMORANDUM: _l("memorandum of understanding"),
}


class DeclarationState(StrEnum):
    """Of a declaration, and from ``DRAFT`` on of an agreement; both are ``OPEN_FOR_SIGNATURE`` when they are sealed."""

    ZERO_DRAFT = "zero_draft"
    CIRCULATED = "circulated"
    AMENDMENTS_OPEN = "amendments_open"
    CONSOLIDATED = "consolidated"
    FINALISED = "finalised"
    ADOPTED = "adopted"
    OPEN_FOR_SIGNATURE = "open_for_signature"
    CLOSED = "closed"
    ARCHIVED = "archived"
    DRAFT = "draft"
    AGREED_TEXT = "agreed_text"
    PARTLY_SIGNED = "partly_signed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    RENEWED = "renewed"
    EXPIRED = "expired"
    TERMINATED = "terminated"


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
    DeclarationState.DRAFT: lazy_pgettext("text", "draft"),
    DeclarationState.AGREED_TEXT: _l("agreed text"),
    DeclarationState.PARTLY_SIGNED: _l("partly signed"),
    DeclarationState.SIGNED: _l("signed by all parties"),
    DeclarationState.IN_FORCE: _l("in force"),
    DeclarationState.RENEWED: _l("renewed"),
    DeclarationState.EXPIRED: _l("expired"),
    DeclarationState.TERMINATED: _l("terminated"),
}


class Order(StrEnum):
    """Of signatories: alphabetical, by precedence, or the host first and the others alphabetically (alternat:
    the original that the host keeps names the host first). As on the Treaty of Lisbon, the alphabet may be that of each
    city's name in its own language. As in the General Assembly of the United Nations, either alphabet may begin with
    a city drawn by lot and go on from there, round to the one before it."""

    ALPHABETICAL = "alphabetical"
    OWN_NAMES = "own_names"
    LOT = "lot"
    OWN_NAMES_LOT = "own_names_lot"
    PRECEDENCE = "precedence"
    ALTERNAT = "alternat"


#: Orders that begin with a city drawn by lot.
BY_LOT = frozenset({Order.LOT, Order.OWN_NAMES_LOT})
#: In the language in force.
ORDER_WORDS = {
    Order.ALPHABETICAL: _l("alphabetical"),
    Order.OWN_NAMES: _l("alphabetical by each city’s name in its own language"),
    Order.LOT: _l("alphabetical from a first seat drawn by lot"),
    Order.OWN_NAMES_LOT: _l("by names in their own languages from a first seat drawn by lot"),
    Order.PRECEDENCE: _l("by precedence"),
    Order.ALTERNAT: _l("alternat: the host city first, then alphabetical"),
}


class Volumes(StrEnum):
    """How texts in several languages are bound: all in one volume, or an original for each language."""

    ONE = "one"
    EACH = "each"


#: In the language in force.
VOLUME_WORDS = {
    Volumes.ONE: _l("one volume with every language"),
    Volumes.EACH: _l("one original for each language"),
}


class ParagraphKind(StrEnum):
    """The letters in front make the column sort in reading order."""

    PREAMBLE = "a_preamble"
    POINT = "b_point"


class Paragraph(Model):
    """One preamble paragraph or numbered operative point, in every language.

    ``moments``: language to the versions of the text in which its words came (see
    :class:`Wording`); ``behind`` are languages whose words may say less than the others.
    """

    __tablename__ = "paragraph"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    part: Mapped[ParagraphKind] = mapped_column(enumerated(ParagraphKind, 20))
    position: Mapped[int]
    text: Mapped[Localized] = mapped_column(LocalizedText)
    moments: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    behind: Mapped[list[str]] = mapped_column(JSON, default=list)


class Party(Model):
    """A city that an agreement binds. ``name``: how the texts call it ("the People's Committee of Hanoi"); ``moments`` and
    ``behind`` as of a paragraph."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("declaration_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    position: Mapped[int]
    name: Mapped[Localized] = mapped_column(LocalizedText)
    moments: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    behind: Mapped[list[str]] = mapped_column(JSON, default=list)

    delegation: Mapped[Delegation] = relationship()


class Declaration(Model):
    """A text of the plenary, or an agreement between its ``parties`` (see ``kind``).

    ``languages``: those it is adopted in; ``order_language``: the language whose alphabet orders the
    signatories (see ``order``), of whom nobody signs after ``sign_until``; ``version`` counts saves of the text.

    ``authentic``: the one language that alone is authentic, or "" when all are equally;
    ``divergence``: the language that prevails where the texts diverge, or "".

    ``title_moments`` and ``title_behind`` are for the title what ``moments`` and ``behind`` are for a paragraph.

    ``place``, ``done_on`` and ``adopted_on`` are place and dates of the act, as the paper says them (empty: see
    :func:`act_of`); ``adopted_at`` and ``sealed_at`` are the moments in which the
    adoption was recorded and the document sealed.

    Of an agreement, ``adopted_at`` is when its text was agreed; it is in force from ``in_force_on`` until the
    end of ``ends_on`` (None: without end), both days in the conference's time zone.
    """

    __tablename__ = "declaration"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    kind: Mapped[Instrument] = mapped_column(enumerated(Instrument, 20), default=Instrument.DECLARATION)
    state: Mapped[DeclarationState] = mapped_column(
        enumerated(DeclarationState, 30), default=DeclarationState.ZERO_DRAFT
    )
    title: Mapped[Localized] = mapped_column(LocalizedText)
    title_moments: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    title_behind: Mapped[list[str]] = mapped_column(JSON, default=list)
    compared: Mapped[dict[str, Any] | None] = mapped_column(
        JSON
    )  # by whom, up to which version, with which word
    place: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    languages: Mapped[list[str]] = mapped_column(JSON)
    order_language: Mapped[str] = mapped_column(String(10), default=DEFAULT)
    order: Mapped[Order] = mapped_column(enumerated(Order, 20), default=Order.ALPHABETICAL)
    volumes: Mapped[Volumes] = mapped_column(enumerated(Volumes, 10), default=Volumes.ONE)
    sign_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    authentic: Mapped[str] = mapped_column(String(10), default="")
    divergence: Mapped[str] = mapped_column(String(10), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    done_on: Mapped[date | None]
    adopted_on: Mapped[date | None]
    adopted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    adoption: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # how: present, quorum, objections, by whom
    sealed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    in_force_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    conference: Mapped[Conference] = relationship()
    paragraphs: Mapped[list[Paragraph]] = relationship(
        order_by="Paragraph.part, Paragraph.position, Paragraph.id", cascade="all, delete-orphan"
    )
    parties: Mapped[list[Party]] = relationship(
        order_by="Party.position, Party.id", cascade="all, delete-orphan"
    )

    @property
    def is_agreement(self) -> bool:
        return self.kind != Instrument.DECLARATION
