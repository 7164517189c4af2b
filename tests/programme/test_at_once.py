"""Two people at work on one session at the same moment, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.programme.panel import service as panel
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import PanelRole, Session, SessionKind
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.support.threads import together

Act = Callable[[Session], object]


def on(session_id: int, act: Act) -> Callable[[], object]:
    """``act`` on the session as this transaction found it: the page's guard has read it before."""

    def run() -> object:
        session = db.session.get(Session, session_id)
        assert session is not None
        assert session.panel is not None
        return act(session)

    return run


def edited(title: str, seen: str) -> Act:
    def act(session: Session) -> None:
        sessions.edit_session(
            session,
            kind=SessionKind(session.kind),
            title=Localized(en=title),
            summary=Localized(),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            room=session.room,
            languages=(),
            expected=None,
            by=SYSTEM,
            seen=seen,
        )

    return act


def test_of_two_who_save_one_session_the_second_is_told(app: Flask) -> None:
    session = make_session(make_conference())
    db.session.commit()
    seen = sessions.version_mark(session)
    acts = [on(session.id, edited(f"Title {number}", seen)) for number in range(4)]
    assert together(app, acts) == {"done": 1, "SessionChanged": 3}


def test_a_session_is_called_off_once_and_its_number_rises_once(app: Flask) -> None:
    session = make_session(make_conference(), state="published")
    db.session.commit()
    before = session.revision

    def cancel(found: Session) -> None:
        sessions.cancel(found, by=SYSTEM, now=clock.now())

    assert together(app, [on(session.id, cancel) for _click in range(4)]) == {"done": 1, "NoSuchArrow": 3}
    assert session.revision == before + 1


def test_somebody_seated_by_two_clicks_sits_once(app: Flask) -> None:
    session = make_session(make_conference())
    db.session.commit()

    def seat(found: Session) -> None:
        panel.seat(found, role=PanelRole.CHAIR, name="Nguyễn Thế Thảo", by=SYSTEM)

    assert together(app, [on(session.id, seat) for _click in range(4)]) == {"done": 1, "AlreadySeated": 3}
    assert [one.name for one in session.panel] == ["Nguyễn Thế Thảo"]


def test_a_part_is_taken_back_while_somebody_edits_the_session(app: Flask) -> None:
    session = make_session(make_conference(), chair="Nguyễn Thế Thảo")
    seat_id, seen = session.panel[0].id, sessions.version_mark(session)
    db.session.commit()

    def unseat(found: Session) -> None:
        seat = next(seat for seat in found.panel if seat.id == seat_id)
        panel.unseat(seat, found, by=SYSTEM)

    ends = together(app, [on(session.id, unseat), on(session.id, edited("Other", seen))])
    assert ends == {"done": 2}
    assert (session.title["en"], list(session.panel)) == ("Other", [])
