"""Standings: changed, refused, kept."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.networks.overview import queries as overview_queries
from eventsys.networks.overview.queries import CityFilter
from eventsys.networks.standing import queries, service
from eventsys.networks.standing.errors import AlreadyIn, ChangeBeforeStart, EndBeforeStart, NotIn, SameStatus
from eventsys.networks.standing.models import Membership, MembershipStatus
from tests.networks.factories import make_city, make_network

pytestmark = pytest.mark.usefixtures("app")


def verbs() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))


def test_tomsk_was_observer_and_became_member():
    network = make_network()
    tomsk = make_city("TOF", network=network, status="observer", since="2010")
    service.change_membership(network, tomsk, "member", since="2012-06", by=SYSTEM)
    assert queries.standing(network, tomsk, date(2011, 11, 1)) is MembershipStatus.OBSERVER
    assert queries.standing(network, tomsk, date(2013, 11, 18)) is MembershipStatus.MEMBER
    assert queries.standings(network, date(2013, 11, 18)) == {tomsk.id: MembershipStatus.MEMBER}
    assert queries.members_on(network, date(2011, 11, 1)) == []
    assert [(m.status, str(m.since), m.closed) for m in queries.history(network, tomsk)] == [
        ("observer", "2010", True),
        ("member", "2012-06", False),
    ]
    assert verbs()[-1] == "city.standing_changed"


def test_changes_of_status_that_cannot_be_are_refused():
    network, city = make_network(), make_city("TOF")
    with pytest.raises(NotIn):
        service.change_membership(network, city, "member", since="2012", by=SYSTEM)
    service.add_membership(network, city, "observer", since="2010", by=SYSTEM)
    with pytest.raises(AlreadyIn):
        service.add_membership(network, city, "member", since="2012", by=SYSTEM)
    with pytest.raises(SameStatus):
        service.change_membership(network, city, "observer", since="2012", by=SYSTEM)
    with pytest.raises(ChangeBeforeStart):
        service.change_membership(network, city, "member", since="2009", by=SYSTEM)
    with pytest.raises(EndBeforeStart):
        service.add_membership(network, city, "partner", since="2009", until="2005", by=SYSTEM)
    assert len(queries.history(network, city)) == 1


def test_the_database_allows_one_open_standing():
    network, city = make_network(), make_city("HAN")
    service.add_membership(network, city, "member", since="2001", by=SYSTEM)
    db.session.add(Membership(network_id=network.id, city_id=city.id, status="observer"))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_city_that_joins_and_leaves_in_one_year_keeps_both():
    network = make_network()
    city = make_city("HAN", network=network, since="2001")
    service.change_membership(network, city, "former", since="2001", by=SYSTEM)
    assert queries.standing(network, city, date(2001, 6, 1)) is MembershipStatus.FORMER


def test_imprecise_dates_sort_by_date_and_stay_as_given():
    network = make_network()
    for code, since in (("A", "2020"), ("B", "end of 2019"), ("C", "2019-06")):
        make_city(code, network=network, since=since)
    page = overview_queries.page_of_cities(network, CityFilter(), sort="joined")
    rows = queries.membership_at(network, [c.id for c in page.items])
    assert [str(rows[c.id].since) for c in page.items] == ["2019-06", "end of 2019", "2020"]
