"""What is printed on a badge, frozen when it is queued; the parts common to a conference are made once."""

from __future__ import annotations

from typing import Any

from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Conference
from eventsys.core.filters import daterange
from eventsys.core.languages import fallbacks, in_language
from eventsys.core.text import Localized
from eventsys.networks.models import City
from eventsys.registration.models import Delegate

__all__ = ["Words", "event_words"]

#: Scripts whose Han characters look different by country: the language tag of a city's own name.
_CITY_LANGUAGE = {"JP": "ja", "KR": "ko", "TW": "zh-Hant", "HK": "zh-HK", "CN": "zh-Hans", "MO": "zh-Hant"}


def event_words(conference: Conference, language: str) -> dict[str, Any]:
    """The words that every badge of ``conference`` carries."""
    order = fallbacks(language, conference.languages)
    with in_language(language):
        dates = daterange(conference.starts, conference.ends)
    host = conference.host_city.name.get_in(order)
    return {
        "title": conference.title.get_in(order),
        "network": conference.network.name.get_in(order),
        "dates": dates,
        "place": f"{host} · {dates}",
    }


class Words:
    """The words of each delegate of a conference."""

    def __init__(self, conference: Conference) -> None:
        self.language = conference.languages[0]
        self.names: dict[int, Localized] = conference_queries.city_display(conference)
        self.event = event_words(conference, self.language)
        self.order = fallbacks(self.language, conference.languages)

    def of(self, delegate: Delegate) -> dict[str, Any]:
        """Slot to words; also ``<slot>_lang`` for glyphs, the category's colour, the photo's digest."""
        city: City = delegate.delegation.city
        first = delegate.given_name or delegate.family_name
        shown = self.names.get(city.id, city.name).get_in(self.order)
        return {
            **self.event,
            "name": delegate.full_name,
            "first": first,
            "rest": delegate.full_name if delegate.full_name != first else "",
            "native_name": delegate.native_name if delegate.native_name != delegate.full_name else "",
            "native_name_lang": delegate.native_language,
            "office": delegate.office.get_in(self.order),
            "organisation": delegate.organisation.get_in(self.order),
            "city": shown,
            "native_city": city.native_name if city.native_name != shown else "",
            "native_city_lang": _CITY_LANGUAGE.get(city.country, ""),
            "category": delegate.category.name.get_in(self.order),
            "category_code": delegate.category.code,
            "colour": delegate.category.colour,
            "photo": delegate.photo_digest or "",
        }
