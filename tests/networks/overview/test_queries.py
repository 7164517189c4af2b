"""Lists of a network's cities."""

from __future__ import annotations

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.networks.fields import service as fields
from eventsys.networks.groups import service as groups
from eventsys.networks.overview import queries as overview_queries
from eventsys.networks.overview.queries import CityFilter
from tests.networks.factories import make_city, make_network

pytestmark = pytest.mark.usefixtures("app")


def test_lists_narrow_by_group_field_country_status_and_any_name():
    network = make_network()
    han = make_city("HAN", network=network)
    make_city("SEL", network=network)
    make_city("TOF", network=network, status="observer", since="2010")
    groups.ensure_groups(by=SYSTEM)
    design = fields.add_field(network, name={"en": "design", "fr": "design", "vi": "thiết kế"}, by=SYSTEM)
    fields.set_field(han, design, since="end of 2019", by=SYSTEM)

    def codes(sort: str = "name", **wanted: str) -> list[str]:
        found = overview_queries.page_of_cities(network, CityFilter(**wanted), sort=sort).items
        assert overview_queries.count_cities(network, CityFilter(**wanted)) == len(found)
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
def test_pages_follow_one_another_without_gap_or_double(sort):
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
        page = overview_queries.page_of_cities(network, CityFilter(), sort=sort, after=after, size=2)
        seen += [city.code for city in page.items]
        after = page.next_key
        if after is None:
            break
    assert sorted(seen) == [f"C{n}" for n in range(7)]
