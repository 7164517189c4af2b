"""Letters to the people of panels: values in, a message out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventsys.conferences.outbox import service as outbox
from eventsys.core import current
from eventsys.core.words.isolates import isolated
from eventsys.core.words.languages import current as language_in_force
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import gettext as _
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.programme.sessions import rules as sessions_rules
from eventsys.programme.sessions.models import Session
from eventsys.registration.people.models import Delegate

#: A session that was published anew, and the person's part in it; ``None``: it has no part in it any more.
Part = tuple[Session, Any]


def published(delegate: Delegate, parts: Sequence[Part]) -> Letter:
    """The programme was published: these sessions concern the person, as they stand now."""
    conference = delegate.conference
    with outbox.writing_to(conference, delegate.language, "programme") as writing:
        order = fallbacks(writing.language, conference.languages)
        values = {
            **outbox.letter_values(conference, delegate.delegation.city_name, writing.language),
            "salutation": outbox.salutation(delegate.full_name, delegate.honorific),
            "lines": [_line(session, role, order) for session, role in parts],
            "action_url": f"{current.settings().base_url}/c/{conference.slug}/programme",
            "action_label": _("See the programme"),
        }
    return Letter(
        kind="programme/published",
        to_address=delegate.email,
        to_name=delegate.full_name,
        language=writing.language,
        words=writing.words,
        values=values,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegate", delegate.public_id),
    )


def _line(session: Session, role: Any, order: Sequence[str]) -> str:
    """In the language in force."""
    title = isolated(session.title.get_in(order), language_in_force())
    if role is None:
        return str(_("%(title)s: you no longer have a part in this session.", title=title))
    when = "–"
    if session.starts_at is not None and session.ends_at is not None:
        when = sessions_rules.spoken_time(session.starts_at, session.ends_at, session.conference.timezone)
    if session.room is None:
        return str(_("%(title)s: %(when)s. Your part: %(role)s.", title=title, when=when, role=role))
    room = isolated(session.room.name.get_in(order), language_in_force())
    return str(
        _("%(title)s: %(when)s, %(room)s. Your part: %(role)s.", title=title, when=when, room=room, role=role)
    )
