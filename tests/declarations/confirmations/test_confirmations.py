"""Two people of the secretariat: asked, confirmed, refused, too late, changed since, both at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.conferences.plenary import service as plenary
from eventsys.conferences.plenary.errors import OnlyAdministrator
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.declarations.acts.errors import NoteMissing
from eventsys.declarations.acts.models import Declaration, DeclarationState, Order
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.confirmations import queries, rules, service
from eventsys.declarations.confirmations.errors import (
    ConfirmationAnswered,
    ConfirmationExpired,
    ConfirmationVoid,
    NobodyAsks,
    SamePerson,
    SecondPersonNeeded,
)
from eventsys.declarations.confirmations.models import Confirmation, ConfirmationState
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories import service as signatories
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import (
    drawing,
    make_adopted,
    make_confirmation,
    make_open,
    make_plenary,
    signatory_of,
)
from tests.support.processes import apart
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
NOW = clock.now()
ANH, BINH, CHI = (
    Actor(kind="user", user_id=number, label=name) for number, name in enumerate(("Anh", "Bình", "Chi"), 1)
)


def request(state: str = "waiting", **over: Any) -> Confirmation:
    known = {"digest": "d", "asked_id": 1, "answered_id": 2, "expires_at": NOW}
    return Confirmation(state=state, **{**known, **over})


@pytest.mark.parametrize(
    ("one", "who", "refusal"),
    [
        (request(), 2, None),
        (request(), 1, SamePerson),
        (request(), None, SamePerson),
        (request("confirmed"), 2, ConfirmationAnswered),
        (request("used"), 2, ConfirmationAnswered),
        (request(expires_at=NOW - timedelta(seconds=1)), 2, ConfirmationExpired),
        (request(digest="other"), 2, ConfirmationVoid),
    ],
)
def test_who_may_answer(one: Confirmation, who: int | None, refusal: type[Refusal] | None):
    assert refused(lambda: rules.check_answer(one, "d", who=who, now=NOW)) is refusal


@pytest.mark.parametrize(
    ("one", "who", "refusal"),
    [
        (request("confirmed"), 1, None),
        (request("confirmed"), 3, None),
        (request("confirmed"), 2, SamePerson),
        (request("confirmed"), None, SamePerson),
        (request(), 1, SecondPersonNeeded),
        (None, 1, SecondPersonNeeded),
        (request("confirmed", expires_at=NOW - timedelta(seconds=1)), 1, ConfirmationExpired),
        (request("confirmed", digest="other"), 1, ConfirmationVoid),
    ],
)
def test_who_may_go_on(one: Confirmation | None, who: int | None, refusal: type[Refusal] | None):
    assert refused(lambda: rules.check_use(one, "d", who=who, now=NOW)) is refusal


def refused(act: Any) -> type[Refusal] | None:
    try:
        act()
    except Refusal as refusal:
        return type(refusal)
    return None


def ask(declaration: Declaration, city: str = "", by: Actor = ANH) -> Confirmation:
    signatory = signatory_of(declaration, city) if city else None
    return service.ask_confirmation(declaration, signatory, by=by, now=clock.now())


def answer(one: Confirmation, by: Actor = BINH, *, confirmed: bool = True, reason: str = "") -> None:
    declaration = db.session.get_one(Declaration, one.declaration_id)
    service.answer_confirmation(declaration, one, confirmed=confirmed, by=by, now=clock.now(), reason=reason)


@pytest.fixture
def adopted() -> Declaration:
    made = make_adopted(make_plenary(cities=2), points=1)
    made.conference.two_people = True
    db.session.commit()
    return made


def seal(declaration: Declaration, by: Actor) -> type[Refusal] | None:
    ended = refused(lambda: ceremony.open_for_signature(declaration, by=by, now=clock.now()))
    (db.session.rollback if ended else db.session.commit)()
    return ended


def test_two_people_seal_and_sign(adopted: Declaration):
    assert seal(adopted, ANH) is SecondPersonNeeded
    sealing = ask(adopted)
    assert ask(adopted, by=CHI) is sealing
    db.session.commit()
    assert seal(adopted, ANH) is SecondPersonNeeded
    answer(sealing)
    db.session.commit()
    assert seal(adopted, BINH) is SamePerson
    assert seal(adopted, ANH) is None
    hanoi, ink = signatory_of(adopted, "Hanoi"), ceremony.ink_from_data_url(drawing())
    one = ask(adopted, "Hanoi", BINH)
    answer(one, CHI)
    ceremony.sign(hanoi, by=BINH, now=clock.now(), ink=ink)
    db.session.commit()
    assert (hanoi.attended_by, hanoi.confirmed_by, one.state) == ("Bình", "Chi", ConfirmationState.USED)
    assert (
        signatories_rules.way_words(hanoi)
        == "Drawn by hand in the presence of Bình, secretariat; confirmed by Chi"
    )
    with pytest.raises(SecondPersonNeeded):  # one confirmation, one signature
        ceremony.sign(signatory_of(adopted, "Bangkok"), by=BINH, now=clock.now(), ink=ink)
    db.session.rollback()
    ceremony.sign(signatory_of(adopted, "Bangkok"), by=SYSTEM, now=clock.now())  # the machine's owner
    entries = db.session.query(AuditEntry).filter(AuditEntry.verb.like("declaration.confirmation_%"))
    told = [(one.actor_label, one.verb.split("_")[1]) for one in entries.order_by(AuditEntry.id)]
    assert told == [
        ("Anh", "asked"),
        ("Bình", "confirmed"),
        ("Anh", "used"),
        ("Bình", "asked"),
        ("Chi", "confirmed"),
        ("Bình", "used"),
    ]


def test_what_changes_meanwhile_makes_the_request_void(adopted: Declaration):
    sealing = ask(adopted)
    answer(sealing)
    signatories.order_signatories(adopted, Order.PRECEDENCE, sign_until=None, by=ANH)
    db.session.commit()
    assert seal(adopted, ANH) is ConfirmationVoid
    again = ask(adopted)
    db.session.commit()
    assert (sealing.state, again.state) == (ConfirmationState.VOID, ConfirmationState.WAITING)


def test_after_half_an_hour_it_is_asked_for_again(adopted: Declaration):
    sealing = ask(adopted)
    answer(sealing)
    db.session.commit()
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert seal(adopted, ANH) is ConfirmationExpired
        assert ask(adopted) is not sealing


def test_killed_in_the_middle_nothing_was_answered_or_used(adopted: Declaration):
    sealing = ask(adopted)
    db.session.commit()
    answer(sealing)
    db.session.rollback()
    assert sealing.state == ConfirmationState.WAITING
    answer(sealing)
    db.session.commit()
    ceremony.open_for_signature(adopted, by=ANH, now=clock.now())
    db.session.rollback()
    assert (sealing.state, adopted.state) == (ConfirmationState.CONFIRMED, DeclarationState.ADOPTED)


def test_a_refusal_has_its_reason_and_ends_the_request(adopted: Declaration):
    sealing = ask(adopted)
    with pytest.raises(NoteMissing):
        answer(sealing, confirmed=False, reason=" ")
    answer(sealing, confirmed=False, reason="The place is wrong")
    db.session.commit()
    assert (sealing.state, sealing.reason) == (ConfirmationState.REFUSED, "The place is wrong")
    assert seal(adopted, ANH) is SecondPersonNeeded


def test_where_one_is_enough_nobody_is_asked():
    declaration = make_open(make_plenary(cities=2), points=1)
    with pytest.raises(NobodyAsks):
        ask(declaration, "Hanoi")


def test_only_an_administrator_lets_one_be_enough_again(adopted: Declaration):
    conference = adopted.conference
    with pytest.raises(OnlyAdministrator):
        plenary.set_two_people(conference, False, by=ANH)
    plenary.set_two_people(conference, False, by=Actor(kind="user", user_id=9, label="Root", admin=True))
    assert conference.two_people is False
    plenary.set_two_people(conference, True, by=ANH)
    assert conference.two_people is True


def confirm_by_number(public_id: str, number: int) -> None:
    one = db.session.query(Confirmation).filter_by(public_id=public_id).one()
    answer(one, Actor(kind="user", user_id=number, label=f"Person {number}"))


def test_of_two_who_confirm_at_once_the_second_is_told(adopted: Declaration, app: Flask):
    one = make_confirmation(adopted, None, asked_id=1)
    number = one.public_id
    acts = [(__name__, "confirm_by_number", (number, who)) for who in (2, 3)]
    assert apart(app, acts) == {"done": 1, "ConfirmationAnswered": 1}
    found = db.session.query(Confirmation).filter_by(public_id=number).one()
    assert (found.state, found.answered_id in {2, 3}) == (ConfirmationState.CONFIRMED, True)


def test_the_pages_lead_two_people_to_the_seal(app: Flask):
    conference = make_plenary(cities=2)
    declaration = make_adopted(conference, points=1)
    anh, binh = app.test_client(), app.test_client()
    for browser, name in ((anh, "Anh"), (binh, "Bình")):
        sign_in(browser, make_user(Role.ORGANISER, conference, name=name))
    setup = f"/o/{conference.slug}/setup"
    post(anh, f"{setup}/two-people", {"state": "on"}, page=f"{setup}/rules")
    shown = post(anh, f"{setup}/two-people", {"state": "off"}, page=f"{setup}/rules", follow_redirects=True)
    assert "Only an administrator of the site" in shown.text
    here = f"/o/{conference.slug}/declarations/{declaration.public_id}"
    telling = f"{here}/tell/signature"
    assert "Ask a second person to confirm" in anh.get(telling).text
    assert f'action="{here}/open"' not in anh.get(telling).text
    asked = post(anh, f"{here}/confirmations", page=telling, follow_redirects=True).text
    assert "You have asked: somebody else of the secretariat confirms or refuses." in asked
    assert "A second person is asked for" in binh.get(f"/o/{conference.slug}/").text
    (one,) = queries.open_confirmations(declaration)
    url = f"{here}/confirmations/{one.public_id}"
    refused = post(anh, f"{url}/confirm", page=telling, follow_redirects=True).text
    assert "two people of the secretariat act, not one twice" in refused
    assert f'action="{url}/confirm"' in binh.get(here).text
    done = post(binh, f"{url}/confirm", page=here, follow_redirects=True).text
    assert "Confirmed. Your colleague goes on now." in done
    assert f'action="{here}/open"' not in binh.get(telling).text
    post(anh, f"{here}/open", page=telling)
    db.session.expire_all()
    assert declaration.state == DeclarationState.OPEN_FOR_SIGNATURE
    box = f"{here}/sign/{signatory_of(declaration, 'Hanoi').public_id}"
    page = anh.get(box).text
    assert ("data-pad" in page, "Ask a second person to confirm" in page) == (False, True)


def test_a_conference_s_own_home_is_quiet_otherwise(client: FlaskClient):
    conference = make_plenary(cities=1)
    sign_in(client, make_user(Role.ORGANISER, conference))
    assert "second person" not in client.get(f"/o/{conference.slug}/").text
