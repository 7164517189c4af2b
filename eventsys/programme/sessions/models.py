"""Sessions in rooms with the people of their panels, and both as they were last published."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.registration.people.models import Delegate


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

#: It takes place another time, or never.
CALLED_OFF = frozenset({SessionState.POSTPONED, SessionState.CANCELLED})
#: States in which the public sees a session with its times.
PUBLIC = frozenset(
    {
        SessionState.PUBLISHED,
        SessionState.LIVE,
        SessionState.CLOSED,
        SessionState.SUMMARY_APPROVED,
    }
)


class _Words:
    """What a session and its published version say of themselves alike."""

    kind: Any
    state: Any
    panel: Any

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[self.kind]

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]

    @property
    def is_public(self) -> bool:
        """The public sees it with its times."""
        return self.state in PUBLIC

    @property
    def is_cancelled(self) -> bool:
        return bool(self.state == SessionState.CANCELLED)

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The panel by role, in order: the word (in the plural where it takes one) and the people."""
        found: dict[str, list[Any]] = {}
        for seat in self.panel:
            found.setdefault(seat.role, []).append(seat)
        one, many = ROLE_WORDS, ROLE_WORDS_MANY
        return [((one if len(seats) == 1 else many)[PanelRole(role)], seats) for role, seats in found.items()]


class Session(_Words, Model):
    """One entry of the programme as its organisers have it now. ``expected`` people, to hold against the
    room's capacity. ``revision`` counts what the public was told: iCalendar's SEQUENCE.
    """

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_session_time", "conference_id", "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    kind: Mapped[SessionKind] = mapped_column(enumerated(SessionKind, 20))
    state: Mapped[SessionState] = mapped_column(enumerated(SessionState, 20), default=SessionState.DRAFT)
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

    published: Mapped[PublishedSession | None] = relationship(
        back_populates="session", cascade="all, delete-orphan"
    )


class PublishedSession(_Words, Model):
    """What the public reads of a session: its words, times, room and panel as they were last published.

    Only what became of the session (on now, cancelled, postponed) is told at once; all else waits in
    :class:`Session` for the next publication. ``changed_at`` is when the public was last told something.
    """

    __tablename__ = "published_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), unique=True)
    kind: Mapped[SessionKind] = mapped_column(enumerated(SessionKind, 20))
    title: Mapped[Localized] = mapped_column(LocalizedText)
    summary: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    session: Mapped[Session] = relationship(back_populates="published")
    room: Mapped[Room | None] = relationship()
    panel: Mapped[list[PublishedSeat]] = relationship(
        order_by="PublishedSeat.place", cascade="all, delete-orphan"
    )

    @property
    def public_id(self) -> UUID:
        return self.session.public_id

    @property
    def state(self) -> SessionState:
        return self.session.state

    @property
    def revision(self) -> int:
        return self.session.revision


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
    role: Mapped[PanelRole] = mapped_column(enumerated(PanelRole, 20))
    role_order: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    name: Mapped[str] = mapped_column(String(260))
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    organisation: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)

    delegate: Mapped[Delegate | None] = relationship()
    session: Mapped[Session] = relationship(viewonly=True)

    @property
    def role_word(self) -> Any:
        return ROLE_WORDS[self.role]


class PublishedSeat(Model):
    """One person's part as it was last published; ``place`` counts through the whole panel from 1."""

    __tablename__ = "published_seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    published_id: Mapped[int] = mapped_column(ForeignKey("published_session.id"), index=True)
    place: Mapped[int]
    role: Mapped[PanelRole] = mapped_column(enumerated(PanelRole, 20))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    name: Mapped[str] = mapped_column(String(260))
    office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    organisation: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)

    published: Mapped[PublishedSession] = relationship(viewonly=True)

    @property
    def role_word(self) -> Any:
        return ROLE_WORDS[self.role]
