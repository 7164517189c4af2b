"""Delivery: into a folder, and to a real SMTP server that takes, delays, refuses, or is not there."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from eventsys.core import clock, current
from eventsys.core.db import db
from eventsys.core.settings import SettingsError
from eventsys.mail import delivery, rules, tasks
from eventsys.mail.models import OutboxLetter
from tests.mail.factories import queued
from tests.support import servers
from tests.support.servers import SmtpServer


@pytest.fixture
def smtp(app: Flask) -> Iterator[SmtpServer]:
    with servers.smtp() as server:
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
    assert {(fresh(row).state, row.attempts, row.error) for row in rows} == {("sent", 1, None)}
    assert all(row.sent_at for row in rows)


def test_a_temporary_refusal_is_tried_again_later_with_the_same_message_id(smtp: SmtpServer):
    smtp.answers.append("451 greylisted")
    row = queued()
    assert tasks.deliver_due() == 0
    assert (fresh(row).state, row.attempts, row.error) == ("queued", 1, "451 greylisted")
    assert row.next_try_at > clock.now() + timedelta(seconds=20)
    assert tasks.deliver_due() == 0, "not before its time"
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert tasks.deliver_due() == 1
    assert (fresh(row).state, row.attempts, row.error) == ("sent", 2, None)
    assert [letter.message["Message-ID"] for letter in smtp.letters] == [row.message_id]


def test_a_permanent_refusal_is_not_tried_again_and_holds_nobody_up(smtp: SmtpServer):
    smtp.answers += ["550 no such person", "250 ok"]
    refused, taken = queued(), queued(to_address="ana@example.org")
    assert tasks.deliver_due() == 1
    assert (fresh(refused).state, refused.error) == ("failed", "550 no such person")
    assert fresh(taken).state == "sent"
    with clock.at(clock.now() + timedelta(days=1)):
        assert tasks.deliver_due() == 0


def test_a_server_that_is_down_costs_one_letter_one_attempt(app: Flask):
    use(app, f"smtp://127.0.0.1:{servers.free_port()}")
    rows = [queued() for _ in range(3)]
    assert tasks.deliver_due() == 0
    assert sorted(fresh(row).attempts for row in rows) == [0, 0, 1]
    with servers.smtp() as server:
        use(app, f"smtp://{server.host}:{server.port}")
        with clock.at(clock.now() + timedelta(minutes=1)):
            assert tasks.deliver_due() == 3
        assert len(server.letters) == 3
    assert {fresh(row).state for row in rows} == {"sent"}


def test_a_letter_is_given_up_after_many_tries(app: Flask):
    use(app, f"smtp://127.0.0.1:{servers.free_port()}")
    row = queued()
    moment = clock.now()
    for _attempt in range(rules.MOST_ATTEMPTS + 2):
        moment += timedelta(hours=3)
        with clock.at(moment):
            tasks.deliver_due()
    assert (fresh(row).state, row.attempts) == ("failed", rules.MOST_ATTEMPTS)
    assert "127.0.0.1" in (row.error or "")


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
        delivery.Smtp(url)


def test_a_full_or_closed_outbox_folder_delays_the_letter(letters: Path):
    (letters / "outbox").write_text("a file where the folder should be")
    row = queued()
    assert tasks.deliver_due() == 0
    assert (fresh(row).state, row.attempts) == ("queued", 1)
