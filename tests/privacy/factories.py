"""Somebody whose words are sought for after an erasure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.mail.delivery.tasks import deliver_due
from eventsys.privacy.requests import service as requests
from eventsys.programme.panel import service as panel
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions.models import PanelRole
from eventsys.registration.consent import service as consent
from eventsys.registration.links import service as links
from eventsys.registration.passports import service as passports
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from tests.badges.factories import make_run, print_now
from tests.files.factories import picture
from tests.programme.factories import make_session
from tests.registration.composer.factories import plant_answer
from tests.registration.factories import make_delegate, make_delegation
from tests.support.planted import PLANTED, WHO

WORDS = [
    *(word for planted in PLANTED.values() for word in planted), "yuki.former", "Formerly", "a planted wish", "98765432",
]  # fmt: skip


def person(conference: Conference, **over: Any) -> Delegate:
    found = make_delegate(make_delegation(conference, "TYO", present=True), **{**WHO, **over})
    plant_answer(found)
    return found


def with_everything(conference: Conference, now: datetime) -> Delegate:
    """Somebody who has been through all of it: named otherwise before, photographed twice, printed, seated, written to."""
    former = files.store_photo(picture()).digest
    delegate = person(
        conference, family_name="Formerly", email="yuki.former@example.org", photo_digest=former
    )
    links.send_own_link(delegate, by=SYSTEM, now=now)
    fresh = files.store_photo(picture(700, 900)).digest
    questions.edit(
        delegate, {"family_name": "Kurobane", "email": "yuki.planted@example.org"}, by=SYSTEM, now=now
    )
    questions.set_photo(delegate, fresh, by=SYSTEM, now=now)
    passports.set_passport(
        delegate, number="X7654399", nationality="JP", expires_on=date(2099, 1, 1), by=SYSTEM, now=now
    )
    passports.look_at_passport(delegate, by=SYSTEM, now=now)
    consent.add_consent(delegate, by=SYSTEM, now=now)
    for state in ("Sending", "Again"):
        links.send_own_link(delegate, by=SYSTEM, now=now)
        db.session.commit()
        if state == "Sending":
            deliver_due()  # one letter lies in the outbox folder, one waits
    session = make_session(conference, "Opening")
    panel.seat(session, role=PanelRole.SPEAKER, delegate=delegate, by=SYSTEM)
    publication.publish(conference, by=SYSTEM, now=now)
    run = make_run(conference, [delegate])
    print_now(run)
    requests.ask(delegate, "a planted wish", by=SYSTEM, now=now)
    db.session.commit()
    return delegate
