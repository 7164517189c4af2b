"""The panel of a session."""

from __future__ import annotations

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.core.addresses import AddressAsName
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.programme.panel import service
from eventsys.programme.panel.errors import AlreadySeated, NotADelegateHere, PersonMissing
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions.models import PanelRole
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation


def test_a_delegates_words_are_kept_as_they_were(conference):
    delegate = make_delegate(make_delegation(conference, "TYO"), office=Localized(en="Governor"))
    session = make_session(conference)
    seat = service.seat(session, role=PanelRole.CHAIR, delegate=delegate, by=SYSTEM)
    delegate.office, delegate.family_name = Localized(en="Former Governor"), "Other"
    db.session.flush()
    assert (seat.name, seat.office, seat.organisation) == (
        "Naoki Inose",
        {"en": "Governor"},
        {"en": "Metropolitan Government"},
    )


def test_only_approved_delegates_of_this_conference_are_seated(conference):
    session = make_session(conference)
    waiting = make_delegate(make_delegation(conference, "TYO"), "submitted")
    other = make_conference(edition=77, slug="other")
    stranger = make_delegate(make_delegation(other, "TYO"))
    for delegate in (waiting, stranger):
        with pytest.raises(NotADelegateHere):
            service.seat(session, role=PanelRole.SPEAKER, delegate=delegate, by=SYSTEM)


def test_a_part_is_given_once_and_to_somebody(conference):
    session = make_session(conference, chair="Ana")
    with pytest.raises(AlreadySeated):
        service.seat(session, role=PanelRole.CHAIR, name=" ANA ", by=SYSTEM)
    with pytest.raises(PersonMissing):
        service.seat(session, role=PanelRole.CHAIR, name="  ", by=SYSTEM)
    with pytest.raises(AddressAsName):
        service.seat(session, role=PanelRole.SPEAKER, name="evil.com", by=SYSTEM)
    service.seat(session, role=PanelRole.SPEAKER, name="Ana", by=SYSTEM)
    assert [(s.role, s.name) for s in session.panel] == [("chair", "Ana"), ("speaker", "Ana")]


def test_speakers_move_up_and_down_and_the_order_is_kept(conference):
    session = make_session(conference, chair="Zoe", speakers=("Ana", "Bình", "Chi"))
    ana, chi = session.panel[1], session.panel[3]
    service.move_seat(chi, session, up=True, by=SYSTEM)
    service.move_seat(ana, session, up=True, by=SYSTEM)  # she is first already
    service.move_seat(ana, session, up=False, by=SYSTEM)
    db.session.commit()
    db.session.expire_all()
    assert [s.name for s in sessions_queries.session_in(conference.slug, session.public_id).panel] == [
        "Zoe",
        "Chi",
        "Ana",
        "Bình",
    ]
    service.unseat(session.panel[1], session, by=SYSTEM)
    db.session.commit()
    db.session.expire_all()
    assert [s.name for s in session.panel] == ["Zoe", "Ana", "Bình"]
