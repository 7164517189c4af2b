"""What somebody agreed to, in versions, and the copy of one's own data."""

from __future__ import annotations

import json
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.languages import in_language
from eventsys.files import service as files
from eventsys.programme.panel import service as panel
from eventsys.programme.sessions.models import PanelRole
from eventsys.registration.consent import queries as consent_queries
from eventsys.registration.consent import service as consent
from eventsys.registration.consent.errors import ConsentTextChanged
from eventsys.registration.consent.rules import mark_of
from eventsys.registration.links import service as links
from eventsys.registration.passports import queries as passports_queries
from eventsys.registration.passports import service as passports
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.files.factories import picture
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.planted import PLANTED, WHO
from tests.support.sessions import browser
from tests.support.web import post

OWN = {"en": "We keep your name.", "fr": "Nous gardons votre nom.", "vi": "Chúng tôi lưu tên của Quý vị."}


def person(conference: Conference, **over: object) -> Delegate:
    return make_delegate(make_delegation(conference, "TYO"), consented_at=None, **{**WHO, **over})


def test_a_changed_text_is_a_new_version_and_everybody_keeps_the_one_they_read(app: Flask) -> None:
    conference, now = make_conference(), clock.now()
    first, second = person(conference), make_delegate(make_delegation(conference, "SEL"), consented_at=None)
    with in_language("fr"):
        consent.add_consent(first, by=SYSTEM, now=now)
    consent.add_consent(first, by=SYSTEM, now=now)  # the same once more
    for _time in range(2):
        consent.set_consent_text(conference, OWN, by=SYSTEM, now=now)
    consent.add_consent(second, by=SYSTEM, now=now, on_paper=True)
    consent.add_consent(first, by=SYSTEM, now=now)
    told = [
        [
            (one.text.number, one.language, one.given_by, one.on_paper)
            for one in consent_queries.consents_of(who)
        ]
        for who in (first, second)
    ]
    assert told == [[(1, "fr", "staff", False), (2, "en", "staff", False)], [(2, "en", "staff", True)]]
    assert consent_queries.consents_of(first)[0].words.startswith("Votre nom")
    assert first.consented_at == now
    assert [(text.number, count) for text, count in consent_queries.text_versions(conference)] == [
        (2, 2),
        (1, 1),
    ]


def test_what_was_read_before_the_text_changed_is_not_agreed_to(app: Flask) -> None:
    conference = make_conference()
    read = mark_of(*consent.asked_text(conference))
    consent.check_read(conference, read)
    consent.set_consent_text(conference, OWN, by=SYSTEM, now=clock.now())
    with pytest.raises(ConsentTextChanged):
        consent.check_read(conference, read)


def test_organisers_write_the_text_in_every_language_or_take_the_programs_own(app: Flask) -> None:
    conference = make_conference()
    client = app.test_client()
    sign_in(client, make_user(Role.ORGANISER, conference))
    page = f"/o/{conference.slug}/privacy/consent"
    assert (
        post(
            client, page, {"words-en": "Only English", "words-fr": "", "words-vi": ""}, page=page
        ).status_code
        == 422
    )
    written = {f"words-{code}": text for code, text in OWN.items()}
    assert post(client, page, written, page=page).status_code == 303
    assert consent.asked_text(conference)[0] == OWN
    assert post(client, page, {"do": "standard"}, page=page).status_code == 303
    assert consent.asked_text(conference) == consent.standard_text()


def test_the_copy_says_everything_on_record_and_who_made_it(app: Flask) -> None:
    conference, now = make_conference(), clock.now()
    delegate = person(conference, photo_digest=files.store_photo(picture()).digest)
    passports.set_passport(
        delegate, number="X7654399", nationality="JP", expires_on=date(2099, 1, 1), by=SYSTEM, now=now
    )
    consent.add_consent(delegate, by=SYSTEM, now=now)
    links.send_own_link(delegate, by=SYSTEM, now=now)
    panel.seat(make_session(conference), role=PanelRole.CHAIR, delegate=delegate, by=SYSTEM, now=now)
    token = make_link("delegate", delegate.public_id, conference=conference)
    db.session.commit()
    own = browser(app, link=token)
    page = f"/r/{conference.slug}/me/{delegate.public_id}/data"
    assert "We keep" not in own.send("GET", page).text
    told = own.send("POST", f"{page}/copy.json")
    read = own.send("POST", f"{page}/copy.html")
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
        "panel_seat",
    }
    assert json.loads(told.data)["photo"]["media_type"] == "image/jpeg"
    assert "data:image/jpeg;base64," in read.text
    log = [(entry.what, entry.actor_kind) for entry in passports_queries.passport_log(delegate)]
    assert log == [("seen", "link"), ("seen", "link"), ("changed", "system")]
    copied = select(AuditEntry).where(AuditEntry.verb == "delegate.copied").order_by(AuditEntry.id)
    assert len(db.session.scalars(copied).all()) == 2
