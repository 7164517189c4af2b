"""Accounts from the shell."""

import pytest
from click.testing import CliRunner

from eventsys.accounts.users import queries as users_queries
from eventsys.cli import group, main
from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference


@pytest.fixture
def run(app, monkeypatch):
    monkeypatch.setattr(group, "application", lambda: app)

    def run(*words: str, typed: str = ""):
        db.session.rollback()  # the command has a session of its own: let it write, and see what it wrote
        db.session.expire_all()
        return CliRunner().invoke(main, ["user", *words], input=typed)

    return run


def test_an_account_is_made_with_a_password_from_standard_input(run, client):
    done = run("add", "ana@example.org", "Ana", "--admin", typed="horse staple battery\n")
    assert (done.exit_code, done.output) == (0, "ana@example.org: made\n")
    assert sign_in(client, "ana@example.org", "horse staple battery").status_code == 303
    assert users_queries.find_by_email("ana@example.org").admin


def test_a_random_password_is_printed_once_and_works(run, client):
    done = run("add", "ana@example.org", "Ana", "--random-password")
    password = done.output.splitlines()[0].removeprefix("password: ")
    assert sign_in(client, "ana@example.org", password).status_code == 303


def test_refusals_are_one_line(run):
    make_user(email="ana@example.org")
    for words, said in (
        (("add", "ana@example.org", "Ana", "--random-password"), "an account with this address already"),
        (("add", "ben@example.org", "Ben"), "at least 12 characters"),
        (("disable", "nobody@example.org"), "no account with the address"),
    ):
        refused = run(*words, typed="short\n")
        assert refused.exit_code != 0
        assert said in refused.output
        assert "Traceback" not in refused.output


def test_roles_password_list_and_disable(run, client):
    conference = make_conference()
    user = make_user(email="ana@example.org", name="Ana")
    db.session.commit()
    assert run("role", "ana@example.org", "desk", conference.slug).output == "ana@example.org: desk given\n"
    assert run("list").output == "ana@example.org\tAna\tdesk\tactive\n"
    assert run("role", "ana@example.org", "desk", conference.slug, "--take").exit_code == 0
    run("password", "ana@example.org", typed="horse staple battery\n")
    db.session.expire_all()
    assert sign_in(client, user, "horse staple battery").status_code == 303
    assert run("disable", "ana@example.org").exit_code == 0
    db.session.expire_all()
    assert client.get("/account/").status_code == 303
    assert run("list").output == "ana@example.org\tAna\t-\tdisabled\n"
