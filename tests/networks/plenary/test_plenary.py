"""The rules of decision of a network: kept, explained, changed by one at a time."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.languages import in_language
from eventsys.networks.plenary import errors, service
from eventsys.networks.plenary.models import CityVotes, Decision, PlenaryRules, QuorumOf
from eventsys.networks.plenary.service import checked_rules
from eventsys.networks.registry.models import Network
from tests.accounts.factories import make_user, sign_in
from tests.networks.factories import make_city, make_network
from tests.registration.browser import hidden
from tests.support.web import post

PAGE = "/networks/ANMC21/rules"


@pytest.mark.parametrize(
    ("kept", "rules"),
    [
        ({}, PlenaryRules()),
        ({"proxy_allowed": False}, PlenaryRules(proxies=0)),
        ({"proxies_per_city": 3, "quorum": 4}, PlenaryRules(quorum=4, proxies=3)),
        ({"quorum": "half", "quorum_of": "network"}, PlenaryRules(quorum_of=QuorumOf.NETWORK)),
        ({"decision": "two_thirds", "next_host_decided_by": "plenary"}, PlenaryRules(Decision.TWO_THIRDS)),
    ],
)
def test_what_is_kept_is_read(kept: dict[str, Any], rules: PlenaryRules) -> None:
    assert PlenaryRules.of(kept) == rules


def test_a_later_rule_stands_before_an_earlier_one() -> None:
    network, edition = {"quorum": 5, "decision": "majority", "proxy_allowed": False}, {"quorum": "half"}
    assert PlenaryRules.of(network, edition) == PlenaryRules(Decision.MAJORITY, None, QuorumOf.INVITED, 0)


@pytest.mark.parametrize(("members", "needed"), [(13, 7), (12, 7), (1, 1), (0, 1)])
def test_more_than_half(members: int, needed: int) -> None:
    assert PlenaryRules().needed(members) == needed
    assert PlenaryRules().out_of_reach(members) == (members == 0)
    assert PlenaryRules(quorum=2).out_of_reach(members) == (members < 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "by lot"},
        {"quorum": 0},
        {"quorum": "7"},
        {"quorum": True},
        {"quorum": 1001},
        {"quorum_of": "all"},
        {"proxies": -1},
        {"proxies": 21},
        {"proxies": None},
        {"city_votes": "anywhere"},
        {"veto": "yes"},
    ],
)
def test_what_is_no_rule_is_refused_by_name(wrong: dict[str, Any]) -> None:
    with pytest.raises(errors.RuleUnknown) as refusal:
        checked_rules(wrong)
    assert refusal.value.values["name"] in wrong


def test_rules_are_explained_in_sentences(app: Flask) -> None:
    with app.test_request_context(), in_language("en"):
        assert PlenaryRules().sentences(13)[:3] == [
            "A decision needs consensus: one objection prevents it.",
            "More than half of the 13 members invited must be represented, that is 7.",
            "A member that is present may act for 1 other member by proxy.",
        ]
        assert not any("roll call" in sentence for sentence in PlenaryRules().sentences())  # nobody votes
        others = PlenaryRules(Decision.MAJORITY, 4, QuorumOf.NETWORK, 0).sentences()
        assert others[:3] == [
            "A decision needs more votes in favour than against; abstentions do not count.",
            "At least 4 members must be represented.",
            "There are no proxies: a member counts only when it is present.",
        ]
        room = PlenaryRules(Decision.MAJORITY, city_votes=CityVotes.ROOM)
        assert "In a roll call cities that are present may vote on their own pages" in others[3]
        assert room.sentences()[3].startswith("Votes are cast in the room alone")


@pytest.fixture
def network(app: Flask) -> Network:
    made = make_network()
    make_city("HAN", network=made)
    db.session.commit()
    return made


def test_setting_keeps_what_is_not_named_and_writes_one_entry(network: Network) -> None:
    network.rules = {"next_host_decided_by": "plenary", "proxy_allowed": True}
    db.session.flush()
    service.set_rules(network, {"proxies": 0, "quorum": 3}, by=SYSTEM)
    service.set_rules(network, {"quorum": 3}, by=SYSTEM)
    after = {"next_host_decided_by": "plenary", "proxy_allowed": False, "proxies_per_city": 1, "quorum": 3}
    assert network.rules == after
    (entry,) = db.session.query(AuditEntry).filter_by(verb="network.rules_set")
    assert (entry.before, entry.after) == ({"next_host_decided_by": "plenary", "proxy_allowed": True}, after)


def test_rules_stay_while_a_text_waits_for_its_adoption(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.WAITING, "_given", [lambda found, _edition: [f"Text of {found.code}"]])
    with pytest.raises(errors.RulesInUse, match="Text of ANMC21"):
        service.set_rules(network, {"decision": "majority"}, by=SYSTEM)
    assert network.rules == {}


def test_the_page_sets_them_and_sees_what_changed_meanwhile(client: FlaskClient, network: Network) -> None:
    sign_in(client, make_user(admin=True))
    form = {
        "decision": "majority",
        "quorum": "number",
        "quorum_number": "",
        "quorum_of": "network",
        "proxies": "2",
        "seen": hidden(client.get(PAGE).text, "seen"),
    }
    missing = post(client, PAGE, form)
    assert (missing.status_code, "Give the number." in missing.text) == (422, True)
    assert post(client, PAGE, {**form, "quorum_number": "5"}).status_code == 303
    assert network.rules == {
        "decision": "majority",
        "quorum": 5,
        "quorum_of": "network",
        "proxy_allowed": True,
        "proxies_per_city": 2,
        "credentials": "nobody",
        "city_votes": "own_pages",
    }
    late = post(client, PAGE, {**form, "quorum_number": "6"})
    assert (late.status_code, "Somebody else changed the rules" in late.text) == (422, True)
    again = {**form, "quorum": "half", "seen": hidden(late.text, "seen").replace("&#34;", '"')}
    assert post(client, PAGE, again).status_code == 303
    shown = client.get("/networks/ANMC21/?lang=en").text
    assert "More than half of the 1 members of the network must be represented, that is 1." in shown
    assert post(client, PAGE, {**again, "seen": "no JSON"}).status_code == 422
