"""The agenda in words: one session whole, as its page shows it."""

from __future__ import annotations

from dataclasses import replace

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from eventsys.programme.panel import service as panel
from eventsys.programme.public.pages import AgendaEntry, agenda
from eventsys.programme.publication import queries, service
from eventsys.programme.sessions.models import PanelRole, SessionState
from tests.programme.factories import at, hall, make_session, now_and_system


def test_a_session_is_told_whole(conference: Conference) -> None:
    session = make_session(conference, languages=["en", "vi"], summary=Localized(en="All meet."), room=1)
    office, house = Localized(en="Chairman"), Localized(en="City of Hanoi")
    panel.seat(session, role=PanelRole.CHAIR, name="Ana", office=office, organisation=house, by=SYSTEM)
    panel.seat(session, role=PanelRole.SPEAKER, name="Bình", by=SYSTEM)
    panel.seat(session, role=PanelRole.SPEAKER, name="Chi", organisation=house, by=SYSTEM)
    service.publish(conference, **now_and_system())
    [day] = agenda(conference, queries.public_sessions(conference))
    told = AgendaEntry(
        id=str(session.public_id),
        kind="plenary",
        kind_word="Plenary session",
        title="Opening ceremony",
        summary="All meet.",
        starts_at=at(conference, "09:00").isoformat(),
        starts="09:00",
        ends="10:00",
        since="",
        until="",
        off=False,
        note="",
        room=hall(conference, 1).name["en"],
        languages="English, Vietnamese",
        panel=[
            ("Chair", [("Ana", "Chairman, City of Hanoi")]),
            ("Speakers", [("Bình", ""), ("Chi", "City of Hanoi")]),
        ],
    )
    assert (day.date, day.entries, day.continued) == (conference.starts, [told], [])
    for state, off, note in (
        (SessionState.LIVE, False, "Now"),
        (SessionState.CANCELLED, True, "Cancelled"),
        (SessionState.POSTPONED, True, "Postponed"),
    ):
        session.state = state
        [day] = agenda(conference, queries.public_sessions(conference))
        assert day.entries == [replace(told, off=off, note=note)]


def test_a_session_past_midnight_goes_on_the_next_day_and_says_both(conference: Conference) -> None:
    session = make_session(conference, state="draft", room=None)
    session.ends_at = at(conference, "01:00", day=1)
    session.state = SessionState.SCHEDULED
    service.publish(conference, **now_and_system())
    first, second = agenda(conference, queries.public_sessions(conference))
    assert (first.entries, second.continued) == (second.continued, first.entries)
    [entry] = first.entries
    assert (entry.since != "", entry.until != "", entry.since != entry.until, entry.room) == (
        True,
        True,
        True,
        "",
    )
