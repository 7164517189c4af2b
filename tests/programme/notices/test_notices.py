"""The people of panels are told what a publication changes for them: shown before, sent with it, or not at all."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.programme.notices import service
from eventsys.programme.panel import service as panel
from eventsys.programme.publication.errors import Clashes
from eventsys.programme.sessions.models import PanelRole, Session
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.registration.browser import browser
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def delegation() -> Delegation:
    return make_delegation(make_conference(slug="plenary", title={"en": "12th Plenary Meeting"}), "TYO")


def speaker(delegation: Delegation, name: str, **over: str) -> Delegate:
    values = {"family_name": name, "given_name": "", "email": f"{name.lower()}@example.org", **over}
    return make_delegate(delegation, **values)


def seated(session: Session, person: Delegate, role: PanelRole = PanelRole.SPEAKER) -> None:
    panel.seat(session, role=role, delegate=person, by=SYSTEM)


def publish(conference: Conference) -> int:
    _done, told = service.publish_and_tell(conference, by=SYSTEM, now=clock.now())
    return told


def letters() -> list[OutboxLetter]:
    return list(db.session.query(OutboxLetter).order_by(OutboxLetter.id))


def test_those_on_the_panels_are_told_when_where_and_as_what(delegation: Delegation):
    first, second = speaker(delegation, "Inose"), speaker(delegation, "Abe", language="fr")
    nobody = speaker(delegation, "Mute", email="")
    opening = make_session(delegation.conference, "Opening", chair="Guest Chair")
    for person in (first, second, nobody):
        seated(opening, person)
    seated(make_session(delegation.conference, "Closing", "15:00", "16:00"), first, PanelRole.RAPPORTEUR)
    plan = service.plan_of(delegation.conference)
    assert ([one.address for one in plan.readers], plan.unreachable) == (
        ["abe@example.org", "inose@example.org"],
        ["Guest Chair"],
    )
    assert letters() == []
    assert publish(delegation.conference) == 2
    french, english = letters()
    assert [one.text for one in plan.letters] == [english.text, french.text]
    assert "09:00–10:00" in english.text
    assert "Your part: Speaker." in english.text
    assert "Your part: Rapporteur." in english.text
    assert "Closing" not in french.text
    assert "Le programme du" in french.text or "Le programme de" in french.text


def test_a_change_is_told_to_whom_it_concerns_only(delegation: Delegation):
    first, second = speaker(delegation, "Inose"), speaker(delegation, "Abe")
    opening = make_session(delegation.conference, "Opening")
    closing = make_session(delegation.conference, "Closing", "15:00", "16:00")
    seated(opening, first)
    seated(closing, second)
    publish(delegation.conference)
    (seat,) = opening.panel
    panel.unseat(seat, opening, by=SYSTEM)
    assert publish(delegation.conference) == 1
    assert letters()[-1].to_address == "inose@example.org"
    assert "you no longer have a part in this session" in letters()[-1].text


def test_what_is_refused_tells_nobody(delegation: Delegation):
    for title in ("One", "Two"):
        seated(make_session(delegation.conference, title), speaker(delegation, title))
    with pytest.raises(Clashes):
        publish(delegation.conference)
    assert letters() == []


def test_the_desk_sees_whom_and_what_and_may_say_no(app: Flask, delegation: Delegation):
    seated(make_session(delegation.conference, "Opening"), speaker(delegation, "Inose"))
    client = browser(app)
    sign_in(client, make_user("secretariat", delegation.conference))
    home, tell = "/o/plenary/programme", "/o/plenary/programme/publish/tell"
    assert tell in client.get(home).text
    page = client.get(tell).text
    assert "Write to this person" in page
    assert "inose@example.org" in page
    assert "Your part: Speaker." in page
    post(client, "/o/plenary/programme/publish", {}, page=tell)
    assert letters() == []
    assert tell not in client.get(home).text, "everything is published"
