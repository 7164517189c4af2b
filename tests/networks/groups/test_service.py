"""Groups of cities."""

from __future__ import annotations

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.networks.groups import queries as groups_queries
from eventsys.networks.groups import service as groups
from eventsys.networks.groups.errors import GroupEmpty, UnknownCity
from eventsys.networks.registry import queries as registry_queries
from tests.networks.factories import make_city

pytestmark = pytest.mark.usefixtures("app")


def test_asean_plus_3_is_asean_and_three_more():
    asean, plus = groups.ensure_groups(by=SYSTEM)
    members = {c.country for c in asean.countries}
    assert {"VN", "TH", "ID", "PH", "SG"} <= members
    assert {c.country for c in plus.countries} == members | {"CN", "JP", "KR"}
    assert groups.ensure_groups(by=SYSTEM) == [asean, plus]


def test_a_group_needs_someone_and_real_cities():
    make_city("TYO")
    with pytest.raises(GroupEmpty):
        groups.create_group(code="NONE", name={"en": "None"}, by=SYSTEM)
    with pytest.raises(UnknownCity):
        groups.create_group(code="G", name={"en": "G"}, cities=["XXX"], by=SYSTEM)
    group = groups.create_group(
        code="hanoi-friends", name={"en": "Cities cooperating with Hanoi"}, cities=["tyo"], by=SYSTEM
    )
    assert [g.code for g in groups_queries.groups_of(registry_queries.city_by_code("TYO"))] == [
        "HANOI-FRIENDS"
    ]
    groups.update_group(group, name=group.name, countries=["RU"], cities=[], by=SYSTEM)
    assert groups_queries.groups_of(registry_queries.city_by_code("TYO")) == []
