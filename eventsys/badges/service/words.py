"""What is printed on a badge, frozen when it is queued; the parts common to a conference are made once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from eventsys.badges import queries, rules
from eventsys.badges.models import Badge
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Category, Conference
from eventsys.core.filters import daterange, day
from eventsys.core.languages import fallbacks, in_language, language_of, language_of_name
from eventsys.core.languages import gettext as _
from eventsys.networks.models import City
from eventsys.registration.models import Delegate

__all__ = ["Words", "event_words"]


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
        self.zones = conference_queries.zones(conference)
        self.usual = conference_queries.zones_of_categories(conference) if self.zones else {}
        self.changes = queries.zone_changes([delegate.id for delegate in delegates]) if self.zones else {}

    def of(self, delegate: Delegate) -> dict[str, Any]:
        """Slot to words; also ``<slot>_lang`` for glyphs, the category's colour, the photo's digest."""
        city: City = delegate.delegation.city
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
            **self.event, "name": name, "first": name, "office": office, **self._of_category(category, {}),
        }  # fmt: skip

    def day(self, category: Category, name: str, organisation: str, on: date) -> dict[str, Any]:
        """A day badge says its day where others say those of the conference."""
        with in_language(self.language):
            dates = day(on)
            office = _("Valid on %(day)s only", day=dates)
        host = self.conference.host_name.get_in(self.order)
        return {
            **self.event, "name": name, "first": name, "office": office, "organisation": organisation,
            "dates": dates, "place": f"{host} · {dates}", **self._of_category(category, {}),
        }  # fmt: skip

    def _of_category(self, category: Category, changes: Mapping[int, bool]) -> dict[str, Any]:
        zones = rules.opened_zones(self.zones, self.usual.get(category.id, ()), changes)
        return {
            "category": category.name.get_in(self.order),
            "category_code": category.code,
            "colour": category.colour,
            "zones": rules.zone_letters(zones),
            "zone_words": rules.zone_lines(zones, self.order),
        }
