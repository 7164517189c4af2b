"""The calendar feed says the same as the programme, to a calendar program and to plain arithmetic."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from icalendar import Calendar

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.languages import in_language
from eventsys.core.text import Localized
from eventsys.programme import documents, queries, service
from eventsys.programme.models import SessionKind
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session

LONG = (
    "Quy hoạch đô thị: những vấn đề đặt ra trong thực hiện các dự án quy hoạch hiện nay; kinh nghiệm, bài học"
)
THAI = "การวางผังเมือง ปัญหาการดำเนินโครงการผังเมืองในปัจจุบันของกรุงเทพมหานครและปริมณฑล"


def feed_of(conference, language: str = "en") -> bytes:
    with in_language(language):
        return documents.calendar(
            conference,
            queries.public_sessions(conference),
            changed=queries.changed_at(conference),
            latest=queries.last_change(conference),
            url_of=lambda session: f"https://example.org/#{session.public_id}",
        )


def events_of(body: bytes):
    return {str(event["uid"]): event for event in Calendar.from_ical(body).walk("VEVENT")}


def raw_properties(body: bytes) -> list[tuple[str, str]]:
    """Name and value of each unfolded line, read by hand as RFC 5545 §3.1 says."""
    lines = re.sub(rb"\r\n[ \t]", b"", body).decode().split("\r\n")
    return [(line.split(":", 1)[0], line.split(":", 1)[1]) for line in lines if line]


@pytest.mark.parametrize(
    ("zone", "first_day"),
    [
        ("Asia/Ho_Chi_Minh", date(2013, 11, 18)),
        ("Europe/Paris", date(2026, 3, 28)),
        ("America/New_York", date(2026, 10, 31)),
    ],
)
def test_times_read_back_are_those_of_the_programme(app, zone, first_day):
    conference = make_conference(timezone=zone, starts=first_day, slug="feed")
    one = make_session(conference, "One", "09:00", "10:30", state="published")
    two = make_session(
        conference, "Two", "14:00", "15:00", day=1, state="published"
    )  # the clocks changed over night
    body = feed_of(conference)
    read = {
        uid: (event["dtstart"].dt.astimezone(UTC), event["dtend"].dt.astimezone(UTC))
        for uid, event in events_of(body).items()
    }
    assert read == {documents.uid(s): (s.starts_at, s.ends_at) for s in (one, two)}
    # By hand, and with the rules of the VTIMEZONE that the feed itself carries, read by another program.
    carried = tz.tzical(_file_of(_zone_block(body))).get(zone)
    starts = [value for name, value in raw_properties(body) if name == f"DTSTART;TZID={zone}"]
    local = [datetime.strptime(value, "%Y%m%dT%H%M%S") for value in starts]  # noqa: DTZ007
    assert [moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for moment in local] == [
        one.starts_at,
        two.starts_at,
    ]
    assert [moment.replace(tzinfo=carried).astimezone(UTC) for moment in local] == [
        one.starts_at,
        two.starts_at,
    ]


def _zone_block(body: bytes) -> str:
    block = body.decode()
    return block[block.index("BEGIN:VTIMEZONE") : block.index("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"


def _file_of(text: str):
    return StringIO(text.replace("\r\n", "\n"))


def test_words_panel_place_and_revision(app):
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


def test_a_cancelled_session_keeps_its_uid_and_counts_on(app):
    conference = make_conference(slug="feed")
    session = make_session(conference, state="published")
    before = events_of(feed_of(conference))
    service.cancel(session, by=SYSTEM, now=clock.now())
    after = events_of(feed_of(conference))
    assert before.keys() == after.keys() == {documents.uid(session)}
    event = after[documents.uid(session)]
    assert (event["status"], event["sequence"], event["summary"]) == (
        "CANCELLED",
        2,
        "Cancelled: Opening ceremony",
    )


def test_a_postponed_session_is_taken_out_of_calendars_until_it_is_published_again(app):
    conference = make_conference(slug="feed")
    session = make_session(conference, state="published")
    service.postpone(session, by=SYSTEM, now=clock.now())
    assert [e["status"] for e in events_of(feed_of(conference)).values()] == ["CANCELLED"]
    service.schedule(session, by=SYSTEM, now=clock.now())
    service.publish(conference, by=SYSTEM, now=clock.now())
    assert [(e["status"], e["sequence"]) for e in events_of(feed_of(conference)).values()] == [
        ("CONFIRMED", 4)
    ]


@pytest.mark.parametrize(("language", "text"), [("vi", LONG), ("en", THAI)])
def test_long_lines_are_folded_between_characters(app, language, text):
    conference = make_conference(slug="feed")
    session = make_session(conference, state="published")
    session.title = Localized({language: text})
    session.summary = Localized({language: f"{text}\n{text}"})
    body = feed_of(conference, language)
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)  # no character is torn apart
    (event,) = events_of(body).values()
    assert (event["summary"], str(event["description"]).split("\n")[0]) == (text, text)


def test_the_same_programme_gives_the_same_bytes(app):
    conference = make_conference(slug="feed")
    make_session(conference, state="published")
    assert feed_of(conference) == feed_of(conference)
