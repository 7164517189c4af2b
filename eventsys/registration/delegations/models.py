"""Delegations of cities, as they were at this edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import DEFAULT
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.networks.registry.models import City


class DelegationState(StrEnum):
    """How a city answered its invitation. Whether it is in the hall is another fact: :attr:`Delegation.present`."""

    INVITED = "invited"
    """No answer yet."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SENDS_PROXY = "sends_proxy"
    """Nobody comes; another city or a person acts for it."""


ANSWER_WORDS: Mapping[str, Any] = {
    DelegationState.INVITED: _l("No answer yet"),
    DelegationState.ACCEPTED: _l("Accepted"),
    DelegationState.DECLINED: _l("Declined"),
    DelegationState.SENDS_PROXY: _l("Sends a proxy"),
}
ANSWER_TONES: Mapping[str, str] = {
    DelegationState.ACCEPTED: "ok",
    DelegationState.DECLINED: "danger",
    DelegationState.SENDS_PROXY: "info",
}


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
    state: Mapped[DelegationState] = mapped_column(
        enumerated(DelegationState, 20), default=DelegationState.INVITED
    )
    focal_name: Mapped[str] = mapped_column(String(200), default="")
    focal_email: Mapped[str] = mapped_column(String(254), default="")
    focal_language: Mapped[str] = mapped_column(String(10), default=DEFAULT)
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
        return self.has_accepted or self.present

    @property
    def has_accepted(self) -> bool:
        return self.state == DelegationState.ACCEPTED

    @property
    def has_declined(self) -> bool:
        return self.state == DelegationState.DECLINED

    @property
    def sends_proxy(self) -> bool:
        return self.state == DelegationState.SENDS_PROXY

    @property
    def is_not_written_to(self) -> bool:
        """On the list, and neither invited by letter nor heard from."""
        return self.state == DelegationState.INVITED and self.invited_at is None
