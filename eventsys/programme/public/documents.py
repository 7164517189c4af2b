"""The programme as an iCalendar feed (RFC 5545, RFC 7986), and on paper: values in, bytes out.

The same programme gives the same bytes, so that a feed that did not change is not sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from eventsys.conferences.dates.queries import clock_words
from eventsys.conferences.editions.models import Conference
from eventsys.core.render import render
from eventsys.core.web.filters import daterange, marked
from eventsys.core.words.languages import current, fallbacks, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import language_name
from eventsys.pdf.layout.blanks import render_marked
from eventsys.pdf.shaping.fonts import font_css
from eventsys.programme.sessions.models import PublishedSeat, PublishedSession


def paper(conference: Conference, days: Sequence[object]) -> bytes:
    """The programme (``days`` as the page has them, in words) as PDF/UA-1, in the language in force; a mark stands for each
    sign that no font here draws."""
    order = fallbacks(languages=conference.languages)
    return _laid_out(
        render(
            "programme/pdf/programme.html",
            lang=current(),
            fonts=font_css(serif=True),
            title=_("Programme"),
            conference_title=marked(conference.title, order),
            place=marked(conference.host_name, order),
            venue=[marked(text, order) for text in (conference.venue, conference.address) if text],
            dates=daterange(conference.starts, conference.ends),
            days=days,
            clock_words=clock_words(conference),
        )
    )


@lru_cache(maxsize=8)
def _laid_out(html: str) -> bytes:
    """Anybody may ask for it any number of times: it is laid out once for each wording."""
    return render_marked(html, variant="pdf/ua-1").pdf


def uid(session: PublishedSession) -> str:
    """The same for ever, whatever the address of the site."""
    return f"{session.public_id}@eventsys"


def calendar(
    conference: Conference,
    sessions: Iterable[PublishedSession],
    *,
    url_of: Callable[[PublishedSession], str],
) -> bytes:
    """One VCALENDAR with an event for each session that has times, in the language in force.

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
    sessions = list(sessions)
    if sessions and conference.timezone != "UTC":
        feed.add_component(_timezone(conference.timezone, sessions))
    for session in sessions:
        feed.add_component(_event(conference, session, url_of(session)))
    body: bytes = feed.to_ical()
    return body


def _timezone(name: str, sessions: Sequence[PublishedSession]) -> Timezone:
    """The zone on the days of these sessions only, each onset written out once.

    No rule and no list of dates, which programs read differently; an onset is told by the clock that it ends
    (RFC 5545, 3.6.5). Made here, as the library writes an onset by the clock that begins with it.
    """
    here = ZoneInfo(name)
    known = Timezone()
    known.add("tzid", name)
    day = timedelta(days=1)
    moment = min(session.starts_at for session in sessions).astimezone(UTC) - day
    last = max(session.ends_at for session in sessions).astimezone(UTC) + day
    known.add_component(_onset(moment, here))
    while moment < last:
        if moment.astimezone(here).utcoffset() != (moment + day).astimezone(here).utcoffset():
            known.add_component(_onset(_change(moment, moment + day, here), here))
        moment += day
    return known


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second with the offset of ``after``; the two are apart by one change."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)


def _onset(moment: datetime, zone: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    local, earlier = moment.astimezone(zone), (moment - timedelta(seconds=1)).astimezone(zone)
    onset = TimezoneDaylight() if local.dst() else TimezoneStandard()
    was = earlier.utcoffset() or timedelta()
    onset.add("dtstart", (moment + was).replace(tzinfo=None))
    onset.add("tzoffsetfrom", was)
    onset.add("tzoffsetto", local.utcoffset())
    onset.add("tzname", local.tzname())
    return onset


def _event(conference: Conference, session: PublishedSession, url: str) -> Event:
    order, zone = fallbacks(languages=conference.languages), conference.zone
    event = Event()
    event.add("uid", uid(session))
    event.add("sequence", session.revision)
    event.add("dtstamp", session.changed_at.replace(microsecond=0))
    event.add("last-modified", session.changed_at.replace(microsecond=0))
    event.add("dtstart", _local(session.starts_at, zone))
    event.add("dtend", _local(session.ends_at, zone))
    event.add("summary", _summary(session, order), parameters={"LANGUAGE": session.title.tag_in(order)})
    event.add("status", "CONFIRMED" if session.is_public else "CANCELLED")
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


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """By the clock of the conference; in UTC where that clock comes twice, as programs differ on which is meant."""
    local = moment.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if twice else local


def _summary(session: PublishedSession, order: tuple[str, ...]) -> str:
    title = session.title.get_in(order)
    if session.is_cancelled:
        return str(_("Cancelled: %(title)s", title=title))
    if not session.is_public:
        return str(_("Postponed: %(title)s", title=title))
    return title


def _panel(session: PublishedSession, order: tuple[str, ...]) -> str:
    lines = [f"{seat.role_word}: {_person(seat, order)}" for seat in session.panel]
    if session.languages:
        names = list_words([language_name(code) for code in session.languages])
        lines.append(str(_("Languages: %(languages)s", languages=names)))
    return "\n".join(lines)


def _person(seat: PublishedSeat, order: tuple[str, ...]) -> str:
    return ", ".join(
        part for part in (seat.name, seat.office.get_in(order), seat.organisation.get_in(order)) if part
    )
