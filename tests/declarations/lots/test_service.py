"""Promised, called, drawn: once, on record, and never after the seal."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration, Order
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.lots import rules, service
from eventsys.declarations.lots.errors import NothingCalled, NothingPromised, ReasonMissing
from eventsys.declarations.signatories import queries
from eventsys.declarations.signatories.errors import SeatNotDrawn, SignatoriesFixed
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_adopted, make_plenary
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def declaration() -> Declaration:
    made = make_adopted(make_plenary(cities=4), points=1, languages=["en"], authentic="", divergence="")
    made.order = Order.LOT
    db.session.flush()
    return made


def promise(declaration: Declaration, reason: str = "") -> None:
    service.promise_lot(declaration, reason, by=SYSTEM, now=clock.now())


def draw(declaration: Declaration, called: str = "seven") -> str:
    lot = service.draw_lot(declaration, called, by=SYSTEM, now=clock.now())
    assert lot.delegation is not None
    return lot.delegation.city.code


def test_the_drawn_city_signs_first_and_the_trail_holds_what_checks_it(declaration: Declaration):
    with pytest.raises(SeatNotDrawn):
        ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    promise(declaration)
    first = draw(declaration)
    told = {
        entry.verb: entry.after
        for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        if "lot_" in entry.verb
    }
    promised, drawn = told["declaration.lot_promised"], told["declaration.lot_drawn"]
    assert promised["promise"] == rules.promise_of(drawn["seed"], promised["cities"])
    seat = rules.seat_of(drawn["seed"], drawn["called"], len(promised["cities"]))
    assert (promised["cities"][seat], seat + 1, first) == (drawn["city"], drawn["number"], drawn["city"])
    assert "seed" not in promised
    ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    codes = [s.delegation.city.code for s in queries.signatories(declaration)]
    at = promised["cities"].index(first)
    assert codes == [*promised["cities"][at:], *promised["cities"][:at]]
    with pytest.raises(SignatoriesFixed):
        promise(declaration, "The city withdrew.")


def test_a_promise_is_drawn_once_and_a_second_wants_a_reason(declaration: Declaration):
    with pytest.raises(NothingPromised):
        draw(declaration)
    promise(declaration)
    with pytest.raises(NothingCalled):
        draw(declaration, "  ")
    draw(declaration)
    with pytest.raises(NothingPromised):
        draw(declaration)
    with pytest.raises(ReasonMissing):
        promise(declaration, " ")
    promise(declaration, "Bangkok arrived.")
    assert queries.drawn_lot(declaration) is not queries.lots(declaration)[0]  # the former counts until then
    draw(declaration)
    assert [lot.reason for lot in queries.lots(declaration)] == ["Bangkok arrived.", ""]


def test_on_the_page_the_promise_comes_before_the_word_and_the_seed_after_it(
    declaration: Declaration, client: FlaskClient
):
    db.session.commit()
    sign_in(client, make_user("organiser", declaration.conference))
    url = f"/o/plenary12/declarations/{declaration.public_id}/signatories/lot"
    assert post(client, f"{url}/promise", {}, page=url).status_code == 303
    (lot,) = queries.lots(declaration)
    page = client.get(url).text
    assert (lot.promise in page, lot.seed in page) == (True, False)
    assert post(client, f"{url}/draw", {"called": ""}, page=url).status_code == 422
    assert post(client, f"{url}/draw", {"called": "Seven"}, page=url).status_code == 303
    page = client.get(url).text
    assert (lot.promise in page, lot.seed in page, "Seven" in page) == (True, True, True)
    assert post(client, f"{url}/promise", {"reason": ""}, page=url).status_code == 422
