"""Files made from registrations: the calendar file, and the list as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from eventsys.conferences.editions.models import Conference
from eventsys.core.current import settings
from eventsys.core.languages import SUPPORTED, fallbacks
from eventsys.registration import rules
from eventsys.registration.models import Delegate

__all__ = ["calendar_file", "delegate_table", "own_page_url"]


def own_page_url(delegate: Delegate) -> str:
    """The address of the person's page: opaque, and of no use without the link or a role."""
    return f"{settings().base_url}/r/{delegate.conference.slug}/me/{delegate.public_id}"


def calendar_file(conference: Conference, language: str, *, now: datetime) -> bytes:
    """The days of the conference as one all-day event, as Apple, Google and Outlook read it."""
    order = fallbacks(language, conference.languages)
    calendar = Calendar()
    calendar.add("prodid", "-//eventsys//registration//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"conference-{conference.public_id}@eventsys")
    event.add("dtstamp", now)
    event.add("dtstart", conference.starts)
    event.add("dtend", conference.ends + timedelta(days=1))  # exclusive, as the standard has it
    event.add("summary", conference.title.get_in(order))
    places = [
        conference.venue.get_in(order),
        conference.address.get_in(order),
        conference.host_name.get_in(order),
    ]
    event.add("location", ", ".join(dict.fromkeys(place for place in places if place)))
    event.add("url", f"{settings().base_url}/c/{conference.slug}/")
    event.add("transp", "OPAQUE")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def delegate_table(delegates: Iterable[Delegate], order: Sequence[str]) -> tuple[list[str], list[list[Any]]]:
    """Headings in the reader's language and rows; no passports. What it says, a table of people may bring."""
    cells = [_cells(delegate, order) for delegate in delegates]
    heads = [str(rules.COLUMN_WORDS[key]) for key in rules.LISTED]
    return heads, [[row[key] for key in rules.LISTED] for row in cells]


def _cells(d: Delegate, order: Sequence[str]) -> dict[str, Any]:
    plain = {key: getattr(d, key) for key in rules.LISTED if hasattr(d, key)}
    texts = {
        f"{key}_{code}": text.get(code, "")
        for key, text in (("office", d.office), ("organisation", d.organisation))
        for code in SUPPORTED
    }
    return plain | texts | {
        "city": d.delegation.city_name.get_in(order), "country": d.conference.country_line(d.delegation.city),
        "category": d.category.name.get_in(order), "state": str(rules.STATE_WORDS[d.state]),
        "reference": rules.reference(d),
    }  # fmt: skip
