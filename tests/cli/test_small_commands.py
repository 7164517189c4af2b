"""Commands that nobody's story runs: what they say, what is on record afterwards in a session of its own, what they refuse."""

from __future__ import annotations

import errno
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from eventsys.accounts.users import queries as users_queries
from eventsys.badges.record.models import Badge
from eventsys.cli import group, main
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core.db import db
from tests.accounts.factories import make_user
from tests.badges.factories import make_printed
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.registration.factories import make_delegate, make_delegation
from tests.support.shell import Shell, said, shell_of


@pytest.fixture
def shell(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return shell_of(app, monkeypatch)


def test_a_badge_is_void_and_stays_so(shell: Shell) -> None:
    badge = make_printed()
    slug, public_id = badge.conference.slug, badge.public_id
    done = shell("badges", "void", slug, public_id, "lost", "--words", "in the bus")
    assert said(done) == (0, f"{badge.words['name']}: void\n")
    found = db.session.scalars(select(Badge).where(Badge.public_id == public_id)).one()
    assert found.state == "void"


def test_a_city_has_a_name_of_its_own_at_a_conference_and_loses_it(shell: Shell) -> None:
    make_conference(slug="hanoi")
    make_city("TPE", name={"en": "Taipei"}, country="TW")
    named = shell(
        "conference", "city-name", "hanoi", "TPE", "Taipei City", "fr=Ville de Taipei", "--no-country"
    )
    assert (named.exit_code, "TPE is Taipei City" in named.output) == (0, True), named.output
    city = make_city("TPE")
    conference = editions_queries.by_slug("hanoi")
    assert dict(conference.city_name(city)) == {"en": "Taipei City", "fr": "Ville de Taipei"}
    assert conference.country_line(city) == ""
    assert "TPE is Taipei" in shell("conference", "city-name", "hanoi", "TPE", "--remove").output
    assert dict(editions_queries.by_slug("hanoi").city_name(make_city("TPE"))) == {"en": "Taipei"}


def test_a_lost_second_factor_is_reset(shell: Shell) -> None:
    user = make_user(email="ana@example.org")
    user.tf_primary_method, user.tf_totp_secret = "authenticator", "secret"
    assert said(shell("user", "reset-second-factor", "ana@example.org")) == (
        0,
        "ana@example.org: second factor reset\n",
    )
    found = users_queries.find_by_email("ana@example.org")
    assert (found.tf_primary_method, found.tf_totp_secret) == (None, None)


def test_whom_a_link_went_to_is_told(shell: Shell) -> None:
    person = make_delegate(make_delegation(make_conference(), "HAN"), email="lan@example.org")
    told = said(shell("delegate", "link", person.public_id))
    assert told == (0, f"{person.full_name}: lan@example.org\n")


def test_a_demonstration_leaves_alone_what_is_not_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "eventsys.sqlite").write_text("somebody's")
    monkeypatch.setenv("EVENTSYS_DATA_DIR", str(tmp_path))
    refused = CliRunner().invoke(main, ["demo", "--no-serve"])
    assert (refused.exit_code, "is not the demonstration's" in refused.output) == (2, True)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("eventsys.sqlite", "somebody's")]


def test_only_a_full_disk_is_called_one() -> None:
    @click.group(cls=group._Commands)
    def house() -> None:
        pass

    @house.command()
    @click.argument("number", type=int)
    def fail(number: int) -> None:
        raise OSError(number, "it failed", "/data")

    full = CliRunner().invoke(house, ["fail", str(errno.ENOSPC)])
    assert said(full) == (2, "Error: The disk is full (/data): make room and start again.\n")
    other = CliRunner().invoke(house, ["fail", str(errno.EACCES)])
    assert (other.exit_code, type(other.exception)) == (1, PermissionError)
