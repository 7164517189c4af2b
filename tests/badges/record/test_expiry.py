"""Badges whose time is over: a worker's tick, and the commands of the shell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.badges.codes import service as codes
from eventsys.badges.codes.errors import CodeKeyRetired
from eventsys.badges.record import queries, service, tasks
from eventsys.badges.record.models import Badge
from eventsys.cli import group, main
from eventsys.core import clock
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from tests.badges.factories import make_run, print_now
from tests.conferences.factories import make_conference

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def never_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a worker that has just started."""
    monkeypatch.setattr(tasks.expire_now_and_then, "last", None)


@pytest.fixture
def badge() -> Badge:
    run = make_run(make_conference(slug="hanoi"))
    print_now(run)
    return queries.badges_of_run(run)[0]


@pytest.fixture
def shell(app: Flask, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Commands work on the test's own application."""
    monkeypatch.setattr(group, "application", lambda: app)
    return CliRunner()


def ask(shell: CliRunner, *words: str) -> Result:
    db.session.commit()
    done = shell.invoke(main, ["badges", *words])
    db.session.rollback()
    db.session.expire_all()
    return done


def test_a_tick_lets_badges_expire_once_their_conference_is_over(badge: Badge) -> None:
    over = service.moment_over(badge)
    with clock.at(over - timedelta(seconds=1)):
        tasks.expire_now_and_then()
    db.session.expire_all()
    assert badge.state == "printed"
    with clock.at(over + timedelta(minutes=10)):
        tasks.expire_now_and_then()
    db.session.rollback()  # what was not committed is gone
    assert {one.state for one in queries.badges_of_run(badge.run)} == {"expired"}
    entries = db.session.query(AuditEntry).filter_by(verb="badge.expired").all()
    assert [entry.actor_kind for entry in entries] == ["system"] * 3


def test_ticks_look_every_ten_minutes(badge: Badge) -> None:
    over = service.moment_over(badge)
    with clock.at(over - timedelta(minutes=5)):
        tasks.expire_now_and_then()
    for minutes, state in ((4, "printed"), (5, "expired")):
        with clock.at(over + timedelta(minutes=minutes)):
            tasks.expire_now_and_then()
        db.session.expire_all()
        assert badge.state == state, minutes


def test_the_shell_lets_badges_expire(badge: Badge, shell: CliRunner) -> None:
    with clock.at(service.moment_over(badge)):
        first, second = ask(shell, "expire"), ask(shell, "expire")
    assert (first.exit_code, first.output) == (0, "3 badges expired\n")
    assert second.output == "0 badges expired\n"
    assert badge.state == "expired"


def test_the_shell_rotates_and_retires_keys(badge: Badge, shell: CliRunner) -> None:
    conference, code = badge.conference, codes.code_of(badge)
    assert ask(shell, "rotate-key").output == "key 2 signs from now on\n"
    assert codes.check_code(conference, code) is badge, "an older key is good until it is retired"
    assert ask(shell, "retire-key", "1").output == "key 1 is retired\n"
    with pytest.raises(CodeKeyRetired):
        codes.check_code(conference, code)


@pytest.mark.parametrize("number", ["1", "7"])
def test_the_shell_refuses_to_retire_the_key_in_use_or_none(
    badge: Badge, shell: CliRunner, number: str
) -> None:
    done = ask(shell, "retire-key", number)
    assert done.exit_code == 2, done.output
    assert len(done.output.splitlines()) == 1
    assert codes.check_code(badge.conference, codes.code_of(badge)) is badge
