"""A stranger's look: with a copy of the data and no secret key, what would hurt people cannot be read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.sealed import OtherKey
from eventsys.mail import service as mail
from eventsys.mail.models import LetterState
from eventsys.mail.tasks import deliver_due
from eventsys.privacy.tasks import purge_what_is_over
from eventsys.registration import service
from tests.accounts.factories import PASSWORD, letters, link_in, make_user, open_link, sign_in
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post


def everything_kept() -> str:
    """Every value of every table, as the database has it."""
    tables = db.metadata.sorted_tables
    return "".join(str(db.session.execute(text(f'SELECT * FROM "{table.name}"')).all()) for table in tables)  # noqa: S608


def test_passports_links_and_passwords_are_not_in_a_copy_of_the_database(app: Flask) -> None:
    delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
    expires = (now + timedelta(days=900)).date()
    service.set_passport(
        delegate, number="X7654321", nationality="JP", expires_on=expires, by=SYSTEM, now=now
    )
    service.send_own_link(delegate, by=SYSTEM, now=now)
    user = make_user()
    client = app.test_client()
    post(client, "/account/reset", {"email": user.email})
    sign_in(client, user)
    db.session.commit()
    secrets = [link_in(letter).rpartition("/")[2] for letter in letters()]
    assert len(secrets) == 2
    for _sent in range(2):  # as well before the letters go out as after
        db.session.expire_all()
        kept = everything_kept()
        assert [secret for secret in (*secrets, "X7654321", str(expires), PASSWORD) if secret in kept] == []
        deliver_due()


def test_a_letter_that_was_sent_is_sent_again_with_its_link(app: Flask) -> None:
    delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
    service.send_own_link(delegate, by=SYSTEM, now=now)
    db.session.commit()
    deliver_due()
    db.session.expire_all()
    [sent] = letters()
    assert sent.state == LetterState.SENT
    mail.send_again(sent, key="once", by=SYSTEM, now=now)
    db.session.commit()
    deliver_due()
    _first, copy = letters()
    assert (copy.state, open_link(app.test_client(), link_in(copy).rpartition("/")[2]).status_code) == (
        "sent",
        303,
    )


def test_with_another_key_it_is_refused_by_name(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
    service.set_passport(
        delegate, number="X7654321", nationality="JP", expires_on=now.date(), by=SYSTEM, now=now
    )
    db.session.commit()
    db.session.expire_all()
    monkeypatch.setattr("eventsys.core.sealed.key_for", lambda purpose: purpose.encode().ljust(32)[:32])
    with pytest.raises(OtherKey):
        service.look_at_passport(delegate, by=SYSTEM, now=now)


def test_a_worker_s_tick_deletes_passports_whose_time_is_over_and_needs_no_key(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
    service.set_passport(
        delegate, number="X7654321", nationality="JP", expires_on=now.date(), by=SYSTEM, now=now
    )
    db.session.commit()
    ends = now.replace(year=delegate.conference.ends.year + 1, day=1)
    left = []
    db.session.expunge_all()
    monkeypatch.setattr("eventsys.core.sealed.key_for", lambda purpose: purpose.encode().ljust(32)[:32])
    for moment in (ends - timedelta(days=800), ends):
        with clock.at(moment):
            purge_what_is_over()
        left.append(db.session.execute(text("SELECT count(*) FROM passport")).scalar_one())
    assert left == [1, 0]
