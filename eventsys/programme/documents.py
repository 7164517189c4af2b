"""The programme as an iCalendar feed (RFC 5545, RFC 7986): values in, bytes out.

The same programme gives the same bytes, so that a feed that did not change is not sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from eventsys.conferences.models import Conference
from eventsys.core.languages import current, fallbacks, list_words
from eventsys.core.languages import gettext as _
from eventsys.programme.models import PanelSeat, Session, SessionState
from eventsys.programme.rules import PUBLIC, language_name

__all__ = ["calendar", "uid"]


def uid(session: Session) -> str:
    """The same for ever, whatever the address of the site."""
    return f"{session.public_id}@eventsys"


def calendar(
    conference: Conference,
    sessions: Iterable[Session],
    *,
    changed: Mapping[str, datetime],
    latest: datetime,
    url_of: Callable[[Session], str],
) -> bytes:
    """One VCALENDAR with an event for each session that has times, in the language in force.

    ``changed`` maps public ids to the moment of the last change, ``latest`` stands in where one is unknown.
    A session that is cancelled, or postponed without a published new time, is CANCELLED.
    """
    order = fallbacks(languages=conference.languages)
    feed = Calendar()
    feed.add("prodid", f"-//eventsys//programme//{current().upper()}")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("name", conference.title.get_in(order))
    feed.add("x-wr-calname", conference.title.get_in(order))
    feed.add("x-wr-timezone", conference.timezone)
    feed.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "PT1H")
    for session in sessions:
        if session.starts_at and session.ends_at:
            at = changed.get(str(session.public_id), latest)
            feed.add_component(
                _event(conference, session, session.starts_at, session.ends_at, at, url_of(session))
            )
    feed.add_missing_timezones()
    body: bytes = feed.to_ical()
    return body


def _event(
    conference: Conference, session: Session, starts: datetime, ends: datetime, changed: datetime, url: str
) -> Event:
    order, zone = fallbacks(languages=conference.languages), ZoneInfo(conference.timezone)
    event = Event()
    event.add("uid", uid(session))
    event.add("sequence", session.revision)
    event.add("dtstamp", changed.replace(microsecond=0))
    event.add("last-modified", changed.replace(microsecond=0))
    event.add("dtstart", starts.astimezone(zone))
    event.add("dtend", ends.astimezone(zone))
    event.add("summary", _summary(session, order), parameters={"LANGUAGE": current()})
    event.add("status", "CONFIRMED" if session.state in PUBLIC else "CANCELLED")
    event.add("categories", [str(session.kind_word)])
    event.add("url", url)
    places = [session.room.name.get_in(order)] if session.room else []
    places += [text for text in (conference.venue.get_in(order), conference.address.get_in(order)) if text]
    if places:
        event.add("location", ", ".join(places))
    words = "\n\n".join(part for part in (session.summary.get_in(order), _panel(session, order)) if part)
    if words:
        event.add("description", words)
    if conference.contact_email:
        organiser = vCalAddress(f"mailto:{conference.contact_email}")
        organiser.params["CN"] = vText(conference.title.get_in(order))
        event["organizer"] = organiser
    return event


def _summary(session: Session, order: tuple[str, ...]) -> str:
    title = session.title.get_in(order)
    if session.state == SessionState.CANCELLED:
        return str(_("Cancelled: %(title)s", title=title))
    if session.state not in PUBLIC:
        return str(_("Postponed: %(title)s", title=title))
    return title


def _panel(session: Session, order: tuple[str, ...]) -> str:
    lines = [f"{seat.role_word}: {_person(seat, order)}" for seat in session.panel]
    if session.languages:
        names = list_words([language_name(code) for code in session.languages])
        lines.append(str(_("Languages: %(languages)s", languages=names)))
    return "\n".join(lines)


def _person(seat: PanelSeat, order: tuple[str, ...]) -> str:
    return ", ".join(
        part for part in (seat.name, seat.office.get_in(order), seat.organisation.get_in(order)) if part
    )
