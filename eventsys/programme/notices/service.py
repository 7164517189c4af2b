"""Telling the people of panels what the publication changes for them.

Whom and with what words is shown before (:func:`plan_of`); the letters are kept in the transaction of the
publication, so that they go out with it or not at all, and once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor
from eventsys.core.words.text import Localized
from eventsys.mail.writing import service as writing
from eventsys.programme.notices import letters, queries
from eventsys.programme.notices.letters import Part
from eventsys.programme.publication import rules as publication_rules
from eventsys.programme.publication.service import publish
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions import rules as sessions_rules
from eventsys.programme.sessions.models import Session
from eventsys.registration.people.models import Delegate


@dataclass(frozen=True, slots=True)
class PanelReader:
    """Somebody on a panel who is written to."""

    name: str
    address: str
    language: str
    city: Localized


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """Who will be written to, a letter in each of their languages, and people on panels without an address."""

    readers: list[PanelReader]
    letters: list[writing.LetterPreview]
    unreachable: list[str]


def plan_of(conference: Conference) -> PublicationPlan:
    """What :func:`publish_and_tell` would do now; nothing is written."""
    waiting = _waiting(conference)
    concerned = _concerned(waiting)
    first = {delegate.language: (delegate, parts) for delegate, parts in reversed(concerned)}
    known = {delegate.full_name for delegate, _parts in concerned}
    guests = [seat.name for session in waiting for seat in session.panel if seat.delegate_id is None]
    return PublicationPlan(
        [PanelReader(d.full_name, d.email, d.language, d.delegation.city_name) for d, _parts in concerned],
        [writing.preview(letters.published(*first[language])) for language in sorted(first)],
        [name for name in dict.fromkeys(guests) if name not in known],
    )


def publish_and_tell(conference: Conference, *, by: Actor, now: datetime) -> tuple[list[Session], int]:
    """Publish all that waits and write to those whose parts it changes: the sessions, and how many letters.

    Raises what :func:`publish` raises.
    """
    sessions_queries.lock_conference(conference)
    concerned = _concerned(_waiting(conference))  # before: afterwards nothing tells what changed
    done = publish(conference, by=by, now=now)
    for delegate, parts in concerned:
        writing.queue(letters.published(delegate, parts))
    return done, len(concerned)


def _waiting(conference: Conference) -> list[Session]:
    found = sessions_queries.sessions(conference, states=sessions_rules.OPEN)
    return [session for session in found if publication_rules.is_waiting(session)]


def _concerned(waiting: list[Session]) -> list[tuple[Delegate, list[Part]]]:
    """Approved delegates with an address who have, or had, a part in one of these sessions, by name."""
    parts: dict[int, list[Part]] = {}
    for session in waiting:
        now = {seat.delegate_id: seat.role_word for seat in session.panel if seat.delegate_id is not None}
        known = session.published.panel if session.published else []
        before = {seat.delegate_id for seat in known if seat.delegate_id is not None}
        for delegate_id in [*now, *(before - now.keys())]:
            parts.setdefault(delegate_id, []).append((session, now.get(delegate_id)))
    people = queries.people_by_id(parts)
    return [(d, parts[d.id]) for d in people if d.email and d.is_approved]
