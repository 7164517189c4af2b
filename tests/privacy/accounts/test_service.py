"""Who has an account takes a copy of the own data, and an administrator erases them: acts and counts stay."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select

from eventsys.accounts.invitations import service as invitations
from eventsys.accounts.users import service as users
from eventsys.accounts.users.errors import NotYourself
from eventsys.accounts.users.models import User
from eventsys.cli import main
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.privacy.erasure import service as erasure
from eventsys.privacy.erasure.errors import StillNeeded
from eventsys.privacy.register.service import ACCOUNT_HOLDINGS
from eventsys.privacy.requests.errors import WhyMissing
from eventsys.registration.people.errors import Erased
from eventsys.registration.questions import service as questions
from tests.accounts.factories import letters, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.privacy.remains import erase_wholly, everything_in_tables, tell
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post

NAME, ADDRESS, FORMER = "Clerk Plantedname", "clerk.planted@example.org", "Former Plantedname"
WORDS = [NAME, ADDRESS, FORMER, "PlantedBrowser"]


def clerk(app: Flask, role: Role = Role.SECRETARIAT) -> tuple[User, int]:
    """Somebody of the staff who has done something in office, and to whom letters were written."""
    conference = make_conference(slug="hanoi")
    user = make_user(role, conference, name=FORMER, email=ADDRESS)
    users.edit_own(user, name=NAME, language="fr", by=Actor(kind="user", user_id=user.id, label=FORMER))
    by = Actor(kind="user", user_id=user.id, label=NAME, roles={conference.id: frozenset({role})})
    person = make_delegate(make_delegation(conference, "TYO"), "approved")
    questions.edit(person, {"family_name": "Corrected"}, by=by, now=clock.now())
    users.set_password(user, "another lotus 17 river", by=by)
    invitations.resend_invitation(user, by=SYSTEM, now=clock.now())
    db.session.commit()
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = "PlantedBrowser/1.0"
    assert sign_in(client, user, "another lotus 17 river").status_code == 303
    return user, conference.id


def test_the_copy_tells_each_table_and_names_nobody_else(app: Flask) -> None:
    user, _conference = clerk(app)
    client = app.test_client()
    sign_in(client, user, "another lotus 17 river")
    told = post(client, "/account/data/copy.json", page="/account/data").get_json()
    assert set(told["data"]) == {one.table for one in ACCOUNT_HOLDINGS}
    assert told["data"]["user_account"][0]["email"] == ADDRESS
    assert {"user.edited", "delegate.edited"} <= {row["verb"] for row in told["data"]["audit_entry"]}
    page = post(client, "/account/data/copy.html", page="/account/data")
    assert all(word in page.text for word in (NAME, "PlantedBrowser", "Secretariat"))
    assert "Corrected" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    verbs = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.verb == "user.copied")).all()
    assert len(verbs) == 2


def test_nothing_is_left_of_who_it_was_and_what_was_done_is_on_record(app: Flask) -> None:
    user, _conference = clerk(app)
    entries = db.session.scalar(select(func.count(AuditEntry.id)))
    assert {word for word, _table in tell(WORDS, everything_in_tables())} == set(WORDS)
    erase_wholly(user)
    assert tell(WORDS, everything_in_tables()) == []
    done = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "delegate.edited")).one()
    assert (done.actor_kind, done.actor_id, done.actor_label) == ("user", user.id, None)
    assert done.after is not None  # what became of the delegate is the delegate's
    assert (db.session.scalar(select(func.count(AuditEntry.id))) or 0) > (entries or 0)
    assert audit.verify().broken is None
    assert sign_in(app.test_client(), ADDRESS, "another lotus 17 river").status_code == 422
    assert make_user(email=ADDRESS).id != user.id  # the address is free


def test_it_is_done_once_and_not_to_oneself_nor_to_the_last_organiser(app: Flask) -> None:
    user, conference_id = clerk(app, Role.ORGANISER)
    now = clock.now()
    with pytest.raises(StillNeeded):
        erasure.erase(user, "asked", by=SYSTEM, now=now)
    make_user(Role.ORGANISER, conference_id)
    with pytest.raises(NotYourself):
        erasure.erase(user, "asked", by=Actor(kind="user", user_id=user.id, label=NAME), now=now)
    db.session.rollback()
    with pytest.raises(WhyMissing):
        erasure.erase(user, " ", by=SYSTEM, now=now)
    erasure.erase(user, "asked", by=SYSTEM, now=now)
    with pytest.raises(Erased):
        erasure.erase(user, "asked", by=SYSTEM, now=now)


def test_somebody_asks_and_an_administrator_refuses_then_erases(app: Flask) -> None:
    user, _conference = clerk(app)
    person, administrator = app.test_client(), app.test_client()
    sign_in(person, user, "another lotus 17 river")
    sign_in(administrator, make_user(admin=True))
    theirs = f"/account/users/{user.public_id}/erasure"
    for _twice in range(2):
        post(person, "/account/data/erasure", {"wish": "Please do"}, page="/account/data")
    assert administrator.get("/account/users/erasures").text.count(ADDRESS) == 1
    assert "Please do" in administrator.get(theirs).text
    assert theirs in administrator.get(f"/account/users/{user.public_id}").text
    post(administrator, theirs, {"reason": "The plenary is not over", "do": "refuse"})
    assert "The plenary is not over" in person.get("/account/data").text
    assert letters()[-1].kind == "privacy/account-refused"
    assert post(administrator, theirs, {"reason": "asked", "do": "erase"}).status_code == 303
    assert administrator.get(theirs).status_code == 404
    assert person.get("/account/").status_code == 303
    assert ADDRESS not in administrator.get("/account/users").text
    assert letters()[-1].kind == "privacy/account-erased"


def test_the_shell_does_the_same(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventsys.cli.group.application", lambda: app)
    clerk(app)
    shell = CliRunner()
    told = json.loads(shell.invoke(main, ["user", "data", ADDRESS]).stdout)
    assert told["data"]["user_account"][0]["name"] == NAME
    ended = shell.invoke(main, ["user", "erase", ADDRESS, "--reason", "asked by letter"])
    assert (ended.exit_code, ended.stdout) == (0, f"{ADDRESS}: erased\n")
    assert shell.invoke(main, ["user", "data", ADDRESS]).exit_code == 1
