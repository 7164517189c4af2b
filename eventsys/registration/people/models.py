"""People in the delegations of cities, as they were at this edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import DEFAULT
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.registration.delegations.models import ANSWER_TONES, ANSWER_WORDS, Delegation
from eventsys.registration.fields.models import BY_NAME


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
    DelegateState.SUBMITTED: "info",
    DelegateState.RETURNED: "warn",
    DelegateState.PRE_APPROVED: "info",
    DelegateState.APPROVED: "ok",
    DelegateState.WAITLISTED: "warn",
    DelegateState.REJECTED: "danger",
    DelegateState.REVOKED: "danger",
    **ANSWER_TONES,
}
#: States that take a place in quotas and the one-head rule.
OPEN_STATES = frozenset(
    {
        DelegateState.DRAFT,
        DelegateState.SUBMITTED,
        DelegateState.RETURNED,
        DelegateState.PRE_APPROVED,
        DelegateState.APPROVED,
    }
)
#: Handed in, and on the way to an approval or approved.
COMING_STATES = frozenset(
    {
        DelegateState.SUBMITTED,
        DelegateState.PRE_APPROVED,
        DelegateState.APPROVED,
        DelegateState.WAITLISTED,
    }
)


#: What somebody lets the list of participants show besides name, office and city.
LISTED_WITH: Mapping[str, Any] = {
    "": _l("My name and office, nothing more"),
    "photo": _l("My photo as well"),
    "contact": _l("My mail address and telephone as well"),
    "both": _l("My photo, mail address and telephone as well"),
}


def lists_photo(listed_with: str) -> bool:
    """Whether the person's photo may stand in a list of participants."""
    return listed_with in {"photo", "both"}


def lists_contact(listed_with: str) -> bool:
    """The same of mail address and telephone."""
    return listed_with in {"contact", "both"}


_ERASED = _l("Name erased")


def full_name(family: str, given: str, order: str) -> str:
    """``order`` is ``family`` or ``given``: the name that comes first."""
    parts = (family, given) if order == "family" else (given, family)
    return " ".join(part for part in parts if part)


def _as_long_as(name: str) -> String:
    """The column of a declared field."""
    return String(BY_NAME[name].limit)


class Delegate(Model):
    """One person's registration. Name, office and organisation are a snapshot of the event. What is said of a person is
    declared in ``fields.models`` besides: its words, its limit, who reads it, how long it is kept.

    ``name_order``: ``family`` or ``given`` first; ``native_name`` is the whole name in the person's own script
    and ``native_language`` its language tag (for the right glyphs). ``is_head`` and ``holds_place`` repeat
    facts of category and state so that the database itself can enforce one head a delegation.
    ``sort_name`` is the name folded, to know namesakes by; ``order_en`` and ``order_vi`` are keys of the order in
    an alphabet (see ``core.collation``); ``search_text`` is all that a search looks through.
    ``listed_with``: what lists of participants may show besides name and office, by the person's own leave (a key of
    :data:`LISTED_WITH`).
    ``consent_on_paper``: staff have it in the person's hand; who is ``named_by_staff`` may fill in after the close.
    ``version`` counts saves: a form that was opened before somebody else saved is refused.
    ``erased_at``: the person's data were erased; city, category, state and days stay, for counts.
    """

    __tablename__ = "delegate"
    __table_args__ = (
        Index(
            "uq_delegate_one_head",
            "delegation_id",
            unique=True,
            sqlite_where=text("is_head AND holds_place"),
            postgresql_where=text("is_head AND holds_place"),
        ),
        Index("ix_delegate_list", "conference_id", "state"),
        Index("ix_delegate_order_en", "conference_id", "order_en", "id"),
        Index("ix_delegate_order_vi", "conference_id", "order_vi", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    state: Mapped[DelegateState] = mapped_column(enumerated(DelegateState, 20), default=DelegateState.DRAFT)
    is_head: Mapped[bool] = mapped_column(default=False)
    holds_place: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    family_name: Mapped[str] = mapped_column(_as_long_as("family_name"))
    given_name: Mapped[str] = mapped_column(_as_long_as("given_name"), default="")
    name_order: Mapped[str] = mapped_column(String(10), default="given")
    native_name: Mapped[str] = mapped_column(_as_long_as("native_name"), default="")
    native_language: Mapped[str] = mapped_column(_as_long_as("native_language"), default="")
    sort_name: Mapped[str] = mapped_column(String(260))
    order_en: Mapped[str] = mapped_column(String(600))
    order_vi: Mapped[str] = mapped_column(String(600))
    search_text: Mapped[str] = mapped_column(Text)
    honorific: Mapped[str] = mapped_column(_as_long_as("honorific"), default="")
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    organisation: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    email: Mapped[str] = mapped_column(_as_long_as("email"), default="")
    phone: Mapped[str] = mapped_column(_as_long_as("phone"), default="")
    language: Mapped[str] = mapped_column(String(10), default=DEFAULT)
    photo_digest: Mapped[str | None] = mapped_column(String(64))

    arrives_on: Mapped[date | None]
    departs_on: Mapped[date | None]
    flight: Mapped[str] = mapped_column(_as_long_as("flight"), default="")
    hotel: Mapped[str] = mapped_column(_as_long_as("hotel"), default="")
    diet: Mapped[str] = mapped_column(_as_long_as("diet"), default="")
    access_needs: Mapped[str] = mapped_column(_as_long_as("access_needs"), default="")
    consented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    consent_on_paper: Mapped[bool] = mapped_column(default=False)
    named_by_staff: Mapped[bool] = mapped_column(default=False)

    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    review_note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    listed_with: Mapped[str] = mapped_column(_as_long_as("listed_with"), default="")

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

    @property
    def is_approved(self) -> bool:
        return self.state == DelegateState.APPROVED

    @property
    def is_returned(self) -> bool:
        """The secretariat asks for a correction."""
        return self.state == DelegateState.RETURNED

    @property
    def is_submitted(self) -> bool:
        """Handed in, and nobody has looked at it yet."""
        return self.state == DelegateState.SUBMITTED

    @property
    def is_coming(self) -> bool:
        """Handed in and not decided against: the person may count on the days of the conference."""
        return self.state in COMING_STATES


def reference(delegate: Delegate) -> str:
    """A short word for letters and telephones, from the random end of the public id: ``R-3F2A-91C4``."""
    tail = delegate.public_id.hex[-8:].upper()
    return f"R-{tail[:4]}-{tail[4:]}"
