"""Delegations of cities and the people in them, as they were at this edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.sealed import Sealed, SealedDate
from eventsys.core.text import Localized, LocalizedText
from eventsys.networks.models import City


class DelegationState(StrEnum):
    """How a city answered its invitation. Whether it is in the hall is another fact: :attr:`Delegation.present`."""

    INVITED = "invited"
    """No answer yet."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SENDS_PROXY = "sends_proxy"
    """Nobody comes; another city or a person acts for it."""


ANSWER_WORDS: Mapping[str, Any] = {
    DelegationState.INVITED: _l("No answer yet"), DelegationState.ACCEPTED: _l("Accepted"),
    DelegationState.DECLINED: _l("Declined"), DelegationState.SENDS_PROXY: _l("Sends a proxy"),
}  # fmt: skip
ANSWER_TONES: Mapping[str, str] = {
    DelegationState.ACCEPTED: "ok", DelegationState.DECLINED: "danger", DelegationState.SENDS_PROXY: "info",
}  # fmt: skip


class Delegation(Model):
    """A city at an edition. ``standing`` is the city's membership status at the edition's own time;
    only members vote, sign and count for the quorum.

    ``state`` is its answer. That it is in the hall is a fact of its own: since when, until when (None: still),
    and who noted it; what was noted before stands in the audit trail.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        UniqueConstraint("conference_id", "city_id"),
        CheckConstraint("present_until IS NULL OR present_until >= present_since", name="left_after_arrival"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"), index=True)
    standing: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default=DelegationState.INVITED)
    focal_name: Mapped[str] = mapped_column(String(200), default="")
    focal_email: Mapped[str] = mapped_column(String(254), default="")
    focal_language: Mapped[str] = mapped_column(String(10), default="en")
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_note: Mapped[str] = mapped_column(Text, default="")
    present_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    present_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    presence_by: Mapped[str] = mapped_column(String(200), default="")

    conference: Mapped[Conference] = relationship()
    city: Mapped[City] = relationship()

    @property
    def city_name(self) -> Localized:
        """What the city is called at this edition."""
        return self.conference.city_name(self.city)

    @property
    def audit_label(self) -> Localized:
        return self.city_name

    @property
    def present(self) -> bool:
        """Its people are in the hall now."""
        return self.present_since is not None and self.present_until is None

    @property
    def expected(self) -> bool:
        """It said that it comes, or it is there whatever it said."""
        return self.state == DelegationState.ACCEPTED or self.present


class DelegateState(StrEnum):
    """Draft → submitted → (returned ↔ submitted) → pre-approved → approved | rejected | waitlisted;
    approved → revoked; any open state → withdrawn."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PRE_APPROVED = "pre_approved"
    APPROVED = "approved"
    WAITLISTED = "waitlisted"
    REJECTED = "rejected"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


STATE_WORDS: Mapping[str, Any] = {
    DelegateState.DRAFT: _l("Draft"), DelegateState.SUBMITTED: _l("Submitted"), DelegateState.RETURNED: _l("Returned"),
    DelegateState.PRE_APPROVED: _l("Pre-approved"), DelegateState.APPROVED: _l("Approved"),
    DelegateState.WAITLISTED: _l("Waiting list"), DelegateState.REJECTED: _l("Rejected"),
    DelegateState.REVOKED: _l("Revoked"), DelegateState.WITHDRAWN: _l("Withdrawn"), **ANSWER_WORDS,
}  # fmt: skip
STATE_TONES: Mapping[str, str] = {
    DelegateState.SUBMITTED: "info", DelegateState.RETURNED: "warn", DelegateState.PRE_APPROVED: "info",
    DelegateState.APPROVED: "ok", DelegateState.WAITLISTED: "warn", DelegateState.REJECTED: "danger",
    DelegateState.REVOKED: "danger", **ANSWER_TONES,
}  # fmt: skip
#: States that take a place in quotas and the one-head rule.
OPEN_STATES = frozenset({
    DelegateState.DRAFT, DelegateState.SUBMITTED, DelegateState.RETURNED, DelegateState.PRE_APPROVED, DelegateState.APPROVED,
})  # fmt: skip


_ERASED = _l("Name erased")


def full_name(family: str, given: str, order: str) -> str:
    """``order`` is ``family`` or ``given``: the name that comes first."""
    parts = (family, given) if order == "family" else (given, family)
    return " ".join(part for part in parts if part)


