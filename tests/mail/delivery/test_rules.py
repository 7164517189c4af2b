"""What a mail server's answer means."""

from __future__ import annotations

import pytest

from eventsys.mail.delivery import rules
from eventsys.mail.delivery.rules import Command
from eventsys.mail.record.models import Reason

MAIL, RCPT, DATA = Command.MAIL, Command.RCPT, Command.DATA
OURS = [
    (Command.CONNECT, 554, "5.7.1 no service for you", "server"), (Command.EHLO, 504, "5.5.2 bad name", "server"),
    (Command.AUTH, 535, "5.7.8 wrong", "sign_in"), (Command.AUTH, 454, "4.7.0 later", "sign_in"),
    (MAIL, 550, "no", "sender"), (MAIL, 553, "5.1.8 no such domain", "sender"), (MAIL, 530, "5.7.0 first", "sign_in"),
    (MAIL, 550, "5.4.5 Daily user sending limit exceeded", "quota"), (MAIL, 421, "4.7.0 slow down", "server"),
    (MAIL, 452, "4.3.1 disk full", "server"), (MAIL, 550, "5.7.0 go away", "sign_in"), (MAIL, 451, "hm", "sender"),
    (RCPT, 530, "5.7.0 Must issue a STARTTLS command first", "sign_in"), (RCPT, 421, "bye", "server"),
    (RCPT, 550, "5.4.5 quota", "quota"), (RCPT, 554, "5.7.1 <a@b>: Relay access denied", "relay"),
    (RCPT, 553, "5.7.1 <us@x>: Sender address rejected: not owned by user", "sender"),
    (RCPT, 450, "4.1.8 <us@x>: Sender address rejected: Domain not found", "sender"),
    (RCPT, 554, "5.7.1 <host>: Client host rejected: Access denied", "relay"),
    (RCPT, 550, "Hourly sending limit of your account reached", "quota"),
    (DATA, 550, "5.7.26 unauthenticated sender", "sender"), (DATA, 554, "SendAsDenied; not allowed", "sender"),
    *((DATA, code, "who?", "sign_in") for code in (454, 530, 534, 535, 538)), (DATA, 451, "4.3.2 maintenance", "server"),
]  # fmt: skip
THEIRS = [
    (MAIL, 552, "5.3.4 message too big", "too_large", True), (MAIL, 553, "5.6.7 needs SMTPUTF8", "unwritable", True),
    (RCPT, 550, "5.1.1 unknown", "no_such_address", True), (RCPT, 550, "no such user", "no_such_address", True),
    (RCPT, 553, "mailbox name", "no_such_address", True), (RCPT, 552, "5.2.2 full", "mailbox_full", True),
    (RCPT, 452, "4.2.2 full", "mailbox_full", False), (RCPT, 450, "4.2.0 greylisted", "later", False),
    (RCPT, 550, "5.2.1 disabled", "mailbox_closed", True), (RCPT, 550, "5.7.1 policy", "unwanted", True),
    (RCPT, 552, "5.2.2 daily message quota exceeded", "mailbox_full", True), (RCPT, 554, "hm", "refused", True),
    (DATA, 552, "5.7.0 blocked because of its content", "too_large", True), (DATA, 552, "too big", "too_large", True),
    (DATA, 554, "5.7.1 looks like spam", "unwanted", True), (DATA, 451, "later", "later", False),
]  # fmt: skip


@pytest.mark.parametrize(("command", "code", "text", "reason"), OURS)
def test_what_refuses_us_is_mail_being_down(command: Command, code: int, text: str, reason: str):
    verdict = rules.failure_of(command, code, text)
    assert (verdict.mail_down, verdict.lasting, verdict.reason) == (True, False, Reason(reason))
    assert verdict.answered == (command in {RCPT, DATA})
    assert verdict.words == f"{code} {text}"


@pytest.mark.parametrize(("command", "code", "text", "reason", "lasting"), THEIRS)
def test_what_refuses_a_letter_is_about_that_letter(
    command: Command, code: int, text: str, reason: str, lasting: bool
):
    verdict = rules.failure_of(command, code, text)
    assert (verdict.mail_down, verdict.lasting, verdict.reason) == (False, lasting, Reason(reason))
