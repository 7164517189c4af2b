"""Passports: sealed, each look on record."""

from __future__ import annotations

import base64

import pytest
from sqlalchemy import text

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.registration.passports import queries as passports_queries
from eventsys.registration.passports import service as passports
from eventsys.registration.passports.models import PassportAccess
from eventsys.registration.retention import service as retention
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation

NOW = clock.now()


@pytest.mark.usefixtures("app")
def test_looks_at_passports_are_logged_and_the_log_outlives_them() -> None:
    delegate = make_delegate(make_delegation(make_conference()))
    ends = delegate.conference.ends
    passports.set_passport(delegate, number="C1234567", nationality="VN", expires_on=ends, by=SYSTEM, now=NOW)
    passports.set_passport(delegate, number="C7654321", nationality="VN", expires_on=ends, by=SYSTEM, now=NOW)
    kept = db.session.execute(text("SELECT number, nationality, expires_on FROM passport")).one()
    for written, plain in zip(kept, ("C7654321", "VN", ends.isoformat()), strict=True):
        # not "is it in there": two letters turn up in one ciphertext of twenty
        assert written != plain
        assert base64.urlsafe_b64decode(written)[0] == 0x80, "sealed texts begin with Fernet's version"
    seen = passports.look_at_passport(delegate, by=Actor(kind="user", user_id=7, label="Mai"), now=NOW)
    assert seen is not None
    assert seen.number == "C7654321"
    assert retention.purge_passports(delegate.conference, by=SYSTEM, now=NOW) == (1, [])
    assert passports_queries.passport_of(delegate) is None
    log = db.session.query(PassportAccess).order_by(PassportAccess.id)
    assert [(e.actor_label, e.actor_kind, e.actor_id, e.what) for e in log] == [
        ("eventsys", "system", None, "changed"),
        ("eventsys", "system", None, "changed"),
        ("Mai", "user", 7, "seen"),
        ("eventsys", "system", None, "purged"),
    ]
    audited = (
        db.session.query(AuditEntry).filter(AuditEntry.verb.startswith("passport.")).order_by(AuditEntry.id)
    )
    assert [(e.actor_id, e.verb) for e in audited][2:] == [(7, "passport.seen"), (None, "passport.purged")]
    assert (
        not db.session.query(AuditEntry).filter(AuditEntry.after.cast(db.String).contains("C7654321")).count()
    )
