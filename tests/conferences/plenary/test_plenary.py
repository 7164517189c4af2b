"""The rules of decision of an edition: the network's, but for what it sets itself."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventsys.conferences.editions.errors import SavedByAnother
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.plenary import service
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.completion import service as completion
from eventsys.networks.plenary import service as plenary
from eventsys.networks.plenary.errors import RulesInUse, RuleUnknown
from eventsys.networks.plenary.models import Decision, PlenaryRules
from tests.conferences.pages import fresh, url
from tests.declarations.factories import make_declaration
from tests.networks.factories import make_city
from tests.registration.browser import hidden
from tests.registration.factories import make_delegation
from tests.support.web import post


def test_an_edition_follows_its_network_but_for_what_it_sets(conference: Conference) -> None:
    plenary.set_rules(conference.network, {"decision": "majority", "quorum": 9}, by=SYSTEM)
    service.set_rules(conference, {"quorum": "half"}, by=SYSTEM)
    assert conference.plenary_rules == PlenaryRules(Decision.MAJORITY)
    plenary.set_rules(conference.network, {"decision": "consensus", "proxies": 3}, by=SYSTEM)
    assert conference.plenary_rules == PlenaryRules(proxies=3)
    service.set_rules(conference, {}, by=SYSTEM)
    assert conference.plenary_rules == PlenaryRules(quorum=9, proxies=3)
    entries = db.session.query(AuditEntry).filter_by(verb="conference.rules_set").order_by(AuditEntry.id)
    assert [(e.before, e.after) for e in entries] == [({}, {"quorum": "half"}), ({"quorum": "half"}, {})]


def test_two_organisers_at_once_and_nonsense_are_refused(conference: Conference) -> None:
    version = conference.version
    service.set_rules(conference, {"proxies": 0}, version=version, by=SYSTEM)
    with pytest.raises(SavedByAnother):
        service.set_rules(conference, {"proxies": 1}, version=version, by=SYSTEM)
    with pytest.raises(RuleUnknown):
        service.set_rules(conference, {"quorum": -1}, by=SYSTEM)
    assert conference.plenary_rules.proxies == 0


def test_rules_stay_while_a_final_text_waits_for_its_adoption(conference: Conference) -> None:
    text = make_declaration(conference, points=1)
    completion.finalise(text, by=SYSTEM)
    for change in (
        lambda: service.set_rules(conference, {"decision": "majority"}, by=SYSTEM),
        lambda: plenary.set_rules(conference.network, {"decision": "majority"}, by=SYSTEM),
    ):
        with pytest.raises(RulesInUse, match="Hanoi Joint Declaration"):
            change()
    completion.reopen(text, by=SYSTEM)
    service.set_rules(conference, {"decision": "majority"}, by=SYSTEM)
    assert conference.plenary_rules.decision == Decision.MAJORITY


def test_where_cities_vote_may_change_while_a_text_waits_and_is_as_in_the_network_otherwise(
    conference: Conference,
) -> None:
    plenary.set_rules(conference.network, {"decision": "majority"}, by=SYSTEM)
    text = make_declaration(conference, points=1)
    completion.finalise(text, by=SYSTEM)
    plenary.set_rules(conference.network, {"city_votes": "room"}, by=SYSTEM)
    assert not conference.plenary_rules.cities_may_vote
    service.set_rules(conference, {"city_votes": "own_pages"}, by=SYSTEM)
    assert (conference.plenary_rules.cities_may_vote, service.own_rules(conference)) == (
        True, {"city_votes": "own_pages"},
    )  # fmt: skip


@pytest.mark.usefixtures("organiser")
def test_the_page_says_what_holds_and_where_it_comes_from(
    client: FlaskClient, conference: Conference
) -> None:
    for code in ("SEL", "TYO", "BKK"):
        make_delegation(conference, make_city(code, network=conference.network))
    db.session.commit()
    page = url(conference, "setup/rules")
    shown = client.get(page + "?lang=en").text
    for words in (
        "As in the network",
        "More than half of the 3 members invited must be represented, that is 2.",
        "as in the network (more than half)",
        "as in the network (in the room, or on the cities’ own pages where the secretariat opens the vote so)",
    ):
        assert words in shown, words
    form = {
        "decision": "two_thirds",
        "quorum": "number",
        "quorum_number": "4",
        "quorum_of": "",
        "proxies": "0",
        "city_votes": "room",
    }
    assert post(client, url(conference, "setup/two-people"), {"state": "maybe"}, page=page).status_code == 400
    version = hidden(shown, "version")
    assert post(client, page, {**form, "version": version}).status_code == 303
    found = fresh(conference)
    assert found.rules == {
        "decision": "two_thirds",
        "quorum": 4,
        "proxy_allowed": False,
        "proxies_per_city": 1,
        "city_votes": "room",
    }
    shown = client.get(page).text
    assert "This edition has rules of its own" in shown
    assert "it can never be met" in shown
    late = post(client, page, {**form, "version": version})
    assert late.status_code == 422
    again = post(client, page, {**form, "decision": "", "version": hidden(late.text, "version")})
    assert again.status_code == 303
    assert "decision" not in fresh(conference).rules
