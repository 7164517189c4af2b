"""Delegations of cities and of other bodies, as they were at this edition."""

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
from eventsys.core.words.countries import country_name
from eventsys.core.words.languages import DEFAULT, current
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.networks.bodies.models import Body, BodyKind
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
    """A city, or another body, at an edition: one of the two, never both, and the row decides which. Two columns rather than
    one table of "parties": what is a city's alone (standing in the network, votes, seats, lists of cities) then goes by
    ``city``, and a body cannot slip in. What both have is asked of :attr:`party` and of the properties beside it.

    ``standing`` is the city's membership status at the edition's own time, or the kind of the body
    (:class:`~eventsys.networks.bodies.models.BodyKind`) at that time; only members vote, sign and count for the quorum, and
    the database keeps a body from being one.

    ``state`` is its answer. That it is in the hall is a fact of its own: since when, until when (None: still),
    and who noted it; what was noted before stands in the audit trail.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        UniqueConstraint("conference_id", "city_id"),
        UniqueConstraint("conference_id", "body_id"),
        CheckConstraint("(city_id IS NULL) <> (body_id IS NULL)", name="city_or_body"),
        CheckConstraint("body_id IS NULL OR standing <> 'member'", name="members_are_cities"),
        CheckConstraint("present_until IS NULL OR present_until >= present_since", name="left_after_arrival"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
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
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)

    conference: Mapped[Conference] = relationship()
    city: Mapped[City | None] = relationship()
    body: Mapped[Body | None] = relationship(lazy="joined")

    @property
    def is_of_city(self) -> bool:
        return self.city_id is not None

    @property
    def is_of_individuals(self) -> bool:
        """People who registered by themselves: no city or body named them, and none answers for them."""
        return self.standing == BodyKind.INDIVIDUALS

    @property
    def party(self) -> City | Body:
        """Whose delegation it is: what has a ``code``, a ``name``, a ``native_name``, an ``own_name`` and a ``country``."""
        party = self.city or self.body
        if party is None:
            raise ValueError(
                "a delegation of neither a city nor a body: the row's own constraint keeps that out"
            )
        return party

    @property
    def own_city(self) -> City:
        """The city, where only a city's delegation can be: among those that sign, vote, agree."""
        if self.city is None:
            raise ValueError("the delegation of a body that is no city")
        return self.city

    @property
    def city_name(self) -> Localized:
        """What the city, or the body, is called at this edition: the one way to its name."""
        return self.conference.city_name(self.city) if self.city else self.party.name

    def country_line(self, language: str | None = None) -> str:
        """What stands after its name where countries are told: of a city as at this edition, of a body where it has one."""
        if self.city:
            return self.conference.country_line(self.city, language)
        return country_name(self.party.country, language or current()) if self.party.country else ""

    @property
    def is_at_home(self) -> bool:
        """Of the host city, or of those who work for it: nobody of it travels."""
        if self.body:
            return self.body.kind.is_at_home
        return self.city_id == self.conference.host_city_id

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
