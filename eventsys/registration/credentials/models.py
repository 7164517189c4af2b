"""Letters of credentials, whom they name, and delegations that are let in without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.core.words.text import Localized
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate


class CredentialState(StrEnum):
    """Received → accepted | deficient; each → replaced, when a newer letter comes. A city without one is *missing*."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DEFICIENT = "deficient"
    REPLACED = "replaced"


#: How a city stands that has sent none.
MISSING = "missing"
CREDENTIAL_WORDS: Mapping[str, Any] = {
    MISSING: lazy_pgettext("credentials", "Missing"),
    CredentialState.RECEIVED: lazy_pgettext("credentials", "Received"),
    CredentialState.ACCEPTED: lazy_pgettext("credentials", "Accepted"),
    CredentialState.DEFICIENT: lazy_pgettext("credentials", "Deficient"),
    CredentialState.REPLACED: lazy_pgettext("credentials", "Replaced"),
}
CREDENTIAL_TONES: Mapping[str, str] = {
    MISSING: "warn",
    CredentialState.RECEIVED: "info",
    CredentialState.ACCEPTED: "ok",
    CredentialState.DEFICIENT: "danger",
}


class CredentialForm(StrEnum):
    """What was seen of the letter: the first two are credentials in due form, the others an assurance of them."""

    ORIGINAL = "original"
    SIGNED_PDF = "signed_pdf"
    SCAN = "scan"
    EMAIL = "email"


FORM_WORDS: Mapping[str, Any] = {
    CredentialForm.ORIGINAL: _l("Original letter"),
    CredentialForm.SIGNED_PDF: _l("PDF with a valid electronic signature"),
    CredentialForm.SCAN: _l("Scan or copy"),
    CredentialForm.EMAIL: _l("E-mail"),
}


class CredentialChannel(StrEnum):
    """How a letter came."""

    PAGE = "page"
    STAFF = "staff"
    DESK = "desk"


CHANNEL_WORDS: Mapping[str, Any] = {
    CredentialChannel.PAGE: _l("sent by the city on its page"),
    CredentialChannel.STAFF: _l("filed by the secretariat"),
    CredentialChannel.DESK: _l("scanned at the desk"),
}


class SignedAs(StrEnum):
    """The office of who signed for the city."""

    MAYOR = "mayor"
    INTERNATIONAL = "international"
    EMBASSY = "embassy"
    OTHER = "other"


SIGNED_AS_WORDS: Mapping[str, Any] = {
    SignedAs.MAYOR: _l("Mayor or governor"),
    SignedAs.INTERNATIONAL: _l("Head of international affairs"),
    SignedAs.EMBASSY: _l("Embassy"),
    SignedAs.OTHER: lazy_pgettext("credentials", "Another office"),
}


class StatedPower(StrEnum):
    """What a letter empowers to; to sign is full powers."""

    SPEAK = "speak"
    VOTE = "vote"
    ADOPT = "adopt"
    SIGN = "sign"


POWER_WORDS: Mapping[str, Any] = {
    StatedPower.SPEAK: lazy_pgettext("powers", "to speak"),
    StatedPower.VOTE: lazy_pgettext("powers", "to vote"),
    StatedPower.ADOPT: lazy_pgettext("powers", "to adopt"),
    StatedPower.SIGN: lazy_pgettext("powers", "to sign (full powers)"),
}


class Deficiency(StrEnum):
    """What is wrong with a letter, as the city is told."""

    UNSIGNED = "unsigned"
    NOT_ENTITLED = "not_entitled"
    UNDATED = "undated"
    NO_HEAD = "no_head"
    NAMES = "names"
    POWERS = "powers"
    OTHER_EVENT = "other_event"
    ILLEGIBLE = "illegible"


