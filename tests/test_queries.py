"""Lists ask as often for thirty rows as for one. (Pages with such a test in their own room are not here.)"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from eventsys.badges.passes import service as passes
from eventsys.badges.printing import service as printing
from eventsys.badges.record import queries as record_queries
from eventsys.commitments.recording import service as recording
from eventsys.commitments.recording.service import Said, Terms
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import service as venue
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.texts import service as texts
from eventsys.mail.record.models import MailLine
from eventsys.mail.writing.service import queue
from eventsys.networks.groups import service as groups_service
from eventsys.privacy.requests import service as requests
from eventsys.programme.publication import service as publication
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.links.letters import own_link
from tests.accounts.factories import PASSWORD, make_link, make_user
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_agreement
from tests.networks.factories import make_body, make_city, make_network
from tests.programme.factories import make_session
from tests.registration.browser import Browser, browser
from tests.registration.credentials.factories import make_letter
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.registration.rounds.factories import make_round
from tests.support.counting import counted
from tests.support.web import post


@dataclass
class House:
    conference: Conference
    delegation: Delegation


def cities(house: House, numbers: range) -> None:
    for number in numbers:
        city = make_city(f"Z{number:02d}", network=house.conference.network)
        make_round([make_delegate(make_delegation(house.conference, city), category="head").delegation])
        body = make_body(house.conference.network, f"Office {number}")
        make_delegate(make_delegation(house.conference, body), email=f"o{number}@example.org")
        make_body(house.conference.network, f"Team {number}", parent=body)


def credentials(house: House, numbers: range) -> None:
    for number in numbers:
        city = make_delegation(
            house.conference, make_city(f"L{number:02d}", network=house.conference.network)
        )
        make_letter(city, make_delegate(city, "submitted", category="head"))


def people(house: House, numbers: range) -> None:
    states = ("submitted", "approved", "returned", "pre_approved", "waitlisted", "rejected")
    for number in numbers:
        name = {"family_name": f"Nguyễn {number}", "email": f"n{number}@example.org"}
        make_delegate(house.delegation, states[number % len(states)], **name)


def editions(house: House, numbers: range) -> None:
    for number in numbers:
        make_conference(slug=f"edition-{number}", edition=200 + number, network=house.conference.network)


def colleagues(house: House, numbers: range) -> None:
    for _number in numbers:
        make_user("viewer", house.conference)


def groups(_house: House, numbers: range) -> None:
    for number in numbers:
        name = {"en": f"Group {number}"}
        groups_service.create_group(code=f"g{number}", name=name, countries=["VN", "JP"], by=SYSTEM)


def many_networks(_house: House, numbers: range) -> None:
    for number in numbers:
        make_network(f"NET{number}", name={"en": f"Network {number}"})


def papers(house: House, numbers: range) -> None:
    for number in numbers:
        paper = texts.create(house.conference, title=Localized(en=f"Declaration {number}"), by=SYSTEM)
        text = Localized(en="agree;", fr="conviennent ;", vi="nhất trí;")
        for _point in range(5):
            paragraphs.add_paragraph(paper, ParagraphKind.POINT, text, by=SYSTEM)


def agreed(house: House, numbers: range) -> None:
    for number in numbers:
        other = make_delegation(
            house.conference, make_city(f"P{number:02}", network=house.conference.network)
        )
        make_agreement(house.delegation, other)


def commitments(house: House, numbers: range) -> None:
    """From a text of their own each, with two partners, and half of them pledges."""
    cities = [make_city(code, network=house.conference.network) for code in ("HAN", "SEL")]
    for number in numbers:
        terms = Terms(make_city(f"C{number:02d}"), Localized(en=f"Promise {number}"), partners=cities)
        paper = texts.create(house.conference, title=Localized(en=f"Text {number}"), by=SYSTEM)
        paper.adopted_at = clock.now()
        said = Said(Localized(en="The mayor"))
        recording.record_pledge(house.conference, terms, said, by=SYSTEM, now=clock.now())
        recording.record_commitment(paper, terms, by=SYSTEM, now=clock.now())


def sessions(house: House, numbers: range) -> None:
    for number in numbers:
        make_session(
            house.conference,
            f"Session {number}",
            f"{9 + number % 9:02d}:00",
            f"{9 + number % 9:02d}:45",
            day=number // 9 % 2,
            room=number // 18 + 1,
            state="scheduled",
            chair="Nguyễn Thế Thảo",
        )


def runs(house: House, numbers: range) -> None:
    for number in numbers:
        name = {"family_name": f"Trần {number}", "email": f"t{number}@example.org"}
        printing.start_run(house.conference, [make_delegate(house.delegation, **name)], by=SYSTEM)


def floaters(house: House, numbers: range) -> None:
    category = category_of(house.conference, "staff")
    passes.set_floater_quota(house.conference, category, 50, by=SYSTEM)
    for badge in record_queries.badges_of_run(
        passes.make_floaters(house.conference, category, len(numbers), by=SYSTEM)
    ):
        badge.state, badge.printed_at = "printed", clock.now()
        passes.hand_over(badge, delegation=house.delegation, by=SYSTEM)


def letters(house: House, numbers: range) -> None:
    """Waiting ones, while mail is down, and others."""
    line = db.session.get(MailLine, 1) or MailLine(id=1, probes=1, reason="quota", error="no")
    line.down_since = clock.now()
    db.session.add(line)
    for number in numbers:
        state = ("queued", "sent", "failed")[number % 3]
        letter = queue(
            own_link(make_delegate(house.delegation, family_name=f"Trần {number}"), "https://x.example")
        )
        letter.state, letter.reason = state, "no_such_address"


def published(house: House, numbers: range) -> None:
    sessions(house, numbers)
    house.conference.published_at = clock.now()
    publication.publish(house.conference, by=SYSTEM, now=clock.now())


def outdated(house: House, numbers: range) -> None:
    for number in numbers:
        name = {"family_name": f"Trần {number}", "email": f"t{number}@example.org"}
        run = printing.start_run(house.conference, [make_delegate(house.delegation, **name)], by=SYSTEM)
        for badge in record_queries.badges_of_run(run):
            badge.state, badge.printed_at, badge.out_of_date = "printed", clock.now(), True


def zones(house: House, numbers: range) -> None:
    for number in numbers:
        letters = chr(65 + number // 26) + chr(65 + number % 26)
        category = category_of(house.conference)
        venue.add_zone(
            house.conference,
            letters=letters,
            name={"en": letters},
            colour="#1d4f8c",
            categories=[category],
            by=SYSTEM,
        )


def wishes(house: House, numbers: range) -> None:
    for number in numbers:
        city = make_city(f"W{number:02d}", network=house.conference.network)
        person = make_delegate(make_delegation(house.conference, city))
        requests.ask(person, "please", by=SYSTEM, now=clock.now())


Grow = Callable[[House, range], None]
GROWING: list[tuple[str, Grow]] = [
    ("/", editions),
    ("/account/users", colleagues),
    ("/o/hanoi/staff", colleagues),
    ("/networks/", many_networks),
    ("/networks/groups/", groups),
    ("/networks/ANMC21/", cities),
    ("/networks/ANMC21/cities.csv", cities),
    ("/networks/ANMC21/conferences", editions),
    ("/o/hanoi/delegations", cities),
    ("/o/hanoi/presence", cities),
    ("/o/hanoi/credentials", credentials),
    ("/o/hanoi/credentials/remind", cities),
    ("/o/hanoi/credentials/{delegation}", people),
    ("/o/hanoi/delegations/invite", cities),
    ("/o/hanoi/letter-rounds", cities),
    ("/o/hanoi/letter-rounds/new", cities),
    ("/o/hanoi/letter-rounds/reminder", cities),
    ("/o/hanoi/delegations/invite/bodies", cities),
    ("/o/hanoi/outbox", letters),
    ("/o/hanoi/programme", sessions),
    ("/c/hanoi/programme", published),
    ("/o/hanoi/", cities),
    ("/c/hanoi/", cities),
    ("/o/hanoi/badges?outdated=y", outdated),
    ("/o/hanoi/delegations/{delegation}", people),
    ("/o/hanoi/review", people),
    ("/o/hanoi/review/export.csv", people),
    ("/o/hanoi/declarations", papers),
    ("/o/hanoi/agreements", agreed),
    ("/o/hanoi/commitments", commitments),
    ("/o/hanoi/commitments?q=promise&sort=owner", commitments),
    ("/o/hanoi/commitments/new", commitments),
    ("/o/hanoi/commitments/export.csv", commitments),
    ("/o/hanoi/search?q=Ng", people),
    ("/o/hanoi/search?q=Session", sessions),
    ("/o/hanoi/badges", cities),
    ("/o/hanoi/badges/desk?q=Inose", cities),
    ("/o/hanoi/badges/floaters", floaters),
    ("/o/hanoi/badges/runs", runs),
    ("/o/hanoi/badges/runs.csv", runs),
    ("/o/hanoi/setup/zones", zones),
    ("/o/hanoi/trail?who=e", people),
    ("/trail.csv", people),
    ("/o/hanoi/privacy/requests", wishes),
]


@pytest.fixture
def house(app: Flask) -> House:
    conference = make_conference(slug="hanoi", network=make_network())
    delegation = make_delegation(conference, make_city("TYO", network=conference.network))
    db.session.commit()
    return House(conference, delegation)


def administrator(app: Flask) -> Browser:
    user = make_user(admin=True)
    found = browser(app)
    data = {"email": user.email, "password": PASSWORD}
    assert post(found, "/account/sign-in", data).status_code in {302, 303}
    return found


def asked(reader: Browser, url: str) -> list[str]:
    assert reader.get(url).status_code == 200  # once before, so that what is kept for later is kept
    with counted() as statements:
        assert reader.get(url).status_code == 200
    return statements


def compare(reader: Browser, url: str, grow: Grow, house: House) -> None:
    enlarge(house, grow, range(1))
    few = asked(reader, url)
    enlarge(house, grow, range(1, 31))
    many = asked(reader, url)
    assert len(many) == len(few), "\n".join(sorted(set(many) - set(few)) or many)


def enlarge(house: House, grow: Grow, numbers: range) -> None:
    house.conference = db.session.merge(house.conference)
    house.delegation = db.session.merge(house.delegation)
    grow(house, numbers)
    db.session.commit()


@pytest.mark.parametrize(("page", "grow"), GROWING, ids=[page for page, _grow in GROWING])
def test_a_list_asks_as_often_for_thirty_as_for_one(app: Flask, house: House, page: str, grow: Grow) -> None:
    reader = administrator(app)
    compare(reader, page.format(delegation=house.delegation.public_id), grow, house)


def test_a_city_s_own_page_asks_as_often_for_thirty_people(app: Flask, house: House) -> None:
    reader = browser(app)
    token = make_link("focal", house.delegation.public_id, conference=house.conference)
    assert reader.get(f"/l/{token}").status_code == 303
    compare(reader, f"/r/hanoi/delegation/{house.delegation.public_id}", people, house)
