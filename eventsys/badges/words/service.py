"""What is printed on a badge, frozen when it is queued, and what its back tells.

The back is not frozen: a badge printed on the second day carries the Wi-Fi of that day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from babel.dates import format_skeleton

from eventsys.badges.record.models import Badge
from eventsys.badges.runs.queries import lock_conference
from eventsys.badges.words.models import BadgeFacts
from eventsys.badges.words.queries import facts_of
from eventsys.badges.words.rules import GlanceDay, at_a_glance
from eventsys.badges.zones import queries as zones_queries
from eventsys.badges.zones import rules as zones_rules
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import queries as venue_queries
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.web.filters import clock_time, daterange, day
from eventsys.core.words.languages import current, fallbacks, gettext, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import language_of, language_of_name
from eventsys.core.words.written import locale_of
from eventsys.programme.publication import queries as publication_queries
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions.models import CALLED_OFF
from eventsys.registration.people.models import Delegate

_BETWEEN = re.compile(r"\s*[·;,|]\s*")  # one number a line, so that none is torn apart
FIELDS = ("wifi_name", "wifi_password", "emergency", "programme")


def save_facts(conference: Conference, *, by: Actor, **values: str) -> BadgeFacts:
    """Keep the values given of wifi_name, wifi_password, emergency and programme."""
    lock_conference(conference)  # two who save at once make one row
    facts = facts_of(conference)
    if facts is None:
        facts = BadgeFacts(conference_id=conference.id, **dict.fromkeys(FIELDS, ""))
        db.session.add(facts)
    changed = [name for name in FIELDS if values.get(name, getattr(facts, name)) != getattr(facts, name)]
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
    zone, locale = conference.timezone, locale_of(current())
    days = []
    for its in sessions_queries.by_day(
        conference, publication_queries.public_sessions(conference, panels=False)
    ):
        if its.date is None:
            continue
        sessions = [
            (clock_time(session.starts_at, zone), session.title.get_in(order))
            for session in its.sessions
            if session.state not in CALLED_OFF
        ]
        if not sessions:
            continue
        days.append(GlanceDay(format_skeleton("MMMMEEEEd", its.date, locale=locale), sessions))
    return at_a_glance(days)


def event_words(conference: Conference, language: str) -> dict[str, Any]:
    """The words that every badge of ``conference`` carries."""
    order = fallbacks(language, conference.languages)
    with in_language(language):
        dates = daterange(conference.starts, conference.ends)
    host = conference.host_name.get_in(order)
    return {
        "title": conference.title.get_in(order),
        "network": conference.network.name.get_in(order),
        "dates": dates,
        "place": f"{host} · {dates}",
    }


class Words:
    """The words of each badge of a conference; ``delegates`` are those it will be asked for."""

    def __init__(self, conference: Conference, delegates: Collection[Delegate] = ()) -> None:
        self.conference = conference
        self.language = conference.languages[0]
        self.event = event_words(conference, self.language)
        self.order = fallbacks(self.language, conference.languages)
        self.zones = venue_queries.zones(conference)
        self.usual = venue_queries.zones_of_categories(conference) if self.zones else {}
        self.changes = (
            zones_queries.zone_changes([delegate.id for delegate in delegates]) if self.zones else {}
        )

    def of(self, delegate: Delegate) -> dict[str, Any]:
        """Slot to words; also ``<slot>_lang`` for glyphs, the category's colour, the photo's digest."""
        city = delegate.delegation.party
        first = delegate.given_name or delegate.family_name
        shown = delegate.delegation.city_name.get_in(self.order)
        return {
            **self.event,
            "name": delegate.full_name,
            "first": first,
            "rest": delegate.full_name if delegate.full_name != first else "",
            "native_name": delegate.native_name if delegate.native_name != delegate.full_name else "",
            "native_name_lang": language_of_name(
                delegate.native_name, delegate.native_language, city.country
            ),
            "office": delegate.office.get_in(self.order),
            "organisation": delegate.organisation.get_in(self.order),
            "city": shown,
            "native_city": city.native_name if city.native_name != shown else "",
            "native_city_lang": language_of(city.country),
            "photo": delegate.photo_digest or "",
            **self._of_category(delegate.category, self.changes.get(delegate.id, {})),
        }

    def of_badge(self, badge: Badge) -> dict[str, Any]:
        """What the badge would say if it were printed today, of whichever kind it is."""
        if badge.delegate is not None:
            return self.of(badge.delegate)
        if badge.floater_number is not None:
            return self.floater(badge.category, badge.floater_number)
        said = badge.words
        on = badge.valid_on or self.conference.ends
        return self.day(badge.category, said["name"], said.get("organisation", ""), on)

    def floater(self, category: Category, number: int) -> dict[str, Any]:
        """A floater bears its category and number where others bear a name."""
        name = f"{category.name.get_in(self.order)} {number}"
        with in_language(self.language):
            office = _("Transferable badge")
        return {
            **self.event,
            "name": name,
            "first": name,
            "office": office,
            **self._of_category(category, {}),
        }

    def day(self, category: Category, name: str, organisation: str, on: date) -> dict[str, Any]:
        """A day badge says its day where others say those of the conference."""
        with in_language(self.language):
            dates = day(on)
            office = _("Valid on %(day)s only", day=dates)
        host = self.conference.host_name.get_in(self.order)
        return {
            **self.event,
            "name": name,
            "first": name,
            "office": office,
            "organisation": organisation,
            "dates": dates,
            "place": f"{host} · {dates}",
            **self._of_category(category, {}),
        }

    def _of_category(self, category: Category, changes: Mapping[int, bool]) -> dict[str, Any]:
        zones = zones_rules.opened_zones(self.zones, self.usual.get(category.id, ()), changes)
        return {
            "category": category.name.get_in(self.order),
            "category_code": category.code,
            "colour": category.colour,
            "zones": zones_rules.zone_letters(zones),
            "zone_words": zones_rules.zone_lines(zones, self.order),
        }
