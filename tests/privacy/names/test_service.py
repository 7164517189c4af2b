"""Somebody on record by name alone: an organiser finds the name, sends the copy, erases it; a namesake keeps it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from eventsys.accounts.users.models import User
from eventsys.badges.passes import service as passes
from eventsys.badges.record.models import Badge, BadgeState
from eventsys.badges.record.queries import badges_of_run
from eventsys.cli import group, main
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import service as representation
from eventsys.privacy.erasure import service as erasure
from eventsys.privacy.erasure.errors import StillNeeded
from eventsys.privacy.erasure.tasks import finish_erasures
from eventsys.privacy.names import service
from eventsys.privacy.names.errors import NothingToErase
from eventsys.privacy.register.service import NAMED_HOLDINGS
from eventsys.privacy.requests.errors import WhyMissing
from eventsys.privacy.requests.models import Erasure, ErasureState
from eventsys.privacy.subjects.models import Named
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import print_now
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_plenary
from tests.privacy.remains import everything_in_tables, tell
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.threads import together
from tests.support.web import post

NAME = "Élodie Plantedname"
AT = "/o/hanoi/privacy/by-name"


def somebody(slug: str = "hanoi") -> Conference:
    """A guest of a panel, published; with a floater that is back, and a day badge that is printed."""
    conference = make_conference(slug=slug)
    make_session(conference, state="published", speakers=(NAME, "Somebody Else"))
    floater = floaters(conference)
    passes.hand_over(floater, holder=NAME, by=SYSTEM)
    passes.take_back(floater, by=SYSTEM)
    run = day_badge(conference, NAME).run
    assert run is not None
    print_now(run)
    db.session.commit()
    return conference


def day_badge(conference: Conference, name: str) -> Badge:
    category = categories_queries.category_by_code(conference, "staff")
    return passes.make_day_badge(conference, category, name=name, on=conference.starts, by=SYSTEM)


def floaters(conference: Conference) -> Badge:
    category = categories_queries.category_by_code(conference, "staff")
    passes.set_floater_quota(conference, category, 1, by=SYSTEM)
    run = passes.make_floaters(conference, category, 1, by=SYSTEM)
    print_now(run)
    return badges_of_run(run)[0]


def erase(
    conference: Conference, name: str = "elodie  PLANTEDNAME", chosen: frozenset[str] | None = None
) -> Erasure:
    found = service.erase(Named(conference, name, chosen), "asked by letter", by=SYSTEM, now=clock.now())
    db.session.commit()
    return found


def tables(name: str = "Plantedname") -> set[str]:
    return {table for _word, table in tell([name], everything_in_tables())}


@pytest.mark.parametrize(
    ("name", "text", "stands", "is_it"),
    [
        ("plantedname elodie", NAME, True, True),
        ("Elodie", NAME, True, False),
        ("Elodie Plantedname", "Mme Élodie Plantedname, Paris", True, False),
        ("Elod", NAME, False, False),
        ("Nguyen Van Do", "Nguyễn Văn Đỗ", True, True),
        ("…", NAME, False, False),
    ],
)
def test_whole_words_count_and_neither_case_nor_marks(
    name: str, text: str, stands: bool, is_it: bool
) -> None:
    named = Named(Conference(), name)
    assert (named.stands_in(text), named.is_called(text)) == (stands, is_it)


def test_the_name_is_nowhere_afterwards_and_the_counts_stay(app: Flask) -> None:
    conference = somebody()
    assert tables() >= {"panel_seat", "published_seat", "badge", "badge_hand_over", "audit_entry"}
    badges = db.session.scalar(select(func.count(Badge.id)))
    erased = erase(conference)
    erasure.finish(erased, now=clock.now())
    db.session.commit()
    assert tables() == set()
    assert tables("Somebody Else") >= {"panel_seat", "published_seat"}
    assert db.session.scalar(select(func.count(Badge.id))) == badges
    day = db.session.scalars(select(Badge).where(Badge.valid_on.is_not(None))).one()
    assert (day.state, day.words["name"]) == (BadgeState.VOID, "—")
    assert (erased.state, erased.reason, erased.by_name) == (ErasureState.DONE, "asked by letter", True)
    assert audit.verify().broken is None
    with clock.at(clock.now() + timedelta(hours=1)):
        assert finish_erasures() == 1


def test_twice_does_nothing_more(app: Flask) -> None:
    conference = somebody()
    erase(conference)
    before = everything_in_tables()
    with pytest.raises(NothingToErase):
        erase(conference)
    db.session.rollback()
    assert everything_in_tables() == before


def test_without_a_reason_nothing_is_done(app: Flask) -> None:
    conference = somebody()
    with pytest.raises(WhyMissing):
        service.erase(Named(conference, NAME), " ", by=SYSTEM, now=clock.now())
    db.session.rollback()
    assert "panel_seat" in tables()


@pytest.mark.parametrize("name", ["", "…", " - "])
def test_no_word_is_no_name(app: Flask, name: str) -> None:
    conference = somebody()
    audit.record(SYSTEM, verb="conference.changed", thing=conference, after={"venue": ""})
    db.session.commit()
    before = everything_in_tables()
    with pytest.raises(NothingToErase):
        erase(conference, name)
    db.session.rollback()
    assert everything_in_tables() == before


def test_what_fails_in_the_middle_leaves_nothing_half_done(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    conference = somebody()
    before = everything_in_tables()

    def die(**_given: object) -> int:
        raise RuntimeError("killed")

    monkeypatch.setattr(audit, "forget", die)
    with pytest.raises(RuntimeError):
        erase(conference)
    db.session.rollback()
    assert everything_in_tables() == before


def test_of_two_who_erase_at_once_one_does(app: Flask) -> None:
    number = somebody().id
    db.session.rollback()

    def once() -> None:
        named = Named(db.session.get_one(Conference, number), NAME)
        service.erase(named, "asked by letter", by=SYSTEM, now=clock.now())

    assert together(app, [once, once]) == {"done": 1, "NothingToErase": 1}


def test_a_floater_that_is_out_comes_back_first(app: Flask) -> None:
    conference = make_conference(slug="hanoi")
    floater = floaters(conference)
    passes.hand_over(floater, holder=NAME, by=SYSTEM)
    with pytest.raises(StillNeeded, match=r"take .* back first"):
        erase(conference)
    passes.take_back(floater, by=SYSTEM)
    erase(conference)
    assert tables() == set()


def test_the_other_conference_the_namesake_and_the_staff_keep_it(app: Flask) -> None:
    conference, other = somebody(), somebody("seoul")
    make_delegate(
        make_delegation(conference, "TYO"), "approved", given_name="Élodie", family_name="Plantedname"
    )
    staff = make_user(Role.ORGANISER, conference, name=NAME)
    audit.record(staff_actor(staff), verb="conference.changed", thing=conference)
    db.session.commit()
    erase(conference)
    assert tables() >= {"panel_seat", "delegate", "user_account", "audit_entry"}
    named = db.session.scalars(select(AuditEntry).where(AuditEntry.actor_label == NAME)).all()
    assert [entry.verb for entry in named] == ["conference.changed"]
    assert {one.table for one, _rows in service.places(Named(other, NAME))} >= {
        "panel_seat",
        "badge_hand_over",
    }
    assert service.places(Named(conference, NAME)) == []


def staff_actor(user: User) -> Actor:
    return Actor(kind="user", user_id=user.id, label=user.name)


def test_a_proxy_goes_when_it_was_taken_back_and_a_signature_keeps_it(app: Flask) -> None:
    conference = make_plenary(cities=2, absent=("BKK",))
    (away,) = [one for one in representation_queries.member_delegations(conference) if not one.present]
    given = representation.give_proxy(away, b"%PDF-1.7", person=NAME, by=SYSTEM, now=clock.now())
    db.session.commit()
    with pytest.raises(StillNeeded, match="take the proxy back first"):
        erase(conference)
    db.session.rollback()
    representation.end_proxy(given, by=SYSTEM, now=clock.now())
    powers = given.powers_digest
    erased = erase(conference)
    assert (given.person, given.powers_digest, erased.leftovers["blobs"]) == ("", "", [powers])
    assert tables() == set()


def test_the_organiser_finds_copies_and_erases_on_a_page(app: Flask) -> None:
    conference = somebody()
    day_badge(conference, f"{NAME} Costa")
    db.session.commit()
    browser = app.test_client()
    sign_in(browser, make_user(Role.ORGANISER, conference))
    assert AT in browser.get("/o/hanoi/privacy").text
    found = post(browser, AT, {"name": "elodie plantedname"}, page=AT).text
    assert found.count('name="place"') == 5
    assert found.count(" checked>") == 4
    places = re.findall(r'name="place"\s+value="([^"]+)"', found)
    chosen = {"name": NAME, "place": places[:1]}
    told = post(browser, f"{AT}/copy.json", chosen, page=AT).get_json()
    assert set(told["data"]) == {one.table for one in NAMED_HOLDINGS}
    assert [row["name"] for row in told["data"]["panel_seat"]] == [NAME]
    assert told["data"]["badge"] == []
    assert NAME in post(browser, f"{AT}/copy.html", chosen, page=AT).text
    unsaid = post(browser, f"{AT}/erasure", {**chosen, "reason": ""}, page=AT)
    assert (unsaid.status_code, unsaid.text.count(" checked>")) == (422, 1)
    done = post(browser, f"{AT}/erasure", {**chosen, "reason": "a letter of 3 May"}, page=AT)
    assert done.status_code == 303
    requests = browser.get("/o/hanoi/privacy/requests").text
    assert "a letter of 3 May" in requests
    assert NAME not in requests
    assert "panel_seat" not in tables()
    assert "badge" in tables()


def test_the_shell_tells_and_erases(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(group, "application", lambda: app)
    somebody()

    def run(*arguments: str) -> Result:
        db.session.rollback()
        return CliRunner().invoke(main, ["privacy", *arguments])

    told = run("named", "hanoi", "elodie plantedname", "--copy", str(tmp_path / "copy.json"))
    assert (told.exit_code, told.output.count("badge_hand_over.")) == (0, 1)
    assert NAME in (tmp_path / "copy.json").read_text("utf-8")
    done = run("erase-named", "hanoi", NAME, "--reason", "a letter", "--yes")
    assert (done.exit_code, done.output) == (0, "erased\n")
    again = run("erase-named", "hanoi", NAME, "--reason", "a letter", "--yes")
    assert again.exit_code == 2
    assert "Nothing that may be erased" in again.output
