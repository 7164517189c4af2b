"""Delivery: into a folder, and to a real SMTP server that takes, delays, refuses, or is not there."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from eventsys.core import clock, current
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.settings import SettingsError
from eventsys.mail.delivery import rules, service, tasks
from eventsys.mail.fates import queries as fates_queries
from eventsys.mail.record import queries as record_queries
from eventsys.mail.record.models import About, OutboxLetter, Reason
from eventsys.mail.record.rules import LetterVerb
from eventsys.mail.settling import service as settling
from tests.mail.factories import queued
from tests.support import servers
from tests.support.smtp import SmtpServer
from tests.support.smtp import smtp as smtp_server

_FIRST_DUE = db.select(db.func.min(OutboxLetter.next_try_at)).where(OutboxLetter.state == "queued")


@pytest.fixture
def smtp(app: Flask) -> Iterator[SmtpServer]:
    with smtp_server() as server:
        use(app, f"smtp://{server.host}:{server.port}")
        yield server


def use(app: Flask, url: str) -> None:
    app.extensions["eventsys.settings"] = replace(current.settings(), mail_url=url)


def fresh(row: OutboxLetter) -> OutboxLetter:
    db.session.refresh(row)
    db.session.commit()
    return row


def test_letters_go_into_the_outbox_folder_by_default(letters: Path):
    row = queued()
    assert tasks.deliver_due() == 1
    assert tasks.deliver_due() == 0
    assert fresh(row).state == "sent"
    files = list((letters / "outbox").iterdir())
    assert [file.name for file in files] == [f"{row.public_id.hex}.eml"]
    made = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert (made["Subject"], made["Message-ID"]) == ("Kính chào", row.message_id)


def test_letters_go_out_by_smtp(smtp: SmtpServer):
    rows = [queued(to_address=f"person{number}@example.org") for number in range(5)]
    assert tasks.deliver_due() == 5
    assert [letter.recipients for letter in smtp.letters] == [(row.to_address,) for row in rows]
    assert [letter.message["Message-ID"] for letter in smtp.letters] == [row.message_id for row in rows]
    assert {letter.message["Subject"] for letter in smtp.letters} == {"Kính chào"}
    assert {(fresh(row).state, row.attempts, row.error) for row in rows} == {("sent", 0, None)}
    assert all(row.settled_at for row in rows)


def test_a_temporary_refusal_is_tried_again_later_with_the_same_message_id(smtp: SmtpServer):
    smtp.answers.append("451 greylisted")
    row = queued()
    assert tasks.deliver_due() == 0
    assert (fresh(row).state, row.attempts, row.reason, row.error) == ("queued", 1, "later", "451 greylisted")
    assert row.next_try_at > clock.now() + timedelta(seconds=20)
    assert tasks.deliver_due() == 0, "not before its time"
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert tasks.deliver_due() == 1
    assert (fresh(row).state, row.attempts, row.reason, row.error) == ("sent", 1, None, None)
    assert [letter.message["Message-ID"] for letter in smtp.letters] == [row.message_id]


def test_a_refusal_of_one_recipient_fails_that_letter_only(smtp: SmtpServer):
    smtp.refuses["binh@example.org"] = "550 5.1.1 no such person"
    smtp.answers.append("552 5.2.2 over quota")
    rows = [queued(), queued(to_address="ana@example.org"), queued(to_address="mai@example.org")]
    assert tasks.deliver_due() == 1
    assert [(fresh(row).state, row.reason) for row in rows] == [
        ("failed", "no_such_address"),
        ("failed", "mailbox_full"),
        ("sent", None),
    ]
    assert rows[0].error == "550 5.1.1 no such person"
    assert fates_queries.trouble() is None
    with clock.at(clock.now() + timedelta(days=6)):
        assert tasks.deliver_due() == 0


@pytest.mark.parametrize(("said", "reason"), [("550 5.7.1 not you", "sender"), ("550 5.4.5 enough", "quota")])
def test_letters_wait_for_days_while_the_sender_is_refused(smtp: SmtpServer, said: str, reason: str):
    smtp.says = said
    rows = [queued(to_address=f"person{number}@example.org", conference_id=7) for number in range(20)]
    start = clock.now()
    moments = [start + timedelta(hours=8 * number) for number in range(18)]
    for moment in moments:
        with clock.at(moment):
            assert tasks.deliver_due() == 0
    assert {(fresh(row).state, row.attempts) for row in rows} == {("queued", 0)}
    assert smtp.tries == len(moments), "one letter at a time, not all of them"
    found = fates_queries.trouble(7)
    assert found is not None
    assert (found.waiting, found.error) == (20, said)
    assert found.since - start < timedelta(seconds=5)
    assert found.reason == Reason(reason).word
    smtp.says = ""
    with clock.at(moments[-1] + timedelta(minutes=11)):
        assert tasks.deliver_due() == 20
    assert {fresh(row).state for row in rows} == {"sent"}
    assert fates_queries.trouble() is None


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_refused_sign_in_is_mail_being_down(app: Flask):
    with smtp_server(password="right") as server:
        use(app, f"smtp://us:wrong@{server.host}:{server.port}")
        row = queued()
        assert tasks.deliver_due() == 0
        assert (fresh(row).state, row.attempts) == ("queued", 0)
        found = fates_queries.trouble()
        assert found is not None
        assert found.reason == Reason.SIGN_IN.word
        assert "wrong" not in found.error
        use(app, f"smtp://us:right@{server.host}:{server.port}")
        with clock.at(clock.now() + timedelta(minutes=1)):
            assert tasks.deliver_due() == 1


def test_two_workers_try_one_letter_between_them_while_mail_is_down(smtp: SmtpServer):
    smtp.says = "550 go away"
    rows = [queued() for _ in range(4)]
    tasks.deliver_due()
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert (tasks.deliver_due(), tasks.deliver_due()) == (0, 0)
    assert smtp.tries == 2
    assert {fresh(row).state for row in rows} == {"queued"}


def test_a_worker_killed_over_its_probe_holds_the_others_up_for_minutes_only(smtp: SmtpServer, monkeypatch):
    smtp.says = "550 go away"
    queued()
    tasks.deliver_due()
    smtp.says = ""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "_tried", killed)
        with clock.at(clock.now() + timedelta(minutes=1)), pytest.raises(KeyboardInterrupt):
            tasks.deliver_due()
    db.session.rollback()
    with clock.at(clock.now() + timedelta(minutes=1) + rules.IN_HAND + timedelta(seconds=1)):
        assert tasks.deliver_due() == 1
    assert fates_queries.trouble() is None


def test_one_letter_that_looks_like_mail_being_down_does_not_hold_the_others_up(smtp: SmtpServer):
    """A server that speaks of relaying for one recipient alone: the next letter tried opens the way."""
    smtp.refuses["binh@example.org"] = "554 5.7.1 <binh@example.org>: Relay access denied"
    odd, rows = queued(), [queued(to_address=f"person{number}@example.org") for number in range(3)]
    _deliver_until_settled(odd)
    assert {fresh(row).state for row in rows} == {"sent"}
    assert (fresh(odd).state, odd.reason) == ("failed", "relay")


def _deliver_until_settled(row: OutboxLetter) -> timedelta:
    """Deliver at each moment something may happen; how long it took."""
    start = moment = clock.now()
    for _round in range(80):
        with clock.at(moment):
            tasks.deliver_due()
        if fresh(row).state != "queued":
            return moment - start
        line, due = record_queries.mail_line(), db.session.scalar(_FIRST_DUE)
        moment = max(due or moment, line.next_probe_at if line and line.is_down else moment)
    raise AssertionError("it was never settled")


def test_a_server_that_is_down_is_tried_with_one_letter(app: Flask):
    port = servers.free_port()
    use(app, f"smtp://127.0.0.1:{port}")
    rows = [queued() for _ in range(3)]
    assert tasks.deliver_due() == 0
    assert sorted(fresh(row).claims for row in rows) == [0, 0, 1]
    with smtp_server(port) as server, clock.at(clock.now() + timedelta(minutes=1)):
        assert tasks.deliver_due() == 3
        assert len(server.letters) == 3
    assert {fresh(row).state for row in rows} == {"sent"}


def test_a_letter_that_is_always_put_off_is_given_up_after_five_days(smtp: SmtpServer):
    smtp.refuses["binh@example.org"] = "450 4.2.0 later"
    row = queued()
    assert timedelta(days=4) < _deliver_until_settled(row) < timedelta(days=6)
    assert (row.state, row.attempts, row.reason) == ("failed", rules.MOST_ATTEMPTS, "later")


@pytest.mark.usefixtures("smtp")
def test_a_letter_withdrawn_while_it_is_in_a_worker_s_hand_counts_as_what_happened():
    row = queued(about=About("test", uuid4()))
    claims = tasks.claim(row.id)
    settling.cancel(fresh(row), by=SYSTEM, now=clock.now())
    db.session.commit()
    tasks._settle(row.id, claims or 0, LetterVerb.DELIVER)
    assert fresh(row).state == "sent"


def test_a_worker_killed_after_the_server_took_it_sends_the_same_letter_again(smtp: SmtpServer, monkeypatch):
    """The kill falls between the server's 250 and our commit; the claim expires and the letter goes again."""
    row = queued()
    settle = tasks._settle

    def killed(*_args: object, **_values: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "_settle", killed)
    with pytest.raises(KeyboardInterrupt):
        tasks.deliver_due()
    db.session.rollback()
    monkeypatch.setattr(tasks, "_settle", settle)
    assert tasks.deliver_due() == 0, "the claim still stands"
    with clock.at(clock.now() + rules.IN_HAND + timedelta(seconds=1)):
        assert tasks.deliver_due() == 1
    first, second = smtp.letters
    assert first.message.as_bytes() == second.message.as_bytes()
    assert first.message["Message-ID"] == row.message_id
    assert fresh(row).state == "sent"