DEFICIENCY_WORDS: Mapping[str, Any] = {
    Deficiency.UNSIGNED: _l("The letter is not signed."),
    Deficiency.NOT_ENTITLED: _l("The person who signed is not entitled to do so for the city."),
    Deficiency.UNDATED: _l("The letter bears no date."),
    Deficiency.NO_HEAD: _l("The letter does not say who is head of the delegation."),
    Deficiency.NAMES: _l("The names in the letter are not those who were registered."),
    Deficiency.POWERS: _l("The letter does not state the powers of the delegation."),
    Deficiency.OTHER_EVENT: _l("The letter is about another meeting."),
    Deficiency.ILLEGIBLE: _l("The letter cannot be read: it is too dark, too small or cut off."),
}


class CredentialLetter(Model):
    """A letter as it came: ``digest`` (SHA-256) is what was filed, ``shown_digest`` the same as plain pages; both are None
    once its time was over. ``signer`` is whom a valid electronic signature in the file names, "" where there is none.
    ``reasons`` and ``note`` tell the city what is wrong. ``number`` counts the letters of one city."""

    __tablename__ = "credential_letter"
    __table_args__ = (
        UniqueConstraint("delegation_id", "number"),
        Index(
            "uq_credential_letter_current",
            "delegation_id",
            unique=True,
            sqlite_where=text("state != 'replaced'"),
            postgresql_where=text("state != 'replaced'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    number: Mapped[int]
    state: Mapped[CredentialState] = mapped_column(
        enumerated(CredentialState, 20), default=CredentialState.RECEIVED
    )
    form: Mapped[CredentialForm] = mapped_column(enumerated(CredentialForm, 20))
    channel: Mapped[CredentialChannel] = mapped_column(enumerated(CredentialChannel, 20))
    digest: Mapped[str | None] = mapped_column(String(64))
    shown_digest: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int]
    signer: Mapped[str] = mapped_column(String(200), default="")
    dated_on: Mapped[date | None]
    signed_by: Mapped[str] = mapped_column(String(200), default="")
    signed_as: Mapped[SignedAs | None] = mapped_column(enumerated(SignedAs, 20))
    powers: Mapped[list[str]] = mapped_column(JSON, default=list)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_by: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    conference: Mapped[Conference] = relationship()
    delegation: Mapped[Delegation] = relationship()
    named: Mapped[list[CredentialName]] = relationship(
        order_by="CredentialName.position", cascade="all, delete-orphan"
    )

    @property
    def audit_label(self) -> Localized:
        return self.delegation.city_name

    @property
    def is_accepted(self) -> bool:
        return self.state == CredentialState.ACCEPTED

    @property
    def is_deficient(self) -> bool:
        return self.state == CredentialState.DEFICIENT

    @property
    def is_in_form(self) -> bool:
        """Credentials in due form, and no assurance of them."""
        return self.form in {CredentialForm.ORIGINAL, CredentialForm.SIGNED_PDF}

    @property
    def powers_said(self) -> list[str]:
        """In the language in force."""
        return [str(POWER_WORDS[one]) for one in self.powers]

    @property
    def head(self) -> CredentialName | None:
        """Whom it names as head of the delegation."""
        return next((one for one in self.named if one.is_head), None)


class CredentialName(Model):
    """Somebody whom a letter names: a person of the delegation, or words alone where nobody of that name is registered."""

    __tablename__ = "credential_name"
    __table_args__ = (
        UniqueConstraint("letter_id", "position"),
        UniqueConstraint("letter_id", "delegate_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("credential_letter.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    is_head: Mapped[bool] = mapped_column(default=False)

    delegate: Mapped[Delegate | None] = relationship()


class CredentialLeave(Model):
    """A delegation is let in provisionally, until it is taken back: one at most is in force."""

    __tablename__ = "credential_leave"
    __table_args__ = (
        Index(
            "uq_credential_leave_in_force",
            "delegation_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    reason: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class LetterSays:
    """What stands in a letter. ``people``: those of the delegation whom it names; ``others``: names of whom nobody is
    registered; ``head``: the one of ``people`` whom it names as head. ``form`` None: what the file itself shows."""

    people: Sequence[Delegate] = ()
    others: Sequence[str] = ()
    head: Delegate | None = None
    dated_on: date | None = None
    signed_by: str = ""
    signed_as: SignedAs | None = None
    powers: frozenset[str] = frozenset()
    form: CredentialForm | None = None
