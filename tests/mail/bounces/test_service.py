"""Reports that come back later: read as mail servers write them, and the letter is not delivered."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import group, main
from eventsys.core import current
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.settings import SettingsError
from eventsys.mail.bounces import rules
from eventsys.mail.delivery import service as delivery
from eventsys.mail.delivery import tasks as delivery_tasks
from eventsys.mail.fates import queries as fates_queries
from eventsys.mail.record.models import About, OutboxLetter, Reason
from tests.mail.factories import queued
from tests.mail.reports import EXCHANGE, GMAIL, OUT_OF_OFFICE, POSTFIX, POSTFIX_DELAY, POSTFIX_EXPIRED, QMAIL
from tests.support.smtp import smtp

LETTER = "<0192a@plenary.example.org>"


@pytest.mark.parametrize(
    ("report", "failed", "reason", "words"),
    [
        (
            POSTFIX,
            True,
            Reason.NO_SUCH_ADDRESS,
            "550 5.1.1 <binh@example.org>: Recipient address rejected: User unknown",
        ),
        (
            POSTFIX_DELAY,
            False,
            Reason.GIVEN_UP,
            "connect to mx.example.org[192.0.2.7]:25: Connection timed out",
        ),
        (
            POSTFIX_EXPIRED,
            True,
            Reason.GIVEN_UP,
            "connect to mx.example.org[192.0.2.7]:25: Connection timed out",
        ),
        (EXCHANGE, True, Reason.MAILBOX_FULL, "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:Quota"),
        (
            GMAIL,
            True,
            Reason.NO_SUCH_ADDRESS,
            "550-5.1.1 The email account that you tried to reach does not exist.",
        ),
    ],
)
def test_reports_are_read(report: str, failed: bool, reason: Reason, words: str) -> None:
    (found,) = rules.bounces_of(report.format(letter=LETTER).encode())
    assert found.letters[0] == LETTER
    assert (found.recipient, found.failed, found.reason) == ("binh@example.org", failed, reason)
    assert words in found.words


@pytest.mark.parametrize(
    "other",
    [
        OUT_OF_OFFICE.encode(),
        QMAIL.encode(),
        b"",
        b"\xff\xfe\x00",
        POSTFIX.encode()[:400],
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nnothing\n--x--\n",
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000)),
    ],
)
def test_other_messages_report_nothing(other: bytes) -> None:
    assert rules.bounces_of(other) == []


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        ("5.2.2", "smtp; 552 5.2.2 The email account is over quota", Reason.MAILBOX_FULL),
        ("5.4.1", "smtp;550 5.4.1 Recipient address rejected: Access denied.", Reason.NO_SUCH_ADDRESS),
        ("5.7.1", "smtp; 550 5.7.1 Message rejected as spam", Reason.UNWANTED),
        ("5.0.0", "smtp; 550 no such user here", Reason.NO_SUCH_ADDRESS),
        ("5.4.7", "", Reason.GIVEN_UP),
        ("4.4.7", "smtp; 400 delivery time expired", Reason.GIVEN_UP),
        ("4.2.2", "smtp; 452 4.2.2 mailbox full", Reason.MAILBOX_FULL),
        ("5.3.4", "smtp; 552 5.3.4 Message too big", Reason.TOO_LARGE),
    ],
)
def test_why(status: str, said: str, reason: Reason) -> None:
    report = POSTFIX.replace("Status: 5.1.1", f"Status: {status}")
    start, end = (
        report.index("Diagnostic-Code:"),
        report.index("\n\n--REPORT\nContent-Description: Undelivered"),
    )
    report = report[:start] + (f"Diagnostic-Code: {said}" if said else "X-None: 1") + report[end:]
    (found,) = rules.bounces_of(report.format(letter=LETTER).encode())
    assert found.reason == reason


@pytest.fixture
def sent(app: Flask) -> OutboxLetter:
    row = queued(about=About("delegate", uuid4()))
    assert delivery_tasks.deliver_due() == 1
    db.session.refresh(row)
    db.session.commit()
    return row


@pytest.fixture
def shell(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(group, "application", lambda: app)

    def run(*words: object, typed: bytes | None = None) -> Result:
        db.session.commit()
        return CliRunner().invoke(main, ["mail", "bounces", *map(str, words)], input=typed)

    return run


def fresh(row: OutboxLetter) -> OutboxLetter:
    db.session.refresh(row)
    return row


def test_a_report_on_standard_input_fails_the_letter_and_tells_why_beside_whom_it_is_about(sent, shell):
    report = POSTFIX.format(letter=sent.message_id).encode()
    said = shell("-", typed=report)
    assert (said.exit_code, said.output) == (
        0,
        f"{sent.public_id}\tnot delivered\tbinh@example.org: the address does not exist\n",
    )
    fate = fates_queries.fates_about("delegate", [fresh(sent).about_id])[sent.about_id]
    assert (fate.word, fate.reason, fate.is_trouble, fate.may_send_again) == (
        "Not delivered",
        "the address does not exist",
        True,
        True,
    )
    assert "User unknown" in fresh(sent).error
    piped = b"From MAILER-DAEMON  Wed Nov 18 02:15:09 2099\n" + report  # as Postfix gives it to a command
    assert "noted already" in shell("-", typed=piped).output
    entries = db.session.scalars(db.select(AuditEntry).filter_by(verb="letter.bounce")).all()
    assert [(entry.before, entry.after["state"]) for entry in entries] == [({"state": "sent"}, "failed")]


def test_a_delay_and_a_strange_letter_change_nothing(sent, shell):
    delayed = shell("-", typed=POSTFIX_DELAY.format(letter=sent.message_id).encode())
    assert (delayed.exit_code, "delayed" in delayed.output, fresh(sent).state) == (0, True, "sent")
    strange = shell("-", typed=POSTFIX.format(letter=LETTER).encode())
    assert (strange.exit_code, "no letter of ours" in strange.output) == (0, True)
    assert "no delivery report" in shell("-", typed=OUT_OF_OFFICE.encode()).output


def test_a_report_of_an_earlier_try_does_not_fail_the_one_that_went_out_since(sent, shell):
    report = POSTFIX.format(letter=sent.message_id)
    early = (fresh(sent).settled_at - timedelta(hours=3)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    start = report.index("Arrival-Date:")
    report = report[:start] + f"Arrival-Date: {early}" + report[report.index("\n", start) :]
    assert "of an earlier try" in shell("-", typed=report.encode()).output
    assert fresh(sent).state == "sent"


def test_a_mailbox_or_a_folder_of_reports_is_read_whole_and_left_as_it_is(sent, shell, tmp_path: Path):
    other = queued(to_address="chi@example.org")
    delivery_tasks.deliver_due()
    reports = [
        POSTFIX.format(letter=sent.message_id).encode(),
        OUT_OF_OFFICE.encode(),
        EXCHANGE.format(letter=other.message_id).encode(),
    ]
    box = mailbox.mbox(tmp_path / "box")
    folder = mailbox.Maildir(tmp_path / "Maildir")
    for report in reports:
        box.add(message_from_bytes(report))
        folder.add(message_from_bytes(report))
    box.close()
    before = (tmp_path / "box").read_bytes()
    read = shell(tmp_path / "box")
    assert [line.split("\t")[1] for line in read.output.splitlines()] == [
        "not delivered",
        "no delivery report",
        "not delivered",
    ]
    assert (fresh(sent).reason, fresh(other).reason) == (Reason.NO_SUCH_ADDRESS, Reason.MAILBOX_FULL)
    assert (tmp_path / "box").read_bytes() == before
    assert shell(tmp_path / "Maildir").output.count("noted already") == 2
    assert shell(tmp_path / "nowhere").exit_code == 2


def test_reports_go_to_an_address_of_their_own(app: Flask):
    with smtp() as server:
        usual, url = current.settings(), f"smtp://{server.host}:{server.port}"
        for settings in ({}, {"mail_bounces": "Bounces <bounces@plenary.example.org>"}):
            app.extensions["eventsys.settings"] = replace(usual, mail_url=url, **settings)
            queued()
            assert delivery_tasks.deliver_due() == 1
    assert [letter.sender for letter in server.letters] == [
        "secretariat@localhost",
        "bounces@plenary.example.org",
    ]
    assert {str(letter.message["From"]) for letter in server.letters} == {
        "Secretariat <secretariat@localhost>"
    }
    with pytest.raises(SettingsError, match="EVENTSYS_MAIL_BOUNCES"):
        delivery.Smtp(url, "nobody")
