"""Verbs of the registry: what they keep, what they refuse, what they note."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.networks import queries, service
from eventsys.networks.errors import (
    AlreadyIn,
    BadCode,
    ChangeBeforeStart,
    CodeTaken,
    EndBeforeStart,
    GroupEmpty,
    NameMissing,
    NotIn,
    SameStatus,
    UnknownCity,
    UnknownCountry,
    UnknownTimezone,
)
from eventsys.networks.models import Membership, MembershipStatus
from eventsys.networks.queries import CityFilter
from tests.networks.factories import make_city, make_network


def verbs() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))


def test_tomsk_was_observer_and_became_member(app):
    network = make_network()
    tomsk = make_city("TOF", network=network, status="observer", since="2010")
    service.change_membership(network, tomsk, "member", since="2012-06", by=SYSTEM)
    assert queries.standing(network, tomsk, date(2011, 11, 1)) is MembershipStatus.OBSERVER
    assert queries.standing(network, tomsk, date(2013, 11, 18)) is MembershipStatus.MEMBER
    assert queries.standings(network, date(2013, 11, 18)) == {tomsk.id: MembershipStatus.MEMBER}
    assert queries.members_on(network, date(2011, 11, 1)) == []
    assert [(m.status, str(m.since), m.closed) for m in queries.history(network, tomsk)] == [
        ("observer", "2010", True), ("member", "2012-06", False),
    ]  # fmt: skip
    assert verbs()[-1] == "city.standing_changed"


def test_changes_of_status_that_cannot_be_are_refused(app):
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


def test_the_database_allows_one_open_standing(app):
    network, city = make_network(), make_city("HAN")
    service.add_membership(network, city, "member", since="2001", by=SYSTEM)
    db.session.add(Membership(network_id=network.id, city_id=city.id, status="observer"))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_city_that_joins_and_leaves_in_one_year_keeps_both(app):
    network = make_network()
    city = make_city("HAN", network=network, since="2001")
    service.change_membership(network, city, "former", since="2001", by=SYSTEM)
    assert queries.standing(network, city, date(2001, 6, 1)) is MembershipStatus.FORMER


def test_cities_with_wrong_facts_are_refused(app):
    make_city("HAN")
    good = {"name": {"en": "Hue"}, "country": "VN"}
    for refusal, values in (
        (CodeTaken, {"code": "han", **good}),
        (BadCode, {"code": "H N", **good}), (BadCode, {"code": "", **good}),
        (NameMissing, {"code": "HUI", "name": {"en": " "}, "country": "VN"}),
        (UnknownCountry, {"code": "HUI", "name": {"en": "Hue"}, "country": "XX"}),
        (UnknownTimezone, {"code": "HUI", "timezone": "Asia/Hue", **good}),
    ):  # fmt: skip
        with pytest.raises(refusal):
            service.create_city(by=SYSTEM, **values)
    assert list(queries.cities_by_code()) == ["HAN"]


def test_a_change_of_a_city_is_noted_and_no_change_is_not(app):
    city = make_city("HAN")
    facts = {
        "country": city.country,
        "native_name": city.native_name,
        "timezone": city.timezone,
        "leader_office": city.leader_office,
    }
    service.update_city(city, name=city.name, **facts, by=SYSTEM)
    assert "city.changed" not in verbs()
    service.update_city(city, name={**city.name, "en": "Ha Noi"}, **facts, by=SYSTEM)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "city.changed")).one()
    assert (entry.before["name"]["en"], entry.after["name"]["en"]) == ("Hanoi", "Ha Noi")
    assert city.sort_name == "ha noi"


def test_asean_plus_3_is_asean_and_three_more(app):
    asean, plus = service.ensure_groups(by=SYSTEM)
    members = {c.country for c in asean.countries}
    assert {"VN", "TH", "ID", "PH", "SG"} <= members
    assert {c.country for c in plus.countries} == members | {"CN", "JP", "KR"}
    assert service.ensure_groups(by=SYSTEM) == [asean, plus]


def test_lists_narrow_by_group_field_country_status_and_any_name(app):
    network = make_network()
    han = make_city("HAN", network=network)
    make_city("SEL", network=network)
    make_city("TOF", network=network, status="observer", since="2010")
    service.ensure_groups(by=SYSTEM)
    design = service.add_field(network, name={"en": "design", "fr": "design", "vi": "thiết kế"}, by=SYSTEM)
    service.set_field(han, design, since="end of 2019", by=SYSTEM)

    def codes(sort: str = "name", **wanted: str) -> list[str]:
        found = queries.page_of_cities(network, CityFilter(**wanted), sort=sort).items
        assert queries.count_cities(network, CityFilter(**wanted)) == len(found)
        return [c.code for c in found]

    assert codes(field="design") == ["HAN"]
    assert codes(group="ASEAN") == ["HAN"]
    assert codes(group="ASEAN-PLUS-3") == ["HAN", "SEL"]
    assert codes(status="observer") == ["TOF"]
    assert codes(country="KR") == ["SEL"]
    assert codes(q="ha noi") == codes(q="HÀ NỘI") == ["HAN"]
    assert codes(q="서울") == codes(q="séoul") == ["SEL"]
    assert codes(q="100%") == codes(q="zz") == []
    assert codes() == ["HAN", "SEL", "TOF"]
    assert codes(sort="country") == ["TOF", "SEL", "HAN"]  # Russia, South Korea, Vietnam
    assert codes(sort="joined") == ["HAN", "SEL", "TOF"]


@pytest.mark.parametrize("sort", ["name", "country", "joined"])
def test_pages_follow_one_another_without_gap_or_double(app, sort):
    network = make_network()
    for n in range(7):
        make_city(
            f"C{n}",
            network=network,
            since=None if n % 3 == 0 else str(2000 + n % 2),
            country=["VN", "JP"][n % 2],
        )
    seen, after = [], None
    while True:
        page = queries.page_of_cities(network, CityFilter(), sort=sort, after=after, size=2)
        seen += [city.code for city in page.items]
        after = page.next_key
        if after is None:
            break
    assert sorted(seen) == [f"C{n}" for n in range(7)]


def test_imprecise_dates_sort_by_date_and_stay_as_given(app):
    network = make_network()
    for code, since in (("A", "2020"), ("B", "end of 2019"), ("C", "2019-06")):
        make_city(code, network=network, since=since)
    page = queries.page_of_cities(network, CityFilter(), sort="joined")
    rows = queries.membership_at(network, [c.id for c in page.items])
    assert [str(rows[c.id].since) for c in page.items] == ["2019-06", "end of 2019", "2020"]


def test_a_group_needs_someone_and_real_cities(app):
    make_city("TYO")
    with pytest.raises(GroupEmpty):
        service.create_group(code="NONE", name={"en": "None"}, by=SYSTEM)
    with pytest.raises(UnknownCity):
        service.create_group(code="G", name={"en": "G"}, cities=["XXX"], by=SYSTEM)
    group = service.create_group(
        code="hanoi-friends", name={"en": "Cities cooperating with Hanoi"}, cities=["tyo"], by=SYSTEM
    )
    assert [g.code for g in queries.groups_of(queries.city_by_code("TYO"))] == ["HANOI-FRIENDS"]
    service.update_group(group, name=group.name, countries=["RU"], cities=[], by=SYSTEM)
    assert queries.groups_of(queries.city_by_code("TYO")) == []


def test_a_field_is_set_corrected_and_taken_away(app):
    network, city = make_network("UCCN"), make_city("HAN")
    field = service.add_field(network, name={"en": "Media arts"}, by=SYSTEM)
    assert field.code == "media arts"
    with pytest.raises(CodeTaken):
        service.add_field(network, name={"en": "media ARTS"}, by=SYSTEM)
    service.set_field(city, field, since="2019", by=SYSTEM)
    service.set_field(city, field, since="2020", by=SYSTEM)
    assert [str(f.since) for f in queries.city_fields(city)] == ["2020"]
    service.unset_field(city, field, by=SYSTEM)
    assert queries.city_fields(city) == []
