"""What waits to be published, in the words of whoever reads it."""

from __future__ import annotations

from datetime import timedelta

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import SYSTEM
from eventsys.core.web.filters import day
from eventsys.core.words.text import Localized
from eventsys.programme.panel import service as panel
from eventsys.programme.publication.pages import waiting_sessions
from eventsys.programme.sessions.models import PanelRole, SessionKind
from tests.programme.factories import edit, hall, make_session


def test_each_thing_that_changed_is_told_as_it_was_and_as_it_is(conference: Conference) -> None:
    """Of a title only the language that changed; what is not there is a dash, or said to be nothing."""
    session = make_session(conference, "Opening", state="published", room=1)
    assert waiting_sessions(conference, [session]) == []
    edit(
        session,
        kind=SessionKind.DIALOGUE,
        title=session.title | Localized(fr="Ouverture"),
        summary=Localized(en="All meet."),
        starts_at=session.starts_at + timedelta(minutes=30),
        room=None,
        languages=["en", "vi"],
    )
    panel.seat(session, role=PanelRole.CHAIR, name="Ana", by=SYSTEM)
    panel.seat(session, role=PanelRole.SPEAKER, name="Bình", by=SYSTEM)
    [found] = waiting_sessions(conference, [session])
    assert (found.session, found.is_new) == (session, False)
    assert {field: (before, after) for field, before, after in found.changes} == {
        "Kind": ("Plenary session", "Dialogue session"),
        "Title": ("Opening (fr)", "Ouverture"),
        "Summary": ("nothing", "All meet."),
        "Starts": (f"{day(conference.starts)}, 09:00", f"{day(conference.starts)}, 09:30"),
        "Room": (hall(conference, 1).name["en"], "–"),
        "Languages": ("–", "English and Vietnamese"),
        "Panel": ("–", "Chair: Ana and Speaker: Bình"),
    }


def test_a_session_nobody_read_yet_is_new_and_has_no_changes(conference: Conference) -> None:
    session = make_session(conference)
    [found] = waiting_sessions(conference, [session])
    assert (found.session, found.is_new, found.changes) == (session, True, [])
