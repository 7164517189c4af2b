"""The copy of one's own data."""

from __future__ import annotations

import json
from datetime import date

from flask import Flask
from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.programme.panel import service as panel
from eventsys.programme.sessions.models import PanelRole
from eventsys.registration.consent import service as consent
from eventsys.registration.links import service as links
from eventsys.registration.passports import queries as passports_queries
from eventsys.registration.passports import service as passports
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_link
from tests.conferences.factories import make_conference
from tests.files.factories import picture
from tests.programme.factories import make_session
from tests.registration.composer.factories import plant_answer
from tests.registration.factories import make_delegate, make_delegation
from tests.support.planted import PLANTED, WHO
from tests.support.sessions import browser


def person(conference: Conference, **over: object) -> Delegate:
    found = make_delegate(make_delegation(conference, "TYO"), consented_at=None, **{**WHO, **over})
    plant_answer(found)
    return found


def test_the_copy_says_everything_on_record_and_who_made_it(app: Flask) -> None:
    conference, now = make_conference(), clock.now()
    delegate = person(conference, photo_digest=files.store_photo(picture()).digest)
    passports.set_passport(
        delegate, number="X7654399", nationality="JP", expires_on=date(2099, 1, 1), by=SYSTEM, now=now
    )
    consent.add_consent(delegate, by=SYSTEM, now=now)
    links.send_own_link(delegate, by=SYSTEM, now=now)
    panel.seat(make_session(conference), role=PanelRole.CHAIR, delegate=delegate, by=SYSTEM)
    token = make_link("delegate", delegate.public_id, conference=conference)
    db.session.commit()
    own = browser(app, link=token)
    page = f"/r/{conference.slug}/me/{delegate.public_id}/data"
    assert "We keep" not in own.send("GET", page).text
    told = own.send("POST", f"{page}/copy.json")
    read = own.send("POST", f"{page}/copy.html")
    assert '<!doctype html>\n<html lang="en">' in read.text
    assert f"<h1>{delegate.full_name}</h1>" in read.text
    data = json.loads(told.data)["data"]
    words = [word for planted in PLANTED.values() for word in planted]
    assert [word for word in words if word not in told.text or word not in read.text] == []
    assert {key for key, rows in data.items() if rows} == {
        "delegate",
        "consent",
        "passport",
        "passport_access",
        "outbox_letter",
        "link",
        "audit_entry",
        "form_answer",
        "panel_seat",
    }
    assert json.loads(told.data)["photo"]["media_type"] == "image/jpeg"
    assert "data:image/jpeg;base64," in read.text
    log = [(entry.what, entry.actor_kind) for entry in passports_queries.passport_log(delegate)]
    assert log == [("seen", "link"), ("seen", "link"), ("changed", "system")]
    copied = select(AuditEntry).where(AuditEntry.verb == "delegate.copied").order_by(AuditEntry.id)
    assert len(db.session.scalars(copied).all()) == 2
