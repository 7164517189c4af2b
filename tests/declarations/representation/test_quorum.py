"""Who counts for the quorum, why the others do not, and what mends it: by values, and on the page for adoption."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.representation import queries, rules, service
from eventsys.declarations.representation.errors import NoQuorum
from eventsys.declarations.representation.models import Proxy
from eventsys.declarations.representation.rules import Mend, Why
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.networks.registry.models import City
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.presence import service as presence
from tests.accounts.factories import make_user, sign_in
from tests.declarations.before_cities import make_final
from tests.declarations.factories import make_plenary
from tests.registration.factories import make_delegation
from tests.support.numbers import numbers_on, rows_behind
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
POWERS = b"%PDF-1.7 full powers"
THEN = datetime(2013, 11, 18, 2, tzinfo=UTC)


def delegation(key: int, **over: Any) -> Delegation:
    values = {"standing": "member", "state": "accepted", **over}
    return Delegation(id=key, city=City(name=Localized(en=f"City {key}")), **values)


def proxy(giver: Delegation, holder: Delegation | None = None) -> Proxy:
    return Proxy(
        giver_id=giver.id,
        giver=giver,
        holder_id=holder and holder.id,
        holder=holder,
        person="" if holder else "Ambassador Reyes",
    )


A, B = delegation(1, present_since=THEN), delegation(2, present_since=THEN)
AWAY = delegation(9)


@pytest.mark.parametrize(
    ("one", "given", "most", "why", "mends"),
    [
        (A, [], 1, Why.PRESENT, []),
        (delegation(3), [], 1, Why.NOT_MARKED, [Mend.MARK_PRESENT, Mend.RECORD_PROXY]),
        (delegation(3), [], 0, Why.NOT_MARKED, [Mend.MARK_PRESENT]),
        (delegation(3, state="invited"), [], 1, Why.SILENT, [Mend.MARK_PRESENT, Mend.RECORD_PROXY]),
        (delegation(3, state="declined"), [], 1, Why.DECLINED, [Mend.RECORD_PROXY]),
        (delegation(3, state="sends_proxy"), [], 1, Why.UNRECORDED, [Mend.RECORD_PROXY]),
        (
            delegation(3, present_since=THEN, present_until=THEN),
            [],
            1,
            Why.LEFT,
            [Mend.MARK_PRESENT, Mend.RECORD_PROXY],
        ),
        (delegation(3, standing="observer", present_since=THEN), [], 1, Why.NOT_A_MEMBER, []),
        (delegation(3, state="declined"), [A], 1, Why.BY_CITY, []),
        (delegation(3, state="declined"), [None], 1, Why.BY_PERSON, []),
        (delegation(3, present_since=THEN), [AWAY], 1, Why.PRESENT, []),
        (delegation(3, state="declined"), [AWAY], 1, Why.HOLDER_AWAY, [Mend.MARK_HOLDER, Mend.OTHER_PROXY]),
        (delegation(3, state="declined"), [A], 0, Why.NO_PROXIES, [Mend.MARK_PRESENT]),
        (delegation(3, state="declined"), [None], 0, Why.NO_PROXIES, [Mend.MARK_PRESENT]),
    ],
)
def test_why_a_city_counts_or_not(
    one: Delegation, given: list[Delegation | None], most: int, why: Why, mends: list[Mend]
) -> None:
    (seat,) = rules.seats([one], [proxy(one, holder) for holder in given], most=most)
    assert (seat.why, list(seat.mends)) == (why, mends)
    assert seat.counts == (why in {Why.PRESENT, Why.BY_CITY, Why.BY_PERSON})


def test_a_city_acts_for_as_many_as_the_rules_allow_those_recorded_first() -> None:
    away = [delegation(number, state="declined") for number in (3, 4, 5)]
    given = [proxy(one, A) for one in away]
    assert [s.why for s in rules.seats(away, given, most=2)] == [Why.BY_CITY, Why.BY_CITY, Why.HOLDER_FULL]
    away[0].present_since = THEN  # it came after all: its proxy is not used, and the place is free again
    taken = rules.seats([A, *away], given, most=2)
    assert [s.why for s in taken] == [Why.PRESENT, Why.PRESENT, Why.BY_CITY, Why.BY_CITY]
    found = rules.representation(taken)
    assert (found.present, found.by_proxy) == ({1, 3}, {4, 5})


# ---- in the hall ----


@pytest.fixture
def text() -> Declaration:
    """Six members: two in the hall, two that accepted, two that declined; an observer is there. Four are needed."""
    conference = make_plenary(cities=6, absent=("JKT", "KUL", "MNL", "SEL"))
    for one in queries.member_delegations(conference):
        if one.city.code in {"JKT", "KUL"}:
            one.state = "accepted"
    make_delegation(conference, "TYO", standing="observer", present=True)
    return make_final(conference)


def of(text: Declaration, code: str) -> Delegation:
    return next(d for d in queries.member_delegations(text.conference) if d.city.code == code)


def give(text: Declaration, giver: str, holder: str) -> Proxy:
    return service.give_proxy(of(text, giver), POWERS, holder=of(text, holder), by=SYSTEM, now=clock.now())


def test_the_quorum_is_met_by_exactly_one_proxy_and_refused_without_it(text: Declaration) -> None:
    presence.mark_present(of(text, "JKT"), by=SYSTEM, now=clock.now())
    given = give(text, "SEL", "KUL")  # who comes may hold a proxy, which counts once it is there
    assert len(service.represented(text.conference).every) == 3
    service.end_proxy(given, by=SYSTEM, now=clock.now())
    given = give(text, "SEL", "HAN")
    assert len(service.represented(text.conference).every) == 4
    service.end_proxy(given, by=SYSTEM, now=clock.now())
    with pytest.raises(NoQuorum) as refusal:
        adoption.adopt(text, by=SYSTEM, now=clock.now())
    assert refusal.value.values == {"present": 3, "members": 6, "needed": 4}
    give(text, "SEL", "HAN")
    adoption.adopt(text, by=SYSTEM, now=clock.now())
    assert text.adoption is not None
    assert (text.adoption["present"], text.adoption["proxies"]) == (3, 1)


def test_what_is_on_record_of_the_adoption_outlives_presence(text: Declaration) -> None:
    presence.mark_present(of(text, "JKT"), by=SYSTEM, now=clock.now())
    give(text, "SEL", "HAN")
    adoption.adopt(text, by=SYSTEM, now=clock.now())
    for code in ("BKK", "JKT"):
        presence.undo_presence(of(text, code), by=SYSTEM)
    assert text.adoption is not None
    assert [(one["city"], (one["holder"] or {}).get("en")) for one in text.adoption["cities"]] == [
        ("BKK", None),
        ("HAN", None),
        ("JKT", None),
        ("SEL", "Hanoi"),
    ]


@pytest.fixture
def office(client: FlaskClient, text: Declaration) -> FlaskClient:
    sign_in(client, make_user(Role.ORGANISER, text.conference))
    return client


def test_the_page_says_why_a_city_does_not_count_and_mends_it(office: FlaskClient, text: Declaration) -> None:
    slug = text.conference.slug
    desk = f"/o/{slug}/declarations/{text.public_id}"
    page = f"{desk}/adoption"
    give(text, "SEL", "KUL")
    db.session.commit()
    shown = office.get(page + "?lang=en").text
    for words in (
        "2 represented of 6, 4 needed",
        "2 more members must be represented.",
        "It accepted, but is not marked as present.",
        "Its proxy Kuala Lumpur is not marked as present.",
        "It declined the invitation.",
        "Tokyo",
        "More than half of the 6 members invited must be represented, that is 4.",
    ):
        assert words in shown, words
    mark = f"/o/{slug}/delegations/{of(text, 'KUL').public_id}/presence/present"
    assert shown.count(f'action="{mark}"') == 2, "at the city's own row, and at that of the city it acts for"
    answer = post(office, mark, {"back": page}, page=page)
    assert answer.headers["Location"] == page
    shown = office.get(page).text
    assert "4 represented of 6, 4 needed" in shown
    assert "The quorum is met." in shown
    assert "Adopted." in post(office, f"{desk}/adopt", page=page, follow_redirects=True).text
    presence.undo_presence(of(text, "KUL"), by=SYSTEM)
    db.session.commit()
    then = office.get(page).text
    assert "4 represented of 6, 4 needed" in then
    assert "by proxy of Kuala Lumpur" in then
    assert mark not in then


def test_the_home_counts_the_signatures_of_declarations_as_their_list_does(
    office: FlaskClient, text: Declaration
) -> None:
    presence.mark_present(of(text, "JKT"), by=SYSTEM, now=clock.now())
    give(text, "SEL", "HAN")
    adoption.adopt(text, by=SYSTEM, now=clock.now())
    ceremony.open_for_signature(text, by=SYSTEM, now=clock.now())
    people = list(signatories_queries.signatories(text))
    ceremony.sign(people[0], by=SYSTEM, now=clock.now())
    ceremony.record_absent(people[1], "left early", by=SYSTEM)
    db.session.commit()
    assert signatories_queries.counts(text.conference) == (1, 4)
    assert sum(s.is_given for s in people) == 1
    slug = text.conference.slug
    assert "1 of 4" in office.get(f"/o/{slug}/declarations").text
    cities = [n for n in numbers_on(office.get(f"/o/{slug}/").text) if "/delegations" in n.href]
    assert [(n.value, rows_behind(office, n)) for n in cities] == [(3, 3), (4, 4)]
