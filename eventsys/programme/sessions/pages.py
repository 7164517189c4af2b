"""The blueprint, and what pages show of a session: its tone, its arrows, its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.web.access import current_actor
from eventsys.programme.sessions import service
from eventsys.programme.sessions.models import Session, SessionState
from eventsys.programme.sessions.rules import SessionAction, possible

bp = Blueprint("programme", __name__)


TONES = {
    SessionState.DRAFT: "neutral",
    SessionState.SCHEDULED: "info",
    SessionState.PUBLISHED: "ok",
    SessionState.LIVE: "ok",
    SessionState.CLOSED: "neutral",
    SessionState.SUMMARY_APPROVED: "ok",
    SessionState.POSTPONED: "warn",
    SessionState.CANCELLED: "danger",
}
# verb in the address: what it does, word on the button, question before, what is said after
STEPS: dict[SessionAction, tuple[Callable[..., None], Any, Any, Any]] = {
    SessionAction.SCHEDULE: (
        service.schedule,
        _l("Schedule"),
        None,
        _l("The session is scheduled."),
    ),
    SessionAction.BEGIN: (service.begin, _l("Open the session"), None, _l("The session is live.")),
    SessionAction.CLOSE: (
        service.close,
        _l("Close the session"),
        None,
        _l("The session is closed."),
    ),
    SessionAction.APPROVE: (
        service.approve_summary,
        _l("Approve the summary"),
        _l("After this the session is not changed any more."),
        _l("The summary is approved."),
    ),
    SessionAction.POSTPONE: (
        service.postpone,
        _l("Postpone"),
        _l(
            "If it was published, the public reads at once that it is postponed, until it is published again."
        ),
        _l("The session is postponed."),
    ),
    SessionAction.CANCEL: (
        service.cancel,
        _l("Cancel the session"),
        _l("This cannot be undone. If it was published, the public reads that it is cancelled."),
        _l("The session is cancelled."),
    ),
}


def session_url(session: Session) -> str:
    """The desk's page of a session."""
    return url_for("programme.session", slug=session.conference.slug, session_id=session.public_id)


def arrows_of(session: Session) -> list[dict[str, Any]]:
    """The buttons of the arrows that lead on from here."""
    place: dict[str, Any] = {"slug": session.conference.slug, "session_id": session.public_id}
    may = possible(session.state)
    return [
        {
            "verb": verb,
            "label": label,
            "question": question,
            "url": url_for("programme.move", verb=verb, **place),
        }
        for verb, (_do, label, question, _said) in STEPS.items()
        if verb in may
    ]


def editable(session: Session) -> bool:
    """Its words may still be changed by those who run the conference."""
    return SessionAction.EDIT in possible(session.state) and editions_policy.can_run(current_actor(), session)
