"""What the public reads, and what waits to be published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eventsys.programme.sessions.models import PublishedSession, Session, SessionState

#: The values of a session that the public reads, besides its panel.
SHOWN = ("kind", "title", "summary", "starts_at", "ends_at", "room_id", "languages")


@dataclass(frozen=True, slots=True)
class SessionDifference:
    """One of :data:`SHOWN`, or ``panel``, as the public reads it and as it is now."""

    field: str
    before: Any
    after: Any


def panel_of(session: Session | PublishedSession) -> list[tuple[Any, ...]]:
    """The panel in order, each person as values: equal where nothing that is shown differs."""
    return [
        (seat.role, seat.delegate_id, seat.name, dict(seat.office), dict(seat.organisation))
        for seat in session.panel
    ]


def differences(session: Session) -> list[SessionDifference]:
    """What another publication would change for the public; everything where there was none yet."""
    known = session.published
    found = [(name, getattr(known, name, None), getattr(session, name)) for name in SHOWN]
    found.append(("panel", panel_of(known) if known else [], panel_of(session)))
    return [SessionDifference(*row) for row in found if row[1] != row[2]]


def is_waiting(session: Session) -> bool:
    """*Publish* would tell the public something about it."""
    return session.state == SessionState.SCHEDULED or (session.is_public and bool(differences(session)))
