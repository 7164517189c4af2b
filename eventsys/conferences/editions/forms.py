"""What the forms about an edition share."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.conferences.editions.models import Conference
from eventsys.core.words.languages import fallbacks
from eventsys.networks.registry.models import City


def city_choices(
    cities: Sequence[City], first: str, *, conference: Conference | None = None
) -> list[tuple[str, str]]:
    """Codes and names after an empty choice called ``first``: as ``conference`` calls them, or the registry."""
    order = fallbacks(languages=conference.languages if conference else ())
    named = [(city, conference.city_name(city) if conference else city.name) for city in cities]
    return [("", first), *((city.code, f"{name.get_in(order)} ({city.code})") for city, name in named)]