def test_a_letter_is_claimed_once():
    row = queued()
    assert (tasks.claim(row.id), tasks.claim(row.id)) == (1, None)


@pytest.mark.parametrize("url", ["smtp://", "smtp://host:port"])
def test_an_address_that_makes_no_sense_names_its_variable(url: str):
    with pytest.raises(SettingsError, match="EVENTSYS_MAIL_URL"):
        service.Smtp(url)


def test_a_full_or_closed_outbox_folder_delays_the_letter(letters: Path):
    (letters / "outbox").write_text("a file where the folder should be")
    row = queued()
    assert tasks.deliver_due() == 0
    assert (fresh(row).state, row.attempts, row.claims) == ("queued", 0, 1)
    found = fates_queries.trouble()
    assert found is not None
    assert found.reason == Reason.FOLDER.word


def test_a_letter_whose_attachment_is_gone_fails_by_name_and_the_next_one_goes_out(letters: Path):
    gone, next_one = queued(), queued(to_address="an@example.org")
    gone.attachments = [{"digest": "0" * 64, "name": "badge.pdf", "media_type": "application/pdf"}]
    db.session.commit()
    assert tasks.deliver_due() == 1
    assert (fresh(gone).state, gone.reason, gone.attempts) == ("failed", Reason.UNMADE, 1)
    assert (gone.error or "").startswith("BlobMissing: ")
    assert (fresh(next_one).state, len(list((letters / "outbox").iterdir()))) == ("sent", 1)
