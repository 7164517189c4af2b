"""The verbs of the programme."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from eventsys.core.words.text import Localized
from eventsys.programme.clashes import queries as clashes_queries
from eventsys.programme.clashes import service as clashes
from eventsys.programme.notices import service as notices
from eventsys.programme.panel import service as panel
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import PanelRole, SessionKind
from eventsys.programme.sessions.rules import SessionAction
from tests.conferences.factories import make_conference
from tests.programme.factories import at, hall, make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.verbs import BY, NOW, Seen

ACT: dict[str, Any] = {"by": BY, "now": NOW}


def story(see: Seen) -> None:
    conference = make_conference(slug="hanoi")
    values: dict[str, Any] = {
        "kind": SessionKind.PLENARY,
        "title": Localized(en="Smog"),
        "summary": Localized(),
        "starts_at": at(conference, "09:00"),
        "ends_at": at(conference, "10:00"),
        "room": hall(conference),
        "languages": ["en"],
        "expected": 40,
    }
    made = see(sessions.create_session, conference, **values, by=BY)
    see(sessions.edit_session, made, **{**values, "room": hall(conference, 2), "expected": 60}, by=BY)
    person = make_delegate(make_delegation(conference, "TYO"), language="fr")
    chair = see(panel.seat, made, role=PanelRole.CHAIR, delegate=person, by=BY)
    speaker = see(panel.seat, made, role=PanelRole.SPEAKER, name="Inose Naoki", by=BY, case="of a stranger")
    other = panel.seat(made, role=PanelRole.SPEAKER, name="Park", by=BY)
    see(panel.move_seat, other, made, up=True, by=BY)
    see(clashes.tell_apart, conference, chair, speaker, by=BY)
    see(clashes.end_telling_apart, clashes_queries.pairs_told_apart(conference)[0], by=BY)
    see(panel.unseat, other, made, by=BY)
    see(sessions.schedule, made, **ACT)
    see(notices.publish_and_tell, conference, **ACT)
    see(sessions.edit_session, made, **{**values, "expected": 60}, by=BY, case="of a published one")
    twin = see(sessions.duplicate, made, by=BY)
    see(
        sessions.record_change, twin, "session.edited", by=BY, before={"title": "old"}, after={"title": "new"}
    )
    second = make_session(conference, "Traffic", "11:00", "12:00", room=2)
    see(publication.publish, conference, **ACT)
    third = make_session(conference, "Water", "13:00", "14:00")
    see(publication.copy_to_public, third, **ACT)
    see(sessions.begin, second, **ACT)
    see(sessions.close, second, **ACT)
    see(sessions.approve_summary, second, **ACT)
    see(sessions.postpone, third, **ACT)
    see(sessions.cancel, made, **ACT)
    see(sessions.move, third, SessionAction.SCHEDULE, **ACT)
    see(publication.keep_clock_times, conference, lambda moment: moment + timedelta(hours=2), by=BY)
