"""What the backs of badges tell: Wi-Fi, emergency number, the programme at a glance.

It is not frozen with a badge's words: a badge printed on the second day carries the Wi-Fi of that day.
"""

from __future__ import annotations

import re

from babel.dates import format_skeleton

from eventsys.badges.models.facts import BadgeFacts
from eventsys.badges.queries.facts import facts_of
from eventsys.badges.queries.people import lock_conference
from eventsys.badges.rules.glance import GlanceDay, at_a_glance
from eventsys.conferences.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.filters import clock_time
from eventsys.core.languages import current, fallbacks, gettext, in_language
from eventsys.programme import queries as programme
from eventsys.programme.models import SessionState

__all__ = ["back_words", "save_facts"]

_BETWEEN = re.compile(r"\s*[·;,|]\s*")  # one number a line, so that none is torn apart
_OFF = frozenset({SessionState.CANCELLED, SessionState.POSTPONED})
_FIELDS = ("wifi_name", "wifi_password", "emergency", "programme")


def save_facts(conference: Conference, *, by: Actor, **values: str) -> BadgeFacts:
    """Keep the values given of wifi_name, wifi_password, emergency and programme."""
    lock_conference(conference)  # two who save at once make one row
    facts = facts_of(conference)
    if facts is None:
        facts = BadgeFacts(conference_id=conference.id, **dict.fromkeys(_FIELDS, ""))
        db.session.add(facts)
    changed = [name for name in _FIELDS if values.get(name, getattr(facts, name)) != getattr(facts, name)]
    for name in changed:
        setattr(facts, name, values[name])
    db.session.flush()
    if changed:  # a password is no business of the audit trail: it tells which facts changed
        audit.record(by, verb="badge_facts.saved", thing=conference, after={"changed": changed})
    return facts


def back_words(conference: Conference) -> dict[str, str]:
    """Slot to words of the back, in the conference's first language; what is not known is empty."""
    facts = facts_of(conference)
    with in_language(conference.languages[0]):
        programme_words = (facts.programme if facts else "") or _programme(conference)
        return {
            "programme": programme_words,
            "wifi": _wifi(facts) if facts else "",
            "emergency": "\n".join(_BETWEEN.split(facts.emergency)) if facts else "",
        }


def _wifi(facts: BadgeFacts) -> str:
    if not facts.wifi_name or not facts.wifi_password:
        return facts.wifi_name
    return f"{facts.wifi_name}\n{gettext('Password: %(words)s', words=facts.wifi_password)}"


def _programme(conference: Conference) -> str:
    order = fallbacks(conference.languages[0], conference.languages)
    zone, locale = conference.timezone, {"en": "en_GB"}.get(current(), current())  # the day before the month
    days = []
    for day in programme.by_day(conference, programme.public_sessions(conference, panels=False)):
        if day.date is None:
            continue
        sessions = [
            (clock_time(session.starts_at, zone), session.title.get_in(order))
            for session in day.sessions
            if session.state not in _OFF
        ]
        if not sessions:
            continue
        days.append(GlanceDay(format_skeleton("MMMMEEEEd", day.date, locale=locale), sessions))
    return at_a_glance(days)
