"""A stranger's look: with a copy of the data and no secret key, what would hurt people cannot be read."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from eventsys.accounts.sessions.pages import MARK
from eventsys.app import create_app
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.core.db import db
from eventsys.core.sealed import OtherKey
from eventsys.files import service as files
from eventsys.mail.delivery.tasks import deliver_due
from eventsys.mail.record.models import LetterState
from eventsys.mail.writing import service as writing
from eventsys.privacy.retention.tasks import purge_what_is_over
from eventsys.registration.links import service as links_service
from eventsys.registration.passports import service as passports
from eventsys.registration.tables import service as tables_service
from eventsys.registration.tables.service import PeopleCheck
from tests.accounts.factories import PASSWORD, letters, link_in, make_user, open_link, sign_in
from tests.accounts.sign_in.test_second_factor import set_up_app
from tests.conferences.factories import make_conference
from tests.conftest import test_settings
from tests.registration.factories import make_delegate, make_delegation
from tests.support.databases import empty_database
from tests.support.web import post


def everything_kept() -> str:
    """Every value of every table, as the database has it."""
    tables = db.metadata.sorted_tables
    return "".join(str(db.session.execute(text(f'SELECT * FROM "{table.name}"')).all()) for table in tables)  # noqa: S608


def test_passports_links_and_passwords_are_not_in_a_copy_of_the_database(app: Flask) -> None:
    delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
    expires = (now + timedelta(days=900)).date()
    passports.set_passport(
        delegate, number="X7654321", nationality="JP", expires_on=expires, by=SYSTEM, now=now
    )
    links_service.send_own_link(delegate, by=SYSTEM, now=now)
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


def octets_of(folder: Path, *, but: frozenset[str]) -> bytes:
    """Of every file below, but those that begin with one of these names."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"".join(path.read_bytes() for path in found if path.relative_to(folder).parts[0] not in but)


def test_a_strangers_look_at_the_whole_data_folder_without_the_key(tmp_path: Path) -> None:
    """Database with its log, queue, files: what lets somebody in is in none of them. The outbox folder of an
    installation without a mail server holds letters as they go out, and is told so in SECURITY.md."""
    with empty_database(tmp_path, "look") as url:
        app = create_app(test_settings(tmp_path / "data", url))
        with app.app_context():
            db.create_all()
            delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
            expires = (now + timedelta(days=900)).date()
            passports.set_passport(
                delegate, number="X7654321", nationality="JP", expires_on=expires, by=SYSTEM, now=now
            )
            links_service.send_own_link(delegate, by=SYSTEM, now=now)
            by = Actor(kind="link", grants=(Grant("focal", str(delegate.delegation.public_id), 7),))
            held = files.keep_waiting("people/x", "family name\nWaiting", name="t.csv", by=by, now=now)
            tables_service.ask_naming(delegate.delegation, held, PeopleCheck(()), by=by, send_links=True)
            user = make_user()
            db.session.commit()
        client = app.test_client()  # outside any context, as on a server
        sign_in(client, user.email)
        phone = set_up_app(client)
        page = post(client, "/account/recovery-codes", {"generate_new_codes": "1"}).text
        with client.session_transaction() as session:
            mark = session[MARK]
        post(app.test_client(), "/account/reset", {"email": user.email})
        with app.app_context():
            deliver_due()
            links = [
                link_in(letter).rpartition("/")[2]
                for letter in letters()
                if letter.link_hash or letter.kind == "accounts/reset"
            ]
            db.session.remove()
        codes = re.findall(r"<code>([0-9a-f-]{14})</code>", page)
        secrets = ["X7654321", PASSWORD, phone.otp.base32_key, mark, *codes, *links]
        assert (len(codes), len(links)) == (8, 2)
        seen = octets_of(tmp_path / "data", but=frozenset({"secret_key", "outbox"}))
        seen += octets_of(tmp_path, but=frozenset({"data"}))  # SQLite's files lie beside it here
        assert [secret for secret in secrets if secret.encode() in seen] == []
        with app.app_context():
            db.engine.dispose()


def test_a_letter_that_was_sent_is_sent_again_with_its_link(app: Flask) -> None:
    delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
    links_service.send_own_link(delegate, by=SYSTEM, now=now)
    db.session.commit()
    deliver_due()
    db.session.expire_all()
    [sent] = letters()
    assert sent.state == LetterState.SENT
    asked = writing.send_again(sent, key="once", by=SYSTEM, now=now)
    assert writing.send_again(sent, key="once", by=SYSTEM, now=now) is asked
    db.session.commit()
    deliver_due()
    db.session.expire_all()
    _first, copy = letters()
    assert copy is asked
    assert (copy.state, open_link(app.test_client(), link_in(copy).rpartition("/")[2]).status_code) == (
        "sent",
        303,
    )


@pytest.mark.usefixtures("app")
def test_with_another_key_it_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
    passports.set_passport(
        delegate, number="X7654321", nationality="JP", expires_on=now.date(), by=SYSTEM, now=now
    )
    db.session.commit()
    db.session.expire_all()
    monkeypatch.setattr("eventsys.core.sealed.key_for", lambda purpose: purpose.encode().ljust(32)[:32])
    with pytest.raises(OtherKey):
        passports.look_at_passport(delegate, by=SYSTEM, now=now)


@pytest.mark.usefixtures("app")
def test_a_worker_s_tick_deletes_passports_whose_time_is_over_and_needs_no_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    delegate, now = make_delegate(make_delegation(make_conference())), clock.now()
    passports.set_passport(
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
