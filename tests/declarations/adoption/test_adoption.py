"""Quorum with proxies, objections and reservations, votes by the network's rule."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.errors import MembersOnly, TextFrozen
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.adoption import queries, rules, service
from eventsys.declarations.adoption.errors import NotCarried, NotFinal, Objected
from eventsys.declarations.adoption.models import StatementKind
from eventsys.declarations.completion import service as completion
from eventsys.declarations.remarks.errors import CommentEmpty
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import service as representation
from eventsys.declarations.representation.errors import (
    HolderAbsent,
    HolderFull,
    NoQuorum,
    PowersUnusable,
    ProxyGiven,
    ProxyNotAllowed,
    ProxyOfProxy,
    ProxyPresent,
    ProxyToWhom,
)
from eventsys.declarations.voting.errors import NotRepresented, NoVote
from eventsys.declarations.voting.models import Vote
from eventsys.files import service as files
from eventsys.networks.plenary.models import Decision
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.presence import service as presence
from tests.accounts.factories import make_user, sign_in
from tests.declarations.before_cities import make_final
from tests.declarations.factories import make_plenary
from tests.networks.factories import make_city
from tests.registration.factories import make_delegation
from tests.support.threads import together
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")
POWERS = b"%PDF-1.7 full powers"


def final(cities: int = 5, absent: tuple[str, ...] = (), **network: Any) -> Declaration:
    conference = make_plenary(cities=cities, absent=absent)
    conference.network.rules = network
    return make_final(conference)


def city(declaration: Declaration, code: str) -> Delegation:
    return next(
        d for d in representation_queries.member_delegations(declaration.conference) if d.city.code == code
    )


def proxy(declaration: Declaration, giver: str, holder: str | None = None, **more: Any) -> Any:
    to = city(declaration, holder) if holder else None
    powers = more.pop("powers", POWERS)
    return representation.give_proxy(
        city(declaration, giver), powers, holder=to, by=SYSTEM, now=clock.now(), **more
    )


def adopt(declaration: Declaration) -> dict[str, Any]:
    service.adopt(declaration, by=SYSTEM, now=clock.now())
    assert declaration.adoption is not None
    return declaration.adoption


def test_a_proxy_makes_the_quorum_and_is_on_record_with_its_powers():
    declaration = final(5, absent=("JKT", "KUL", "MNL"))
    with pytest.raises(NoQuorum):
        adopt(declaration)
    given = proxy(declaration, "MNL", "HAN")
    assert files.read(given.powers_digest) == POWERS
    record = adopt(declaration)
    assert (record["present"], record["proxies"], record["quorum"]) == (2, 1, 3)
    assert record["represented"] == {"MNL": "HAN"}


def test_an_ambassador_represents_a_city_and_a_holder_who_left_nobody():
    declaration = final(5, absent=("JKT", "KUL", "MNL"))
    proxy(declaration, "MNL", person="Ambassador Reyes")
    held = proxy(declaration, "KUL", "BKK")
    assert len(representation.represented(declaration.conference).every) == 4
    presence.undo_presence(city(declaration, "BKK"), by=SYSTEM)
    assert len(representation.represented(declaration.conference).every) == 2
    representation.end_proxy(held, by=SYSTEM, now=clock.now())
    assert [p.person for p in representation_queries.live_proxies(declaration.conference)] == [
        "Ambassador Reyes"
    ]


def test_who_may_give_and_hold_a_proxy():
    declaration = final(6, absent=("JKT", "KUL", "MNL"))
    guest = make_delegation(declaration.conference, "AAA", standing="partner", present=True)
    now = clock.now()
    with pytest.raises(MembersOnly):
        representation.give_proxy(city(declaration, "MNL"), POWERS, holder=guest, by=SYSTEM, now=now)
    for refusal, giver, holder, more in (
        (ProxyPresent, "HAN", "BKK", {}),
        (HolderAbsent, "MNL", "KUL", {}),
        (ProxyToWhom, "MNL", None, {}),
        (ProxyToWhom, "MNL", "MNL", {}),
        (ProxyToWhom, "MNL", "HAN", {"person": "Ambassador Reyes"}),
        (PowersUnusable, "MNL", "HAN", {"powers": b"MZ program"}),
        (PowersUnusable, "MNL", "HAN", {"powers": b""}),
    ):
        with pytest.raises(refusal):
            proxy(declaration, giver, holder, **more)
    proxy(declaration, "MNL", "HAN")
    with pytest.raises(ProxyGiven):
        proxy(declaration, "MNL", "BKK")
    with pytest.raises(HolderFull):
        proxy(declaration, "KUL", "HAN")
    presence.undo_presence(city(declaration, "HAN"), by=SYSTEM)
    with pytest.raises(ProxyOfProxy):
        proxy(declaration, "HAN", "BKK")
    declaration.conference.network.rules = {"proxy_allowed": False}
    with pytest.raises(ProxyNotAllowed):
        proxy(declaration, "KUL", "BKK")
    assert len(representation_queries.live_proxies(declaration.conference)) == 1


def test_of_two_proxies_at_once_one_is_given(app: Flask):
    declaration = final(5, absent=("JKT", "KUL", "MNL"))
    number = declaration.public_id

    def giving(giver: str, holder: str) -> Any:
        return lambda: proxy(acts_queries.get_declaration(number), giver, holder)

    assert together(app, [giving("MNL", "HAN"), giving("MNL", "BKK")]) == {"done": 1, "ProxyGiven": 1}
    held = representation_queries.live_proxies(declaration.conference)[0].holder
    assert held is not None
    ends = together(app, [giving("KUL", held.city.code), giving("JKT", held.city.code)])
    assert ends == {"HolderFull": 2}


def test_the_quorum_may_be_of_the_whole_network():
    declaration = final(3)
    for code in ("AAA", "BBB", "CCC"):
        make_city(code, network=declaration.conference.network)
    make_city("DDD", network=declaration.conference.network, status="observer")
    assert representation_queries.members_of_network(declaration.conference) == 6
    declaration.conference.network.rules = {"quorum_of": "network"}
    assert representation.member_total(declaration.conference) == 6
    with pytest.raises(NoQuorum) as refusal:
        adopt(declaration)
    assert refusal.value.values == {"present": 3, "members": 6, "needed": 4}


def test_one_objection_prevents_consensus_until_it_is_withdrawn_and_reservations_stay():
    declaration = final(3)
    say = {"by": SYSTEM, "now": clock.now()}
    with pytest.raises(CommentEmpty):
        service.state_position(declaration, city(declaration, "HAN"), StatementKind.OBJECTION, " ", **say)
    one = service.state_position(
        declaration, city(declaration, "HAN"), StatementKind.OBJECTION, "Not point 1", **say
    )
    service.state_position(
        declaration, city(declaration, "BKK"), StatementKind.RESERVATION, "As far as our law allows", **say
    )
    with pytest.raises(Objected) as refusal:
        adopt(declaration)
    assert refusal.value.values == {"cities": "Hanoi"}
    service.withdraw_objection(declaration, one, **say)
    record = adopt(declaration)
    assert record["reservations"] == [{"city": "BKK", "words": "As far as our law allows"}]
    assert (record["by"], record["objections"]) == ("consensus", [])
    with pytest.raises(TextFrozen):
        service.state_position(declaration, city(declaration, "HAN"), StatementKind.OBJECTION, "late", **say)


def test_partners_and_observers_neither_object_nor_vote():
    declaration = final(3, decision="majority")
    guest = make_delegation(declaration.conference, "AAA", standing="observer", present=True)
    say = {"by": SYSTEM, "now": clock.now()}
    with pytest.raises(MembersOnly):
        service.state_position(declaration, guest, StatementKind.OBJECTION, "No", **say)
    with pytest.raises(NotRepresented):
        service.cast(declaration, guest, Vote.NO, **say)


@pytest.mark.parametrize(
    ("decision", "votes", "carried"),
    [
        (Decision.MAJORITY, (2, 1, 2), True),
        (Decision.MAJORITY, (2, 2, 0), False),
        (Decision.MAJORITY, (0, 0, 5), False),
        (Decision.TWO_THIRDS, (2, 1, 0), True),
        (Decision.TWO_THIRDS, (3, 2, 0), False),
        (Decision.TWO_THIRDS, (0, 0, 0), False),
        (Decision.CONSENSUS, (0, 0, 0), True),
    ],
)
def test_majorities(decision: Decision, votes: tuple[int, int, int], carried: bool):
    cast = dict(zip(Vote, votes, strict=True))
    if carried:
        rules.check_vote(decision, cast)
    else:
        with pytest.raises(NotCarried):
            rules.check_vote(decision, cast)


def test_a_vote_counts_those_represented_and_may_be_changed_until_adoption():
    declaration = final(3, absent=("JKT",), decision="two_thirds")
    say = {"by": SYSTEM, "now": clock.now()}
    with pytest.raises(NotRepresented):
        service.cast(declaration, city(declaration, "JKT"), Vote.NO, **say)
    proxy(declaration, "JKT", "HAN")
    for code, vote in (("HAN", Vote.NO), ("BKK", Vote.YES), ("JKT", Vote.ABSTAIN)):
        service.cast(declaration, city(declaration, code), vote, **say)
    with pytest.raises(NotCarried):
        adopt(declaration)
    service.cast(declaration, city(declaration, "HAN"), Vote.YES, **say)
    assert adopt(declaration)["votes"] == {"yes": 2, "no": 0, "abstain": 1}
    with pytest.raises(TextFrozen):
        service.cast(declaration, city(declaration, "HAN"), Vote.NO, **say)


def test_there_is_no_vote_by_consensus_or_before_the_final_text():
    declaration = final(3)
    say = {"by": SYSTEM, "now": clock.now()}
    with pytest.raises(NoVote):
        service.cast(declaration, city(declaration, "HAN"), Vote.YES, **say)
    declaration.conference.network.rules = {"decision": "majority"}
    completion.reopen(declaration, by=SYSTEM)
    with pytest.raises(NotFinal):
        service.cast(declaration, city(declaration, "HAN"), Vote.YES, **say)


def test_an_objection_and_the_adoption_at_once_never_both_hold(app: Flask):
    declaration = final(2)
    number, now = declaration.public_id, clock.now()

    def object_() -> None:
        found = acts_queries.get_declaration(number)
        service.state_position(found, city(found, "HAN"), StatementKind.OBJECTION, "No", by=SYSTEM, now=now)

    def adopting() -> None:
        service.adopt(acts_queries.get_declaration(number), by=SYSTEM, now=now)

    ends = together(app, [object_, adopting])
    assert ends in ({"done": 1, "TextFrozen": 1}, {"done": 1, "Objected": 1})
    adopted = declaration.state == DeclarationState.ADOPTED
    assert adopted != bool(queries.objections(declaration))


def test_by_hand_on_the_page(client: FlaskClient):
    declaration = final(3, absent=("JKT",), decision="majority")
    conference = declaration.conference
    sign_in(client, make_user(Role.SECRETARIAT, conference))
    db.session.commit()
    desk = f"/o/{conference.slug}/declarations/{declaration.public_id}"
    page = f"{desk}/adoption"
    keys = {d.city.code: d.public_id.hex for d in representation_queries.member_delegations(conference)}

    def send_proxy(data: bytes) -> Any:
        form = {
            "giver": keys["JKT"],
            "holder": keys["HAN"],
            "powers": (io.BytesIO(data), "powers.pdf"),
            "csrf_token": token_of(client.get(page).text),
        }
        return client.post(f"{page}/proxy", data=form, content_type="multipart/form-data")

    refused = send_proxy(b"<html>")
    assert (refused.status_code, "The powers must be a PDF" in refused.text) == (422, True)
    assert send_proxy(POWERS).status_code == 303
    (given,) = representation_queries.live_proxies(conference)
    kept = client.get(f"/o/{conference.slug}/proxies/{given.public_id}/powers")
    assert (kept.data, kept.mimetype) == (POWERS, "application/pdf")
    words = {"city": keys["BKK"], "kind": "reservation", "words": "<i>our law</i>"}
    said = post(client, f"{page}/statements", words, page=page, follow_redirects=True).text
    assert "&lt;i&gt;our law&lt;/i&gt;" in said
    said = post(client, f"{page}/statements", {**words, "words": ""}, page=page)
    assert (said.status_code, "Write what you want to say." in said.text) == (422, True)
    votes = {f"v-{key}": "yes" for key in keys.values()}
    assert (
        "The votes are on record."
        in post(client, f"{page}/votes", votes, page=page, follow_redirects=True).text
    )
    assert "Adopted." in post(client, f"{desk}/adopt", page=page, follow_redirects=True).text
    db.session.refresh(declaration)
    assert declaration.adoption is not None
    assert declaration.adoption["votes"] == {"yes": 3, "no": 0, "abstain": 0}
    post(client, f"{page}/proxy/{given.public_id}/end", page=page)
    assert representation_queries.live_proxies(conference) == []
