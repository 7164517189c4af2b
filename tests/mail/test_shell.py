"""Letters from the shell: whether mail goes out, what became of each, not sent, sent again."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.mail.delivery import tasks as delivery_tasks
from eventsys.mail.record.models import LetterState, MailLine, OutboxLetter, Reason
from tests.conferences.factories import make_conference
from tests.mail.factories import queued
from tests.support.shell import Shell, said, shell_of


@pytest.fixture
def shell(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return shell_of(app, monkeypatch)


def test_letters_are_told_not_sent_and_sent_again(shell: Shell) -> None:
    conference = make_conference(slug="hanoi")
    first = queued(conference_id=conference.id, to_name="Bình")
    second = queued(conference_id=conference.id, to_address="an@example.org")
    assert said(shell("mail", "status")) == (0, "mail is up, 2 waiting\n")
    listed = shell("mail", "list", "hanoi").output.splitlines()
    assert [line.split("\t")[0] for line in listed] == [str(second.public_id), str(first.public_id)]
    assert [line.split("\t")[-1] for line in listed] == ["Kính chào", "Kính chào"]
    assert said(shell("mail", "cancel", first.public_id)) == (0, "binh@example.org: not sent\n")
    assert (first.state, second.state) == (LetterState.CANCELLED, LetterState.QUEUED)
    cancelled = shell("mail", "list", "hanoi", "--state", "cancelled").output
    assert [line.split("\t")[0] for line in cancelled.splitlines()] == [str(first.public_id)]
    assert shell("mail", "list", "hanoi", "--search", "an@").output.startswith(str(second.public_id))
    assert delivery_tasks.deliver_due() == 1
    assert shell("mail", "again", first.public_id, second.public_id).exit_code == 0
    assert first.state == LetterState.QUEUED
    assert len(list(db.session.scalars(select(OutboxLetter)))) == 3  # of what was sent a copy goes out
    shown = shell("mail", "show", first.public_id).output
    assert "binh@example.org" in shown
    assert "Kính chào" in shown
    nobody = shell("mail", "show", uuid4())
    assert (nobody.exit_code, "There is no letter" in nobody.output) == (1, True)


def test_mail_that_is_down_is_told_by_the_exit_code(shell: Shell) -> None:
    queued()
    db.session.add(
        MailLine(id=1, down_since=clock.now(), reason=Reason.UNREACHABLE, error="Connection refused")
    )
    down = shell("mail", "status")
    assert (down.exit_code, "mail is down since" in down.output) == (1, True), down.output
    assert down.output.endswith(", 1 waiting\nConnection refused\n")
