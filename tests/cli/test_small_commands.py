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
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core.db import db
from eventsys.networks.bodies import queries
from eventsys.registration.delegations import queries as delegations_queries
from tests.accounts.factories import make_user
from tests.badges.factories import make_printed
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.browser import letters
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


def test_a_body_is_written_down_changed_invited_and_has_its_own_quota(shell: Shell) -> None:
    make_conference(slug="hanoi", network=make_network())
    shell("body", "new", "ANMC21", "authority", "Government", "vi=Chính phủ")
    new = (
        "body",
        "new",
        "ANMC21",
        "authority",
        "Ministry of Construction",
        "--country",
        "vn",
        "--part-of",
        "government",
    )
    assert said(shell(*new)) == (0, "ministry-of-construction: made\n")
    changed = shell("body", "change", "ANMC21", "ministry-of-construction", "vi=Bộ Xây dựng", "--country", "")
    assert said(changed) == (0, "ministry-of-construction: Ministry of Construction\n")
    assert said(shell("body", "list", "ANMC21", "--kind", "authority")) == (
        0,
        "government\tGovernment\tauthority\t-\t-\nministry-of-construction\tMinistry of Construction\tauthority\t-\tgovernment\n",
    )
    body = queries.body_by_code(make_network(), "ministry-of-construction")
    assert body.name == {"en": "Ministry of Construction", "vi": "Bộ Xây dựng"}
    invited = shell(
        "delegation", "invite-body", "hanoi", body.code, "--mail", "lan@example.org", "--language", "vi"
    )
    found = delegations_queries.delegation_by_code(editions_queries.by_slug("hanoi"), body.code)
    assert said(invited) == (0, f"Ministry of Construction: {found.public_id} written to\n")
    assert [(one.to_address, one.language) for one in letters("invitation")] == [("lan@example.org", "vi")]
    assert "on the list already" in shell("delegation", "invite-body", "hanoi", body.code).output
    assert shell("conference", "quota", "hanoi", "3", "--body", body.code).exit_code == 0
    (quota,) = categories_queries.quotas(editions_queries.by_slug("hanoi"))
    assert (quota.places, quota.body_id, quota.city_id) == (3, body.id, None)
    both = shell("conference", "quota", "hanoi", "3", "--body", body.code, "--city", "HAN")
    assert (both.exit_code, "say one of" in both.output) == (2, True)
