"""What opening, publishing and closing leave in the database, and what they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from eventsys.conferences.categories import service as categories
from eventsys.conferences.dates import service as dates
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import ANONYMOUS, SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.zones import at_local
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.bodies import service as bodies
from eventsys.networks.bodies.errors import BodyTaken
from eventsys.networks.bodies.models import BodyKind
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.naming import service as naming
from eventsys.registration.openings import errors, queries, service
from eventsys.registration.people.errors import QuotaFull, RegistrationClosed, RegistrationNotOpen
from eventsys.registration.people.service import check_open
from eventsys.registration.rounds import service as rounds
from eventsys.registration.rounds.models import RoundPurpose
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegation
from tests.registration.openings.factories import PRESS, make_applicant, make_opening

HOUR = timedelta(hours=1)


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi")


def test_an_opening_has_a_delegation_of_its_own_that_is_no_city_and_is_not_invited(hanoi: Conference) -> None:
    row = make_opening(hanoi)
    delegation = row.delegation
    assert (delegation.standing, delegation.party.name["en"], str(delegation.state)) == (
        "individuals",
        "Press",
        "accepted",
    )
    assert not delegation.is_of_city
    assert rounds.tried(hanoi, RoundPurpose.INVITATION) == []
    verbs = [entry.verb for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)][-4:]
    assert verbs == ["body.created", "delegation.added", "opening.made", "opening.published"]


def test_the_next_edition_takes_the_same_body_and_another_category_another(hanoi: Conference) -> None:
    row = make_opening(hanoi)
    later = make_conference(network=hanoi.network, host_city=hanoi.host_city, slug="later")
    assert make_opening(later).delegation.body_id == row.delegation.body_id
    assert make_opening(later, "expert").delegation.body_id != row.delegation.body_id
    kinds = [one.kind for one in bodies_queries.bodies(hanoi.network)]
    assert kinds == [BodyKind.INDIVIDUALS] * 2


def test_it_is_refused_twice_for_heads_for_another_conference_and_where_something_else_is_called_so(
    hanoi: Conference,
) -> None:
    make_opening(hanoi)
    with pytest.raises(errors.OpenedAlready):
        make_opening(hanoi)
    with pytest.raises(errors.NotForHeads):
        make_opening(hanoi, "head")
    other = make_conference(network=hanoi.network, host_city=hanoi.host_city, slug="other")
    with pytest.raises(errors.CategoryElsewhere):
        service.make_opening(hanoi, category_of(other, "press"), by=SYSTEM)
    bodies.create_body(hanoi.network, kind=BodyKind.COMPANY, name={"en": "Expert"}, by=SYSTEM)
    with pytest.raises(BodyTaken):
        make_opening(hanoi, "expert")


def test_it_is_published_with_words_of_welcome_alone_and_closed_once(hanoi: Conference) -> None:
    row = make_opening(hanoi, published=False, welcome={})
    with pytest.raises(errors.NoWelcome):
        service.publish_opening(row, by=SYSTEM, now=clock.now())
    values = {"opens_at": None, "closes_at": None, "places": 5}
    service.change_opening(row, welcome={"en": "Welcome"}, by=SYSTEM, **values)
    now = clock.now()
    service.publish_opening(row, by=SYSTEM, now=now)
    service.publish_opening(row, by=SYSTEM, now=now + HOUR)
    with pytest.raises(errors.NoWelcome):
        service.change_opening(row, welcome={}, by=SYSTEM, **values)
    service.close_opening(row, by=SYSTEM, now=now)
    service.close_opening(row, by=SYSTEM, now=now + HOUR)
    assert (row.published_at, row.closed_at, row.places) == (now, now, 5)
    told = [
        entry.verb
        for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)
        if "opening" in entry.verb
    ]
    assert told == ["opening.made", "opening.changed", "opening.published", "opening.closed"]
    service.publish_opening(row, by=SYSTEM, now=now + HOUR)
    assert (row.published_at, row.closed_at) == (now, None)


def test_its_people_fill_in_by_its_own_window_not_by_that_of_the_delegations(app: Flask) -> None:
    shut = make_conference(slug="shut", registration_open=False)
    row, now = make_opening(shut), clock.now()
    check_open(row.delegation, by=ANONYMOUS, now=now)
    with pytest.raises(RegistrationClosed):
        check_open(make_delegation(shut, "TYO"), by=ANONYMOUS, now=now)
    service.close_opening(row, by=SYSTEM, now=now)
    with pytest.raises(RegistrationClosed):
        check_open(row.delegation, by=ANONYMOUS, now=now)
    draft = make_opening(shut, "expert", published=False)
    with pytest.raises(RegistrationNotOpen):
        check_open(draft.delegation, by=ANONYMOUS, now=now)


def test_a_quota_of_every_delegation_does_not_bind_it_and_one_of_its_own_does(hanoi: Conference) -> None:
    row = make_opening(hanoi)
    categories.set_quota(hanoi, places=1, by=SYSTEM)
    for name in ("Lê", "Vũ"):
        naming.name_delegate(
            row.delegation, row.category, {**PRESS, "family_name": name}, by=SYSTEM, now=clock.now()
        )
    categories.set_quota(hanoi, places=2, body=row.delegation.body, by=SYSTEM)
    with pytest.raises(QuotaFull):
        naming.name_delegate(
            row.delegation, row.category, {**PRESS, "family_name": "Hà"}, by=SYSTEM, now=clock.now()
        )


def test_one_without_people_is_removed_with_its_delegation(hanoi: Conference) -> None:
    row = make_opening(hanoi)
    make_applicant(row, "draft")
    with pytest.raises(errors.HasPeople):
        service.remove_opening(row, people=1, by=SYSTEM)
    with pytest.raises(errors.HasPeople):  # somebody came after they were counted
        service.remove_opening(row, people=0, by=SYSTEM)
    assert queries.opening_for(row.category) is not None
    empty = make_opening(hanoi, "expert")
    service.remove_opening(empty, people=0, by=SYSTEM)
    assert [one.category.code for one in queries.openings(hanoi)] == ["press"]
    assert [d.party.name["en"] for d in delegations_queries.delegations(hanoi)] == ["Press"]


def test_papers_of_the_press_are_asked_for_once(hanoi: Conference) -> None:
    row = make_opening(hanoi)
    assert len(service.ask_for_papers(row, by=SYSTEM)) == 2
    assert service.ask_for_papers(row, by=SYSTEM) == []
    form = composer_queries.questions(hanoi.id)
    assert [
        (one.label["fr"], str(one.kind), one.required, [c.code for c in one.categories]) for one in form
    ] == [
        ("Carte de presse", "file", True, ["press"]),
        ("Lettre de mission", "file", True, ["press"]),
    ]


def test_moments_keep_the_clock_in_another_zone(hanoi: Conference) -> None:
    typed = (clock.now() + timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
    row = make_opening(hanoi, opens_at=at_local(typed, hanoi.timezone))
    dates.set_zone(hanoi, "Asia/Tokyo", keeps="clock", by=SYSTEM)
    assert (row.opens_at, row.closes_at) == (at_local(typed, "Asia/Tokyo"), None)


def test_a_delegation_of_nobody_in_particular_has_no_opening_of_its_own(hanoi: Conference) -> None:
    city = make_delegation(hanoi, "TYO")
    assert queries.opening_of(city) is None
    assert db.session.query(Delegation).count() == 1