class Delegate(Model):
    """One person's registration. Name, office and organisation are a snapshot of the event.

    ``name_order``: ``family`` or ``given`` first; ``native_name`` is the whole name in the person's own script
    and ``native_language`` its language tag (for the right glyphs). ``is_head`` and ``holds_place`` repeat
    facts of category and state so that the database itself can enforce one head a delegation.
    ``sort_name`` is the name folded, to know namesakes by; ``order_en`` and ``order_vi`` are keys of the order in
    an alphabet (see ``core.collation``); ``search_text`` is all that a search looks through.
    ``consent_on_paper``: staff have it in the person's hand; who is ``named_by_staff`` may fill in after the close.
    ``version`` counts saves: a form that was opened before somebody else saved is refused.
    ``erased_at``: the person's data were erased; city, category, state and days stay, for counts.
    """

    __tablename__ = "delegate"
    __table_args__ = (
        Index(
            "uq_delegate_one_head", "delegation_id", unique=True,
            sqlite_where=text("is_head AND holds_place"), postgresql_where=text("is_head AND holds_place"),
        ),
        Index("ix_delegate_list", "conference_id", "state"),
        Index("ix_delegate_order_en", "conference_id", "order_en", "id"),
        Index("ix_delegate_order_vi", "conference_id", "order_vi", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default=DelegateState.DRAFT)
    is_head: Mapped[bool] = mapped_column(default=False)
    holds_place: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    family_name: Mapped[str] = mapped_column(String(120))
    given_name: Mapped[str] = mapped_column(String(120), default="")
    name_order: Mapped[str] = mapped_column(String(10), default="given")
    native_name: Mapped[str] = mapped_column(String(200), default="")
    native_language: Mapped[str] = mapped_column(String(20), default="")
    sort_name: Mapped[str] = mapped_column(String(260))
    order_en: Mapped[str] = mapped_column(String(600))
    order_vi: Mapped[str] = mapped_column(String(600))
    search_text: Mapped[str] = mapped_column(Text)
    honorific: Mapped[str] = mapped_column(String(60), default="")
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    organisation: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(10), default="en")
    photo_digest: Mapped[str | None] = mapped_column(String(64))

    arrives_on: Mapped[date | None]
    departs_on: Mapped[date | None]
    flight: Mapped[str] = mapped_column(String(120), default="")
    hotel: Mapped[str] = mapped_column(String(200), default="")
    diet: Mapped[str] = mapped_column(String(200), default="")
    access_needs: Mapped[str] = mapped_column(String(500), default="")
    consented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    consent_on_paper: Mapped[bool] = mapped_column(default=False)
    named_by_staff: Mapped[bool] = mapped_column(default=False)

    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    review_note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    conference: Mapped[Conference] = relationship()
    delegation: Mapped[Delegation] = relationship()
    category: Mapped[Category] = relationship()

    @property
    def full_name(self) -> str:
        """In the order of the person's culture: "Nguyễn Thế Thảo", "Naoki Inose"; in its place, in the language in
        force, that it was erased."""
        if self.erased_at is not None:
            return str(_ERASED)
        return full_name(self.family_name, self.given_name, self.name_order)


class ConsentText(Model):
    """What people are told and asked to agree to, as one version of a conference; a changed wording is a new one.

    ``words`` tell what is done with the data, ``agreed`` is the sentence that is ticked. ``standard``: the program's own.
    """

    __tablename__ = "consent_text"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    words: Mapped[Localized] = mapped_column(LocalizedText)
    agreed: Mapped[Localized] = mapped_column(LocalizedText)
    standard: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Consent(Model):
    """Somebody agreed to one version, read in ``language``. ``given_by``: the person, the focal point, or staff, who have
    it on paper (``on_paper``) or wrote it down; ``number`` of the user or link as in the audit trail."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("delegate_id", "text_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    text_id: Mapped[int] = mapped_column(ForeignKey("consent_text.id"))
    language: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by: Mapped[str] = mapped_column(String(20))
    number: Mapped[int | None]
    on_paper: Mapped[bool] = mapped_column(default=False)

    text: Mapped[ConsentText] = relationship(lazy="joined")

    @property
    def words(self) -> str:
        """What was read and ticked."""
        parts = (self.text.words, self.text.agreed)
        return "\n".join(part.get_in([self.language, *part]) for part in parts)


class Passport(Model):
    """Travel document, apart from everything else: sealed, few see it, each look is logged, it is purged."""

    __tablename__ = "passport"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), unique=True)
    number: Mapped[str] = mapped_column(Sealed("passports"))
    nationality: Mapped[str] = mapped_column(Sealed("passports"))
    expires_on: Mapped[date] = mapped_column(SealedDate("passports"))


class PassportAccess(Model):
    """Who looked at or changed a passport, and when: ``actor_id`` is a user's or, with the kind "link", a link's number,
    whatever the actor is called then or later. Outlives the passport."""

    __tablename__ = "passport_access"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None]
    actor_label: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(20))


class RetentionTerm(Model):
    """For how many days after the closing day a kind of data is kept, where the organisers settled it."""

    __tablename__ = "retention_term"
    __table_args__ = (UniqueConstraint("conference_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    kind: Mapped[str] = mapped_column(String(20))
    days: Mapped[int]
