"""Who signs, and in which way."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.declarations.acts.models import Declaration
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate


class SignatoryState(StrEnum):
    EXPECTED = "expected"
    AUTHORISED = "authorised"
    SIGNED = "signed"
    VERIFIED = "verified"
    PROXY = "proxy"
    DECLINED = "declined"
    ABSENT = "absent"
    INVALIDATED = "invalidated"


_WAITING = frozenset({SignatoryState.EXPECTED, SignatoryState.AUTHORISED})
#: A signature was given.
GIVEN = frozenset({SignatoryState.SIGNED, SignatoryState.VERIFIED, SignatoryState.PROXY})
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


class Way(StrEnum):
    """How a signature was given."""

    TABLET = "tablet"
    """Here, with a certificate issued for this one signature."""
    OWN_CERTIFICATE = "own_certificate"
    TOKEN = "token"  # noqa: S105 - a thing with a key in it
    ELSEWHERE = "elsewhere"
    """In another program, on the sealed file, which was handed in to the secretariat."""
    OWN_LINK = "own_link"
    """The same, handed in by the signatory, who has a link of their own."""
    WET_INK = "wet_ink"
    """On paper; a scan is on file. Never called digital, nor valid."""


_ON_PAPER, _PROXY_ON_PAPER = _l("signed on paper, scan on file"), _l("signed on paper by proxy, scan on file")


class Signatory(Model):
    """Who signs for a city. Name, office and city are a snapshot; ``public_id`` names the box in the file.
    ``signed_on``: the date of the signature, as the paper says it; ``signed_at``: the moment it was given or filed here.
    ``way``: how it was signed, or "" before; on paper the box in the file stays empty. ``drawn``: whether it was drawn
    by hand. ``attended_by`` and ``attended_id``: the account of the staff in whose presence it was given, or who filed
    it: the name as it was then, and the number, which stays; empty where the site's own shell did it. ``confirmed_by``:
    the second person, where the conference asks for one.

    ``by_proxy``: the name is that of another city's head, or of a person without registration;
    ``principal`` is then the head for whom it stands, if one is known.
    """

    __tablename__ = "signatory"
    __table_args__ = (UniqueConstraint("declaration_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(260))
    native_name: Mapped[str] = mapped_column(String(200), default="")
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    city: Mapped[Localized] = mapped_column(LocalizedText)
    native_city: Mapped[str] = mapped_column(String(200), default="")
    by_proxy: Mapped[bool] = mapped_column(default=False)
    principal: Mapped[str] = mapped_column(String(260), default="")
    powers_digest: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[SignatoryState] = mapped_column(
        enumerated(SignatoryState, 20), default=SignatoryState.EXPECTED
    )
    note: Mapped[str] = mapped_column(Text, default="")
    signed_on: Mapped[date | None]
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    way: Mapped[str] = mapped_column(String(20), default="")
    drawn: Mapped[bool] = mapped_column(default=False)
    attended_by: Mapped[str] = mapped_column(String(200), default="")
    attended_id: Mapped[int | None]
    confirmed_by: Mapped[str] = mapped_column(String(200), default="")

    delegation: Mapped[Delegation] = relationship()
    delegate: Mapped[Delegate | None] = relationship()
    declaration: Mapped[Declaration] = relationship(viewonly=True)

    @property
    def conference_id(self) -> int:
        """Whose staff may act on it."""
        return self.delegation.conference_id

    @property
    def is_given(self) -> bool:
        """Signed, by whom and however."""
        return self.state in GIVEN

    @property
    def is_awaited(self) -> bool:
        """Whether the city may still sign. An agreement waits for a party that was absent on the day, too."""
        absent = self.state == SignatoryState.ABSENT
        return self.is_expected or (absent and self.declaration.is_agreement)

    @property
    def is_expected(self) -> bool:
        """Whether nothing was recorded about it yet: neither a signature nor that there is none."""
        return self.state in _WAITING

    @property
    def is_on_paper(self) -> bool:
        return self.way == Way.WET_INK

    @property
    def answer(self) -> Any:
        """The state in words, in the language in force: what was signed on paper is never just "signed"."""
        if self.is_on_paper:
            return _PROXY_ON_PAPER if self.by_proxy else _ON_PAPER
        return SIGNATORY_WORDS[self.state]


class Mandate(Model):
    """Who shall sign for a member, before the document is sealed: somebody else than the head needs powers
    on file. ``rank`` is the city's place by precedence."""

    __tablename__ = "declaration_mandate"
    __table_args__ = (UniqueConstraint("declaration_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"))
    powers_digest: Mapped[str | None] = mapped_column(String(64))
    rank: Mapped[int | None]

    delegate: Mapped[Delegate | None] = relationship()
    declaration: Mapped[Declaration] = relationship(viewonly=True)


class Lot(Model):
    """Which city has the first seat among the signatories: promised, then drawn (``called`` and what follows are empty
    until then). The newest that was drawn counts; former ones stay on record.

    ``seats``: [code, name] of each city in the order of the alphabet at the time. ``promise``: SHA-256 of ``seed`` and
    these codes, told before anybody calls a word. See :mod:`eventsys.declarations.lots.rules`.
    """

    __tablename__ = "declaration_lot"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    seats: Mapped[list[list[str]]] = mapped_column(JSON)
    seed: Mapped[str] = mapped_column(String(64))
    promise: Mapped[str] = mapped_column(String(64))
    promised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    called: Mapped[str] = mapped_column(String(200), default="")
    drawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))

    delegation: Mapped[Delegation | None] = relationship()
    declaration: Mapped[Declaration] = relationship(viewonly=True)
