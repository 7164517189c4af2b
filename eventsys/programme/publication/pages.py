"""What *Publish* would tell the public, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.filters import moment, shown
from eventsys.core.words.languages import list_words
from eventsys.core.words.tags import language_name
from eventsys.programme.publication.rules import differences, is_waiting
from eventsys.programme.sessions.models import KIND_WORDS, Session, SessionKind

_FIELD_WORDS = {
    "kind": _l("Kind"),
    "title": _l("Title"),
    "summary": _l("Summary"),
    "starts_at": _l("Starts"),
    "ends_at": _l("Ends"),
    "room_id": _l("Room"),
    "languages": _l("Languages"),
    "panel": _l("Panel"),
}


@dataclass(frozen=True, slots=True)
class WaitingSession:
    """One session that waits: new to the public, or with ``changes`` as (field, as published, as it is now)."""

    session: Session
    is_new: bool
    changes: list[tuple[str, str, str]]


def waiting_sessions(conference: Conference, found: Iterable[Session]) -> list[WaitingSession]:
    """Those of ``found`` that wait to be published, in their order."""
    return [
        WaitingSession(session, session.published is None, _changes(session, conference.timezone))
        for session in found
        if is_waiting(session)
    ]


def _changes(session: Session, zone: str) -> list[tuple[str, str, str]]:
    if session.published is None:
        return []
    return [
        (
            str(_FIELD_WORDS[each.field]),
            _said(each.field, _left(each.before, each.after), session.published, zone),
            _said(each.field, _left(each.after, each.before), session, zone),
        )
        for each in differences(session)
    ]


def _left(value: Any, other: Any) -> Any:
    """Of a text in languages only what is not the same in the ``other``: the rest did not change."""
    if not isinstance(value, dict):
        return value
    return {code: words for code, words in value.items() if words != (other or {}).get(code)}


def _said(field: str, value: Any, session: Any, zone: str) -> str:
    """One value in the reader's words; ``–`` for nothing."""
    if field == "panel":
        people = [f"{seat.role_word}: {seat.name}" for seat in session.panel]
        return list_words(people) if people else "–"
    if field == "room_id":
        return shown(session.room.name) if session.room else "–"
    if field == "kind":
        return str(KIND_WORDS[SessionKind(value)])
    if field == "languages":
        return list_words([language_name(code) for code in value]) if value else "–"
    if isinstance(value, datetime):
        return moment(value, zone)
    return " / ".join(value.values()) if value else str(_("nothing"))
