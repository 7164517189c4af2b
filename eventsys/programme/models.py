"""The programme: sessions in rooms, and the people who chair, speak and report."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.models import Conference, Room
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.text import Localized, LocalizedText
from eventsys.registration.models import Delegate

__all__ = [
    "KIND_WORDS",
    "ROLE_WORDS",
    "ROLE_WORDS_MANY",
    "STATE_WORDS",
    "PanelRole",
    "PanelSeat",
    "Session",
    "SessionKind",
    "SessionState",
]


class SessionKind(StrEnum):
    PLENARY = "plenary"
    DIALOGUE = "dialogue"
    CEREMONY = "ceremony"
    TOUR = "tour"
    BREAK = "break"


KIND_WORDS = {
    SessionKind.PLENARY: _l("Plenary session"),
    SessionKind.DIALOGUE: _l("Dialogue session"),
    SessionKind.CEREMONY: _l("Ceremony"),
    SessionKind.TOUR: _l("Tour"),
    SessionKind.BREAK: _l("Break"),
}


class SessionState(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    LIVE = "live"
    CLOSED = "closed"
    SUMMARY_APPROVED = "summary_approved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


STATE_WORDS = {
    SessionState.DRAFT: _l("draft"),
    SessionState.SCHEDULED: _l("scheduled"),
    SessionState.PUBLISHED: _l("published"),
    SessionState.LIVE: _l("live"),
    SessionState.CLOSED: _l("closed"),
    SessionState.SUMMARY_APPROVED: _l("summary approved"),
    SessionState.POSTPONED: _l("postponed"),
    SessionState.CANCELLED: _l("cancelled"),
}


class Session(Model):
    """One entry of the programme. ``expected`` people, to hold against the room's capacity."""

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_session_time", "conference_id", "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default=SessionState.DRAFT)
    title: Mapped[Localized] = mapped_column(LocalizedText)
    summary: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    expected: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=0)

    conference: Mapped[Conference] = relationship()
    room: Mapped[Room | None] = relationship()
    panel: Mapped[list[PanelSeat]] = relationship(
        order_by="PanelSeat.role_order, PanelSeat.position, PanelSeat.id", cascade="all, delete-orphan"
    )

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[SessionKind(self.kind)]

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[SessionState(self.state)]

    @property
    def parts(self) -> list[tuple[Any, list[PanelSeat]]]:
        """The panel by role, in order: the word (in the plural where it takes one) and the people."""
        found: dict[str, list[PanelSeat]] = {}
        for seat in self.panel:
            found.setdefault(seat.role, []).append(seat)
        one, many = ROLE_WORDS, ROLE_WORDS_MANY
        return [((one if len(seats) == 1 else many)[PanelRole(role)], seats) for role, seats in found.items()]


class PanelRole(StrEnum):
    CHAIR = "chair"
    MODERATOR = "moderator"
    SPEAKER = "speaker"
    RAPPORTEUR = "rapporteur"


ROLE_WORDS = {
    PanelRole.CHAIR: _l("Chair"),
    PanelRole.MODERATOR: _l("Moderator"),
    PanelRole.SPEAKER: _l("Speaker"),
    PanelRole.RAPPORTEUR: _l("Rapporteur"),
}
ROLE_WORDS_MANY = {
    PanelRole.CHAIR: _l("Chairs"),
    PanelRole.MODERATOR: _l("Moderators"),
    PanelRole.SPEAKER: _l("Speakers"),
    PanelRole.RAPPORTEUR: _l("Rapporteurs"),
}


class PanelSeat(Model):
    """One person's part in a session: a registered delegate, or a guest by name. The words are a snapshot."""

    __tablename__ = "panel_seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    role_order: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    name: Mapped[str] = mapped_column(String(260))
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    organisation: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)

    delegate: Mapped[Delegate | None] = relationship()

    @property
    def role_word(self) -> Any:
        return ROLE_WORDS[PanelRole(self.role)]
