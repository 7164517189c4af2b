"""Where the person's own page is, and the days of the conference as a calendar file."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from eventsys.conferences.editions.models import Conference
from eventsys.core.current import settings
from eventsys.core.words.languages import fallbacks
from eventsys.registration.people.models import Delegate


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
