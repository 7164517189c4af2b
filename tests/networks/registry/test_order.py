"""Cities, countries, groups and fields are listed in the reader's alphabet."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from eventsys.core.db import db
from eventsys.core.words.countries import countries
from eventsys.core.words.languages import in_language
from eventsys.networks.overview import queries as overview_queries
from eventsys.networks.overview.queries import CityFilter
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service
from eventsys.networks.registry.models import Network
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import service as people
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.factories import make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")

CITIES: dict[str, tuple[str, dict[str, str]]] = {
    "CAI": ("EG", {"en": "Cairo", "fr": "Le Caire", "vi": "Cai-rô"}),
    "PEK": ("CN", {"en": "Beijing", "fr": "Pékin", "vi": "Bắc Kinh"}),
    "DAD": ("VN", {"en": "Da Nang", "fr": "Đà Nẵng", "vi": "Đà Nẵng"}),
    "DEL": ("IN", {"en": "Delhi", "vi": "Delhi"}),
    "BER": ("DE", {"en": "Berlin", "vi": "Béc-lin"}),
}


@pytest.fixture
def network(app: Flask) -> Network:
    found = make_network()
    for code, (country, name) in CITIES.items():
        make_city(code, network=found, name=name, country=country)
    return found


def codes(network: Network, language: str, sort: str = "name") -> list[str]:
    """All pages of the list, two cities each."""
    with in_language(language):
        seen: list[str] = []
        after: str | None = None
        while True:
            page: Any = overview_queries.page_of_cities(network, CityFilter(), sort=sort, after=after, size=2)
            seen += [city.code for city in page.items]
            after = page.next_key
            if after is None:
                return seen


def test_cities_come_by_their_names_in_each_language(network: Network) -> None:
    assert codes(network, "en") == ["PEK", "BER", "CAI", "DAD", "DEL"]
    assert codes(network, "fr") == ["BER", "DAD", "DEL", "CAI", "PEK"]
    assert codes(network, "vi") == ["PEK", "BER", "CAI", "DEL", "DAD"]


def test_cities_by_country_come_by_the_names_of_countries(network: Network) -> None:
    assert codes(network, "en", "country") == [
        "PEK",
        "CAI",
        "BER",
        "DEL",
        "DAD",
    ]  # China, Egypt, Germany, India, Vietnam
    assert codes(network, "fr", "country") == [
        "BER",
        "PEK",
        "CAI",
        "DEL",
        "DAD",
    ]  # Allemagne, Chine, Égypte, Inde
    assert codes(network, "vi", "country") == [
        "CAI",
        "DEL",
        "BER",
        "PEK",
        "DAD",
    ]  # Ai Cập, Ấn Độ, Đức, Trung Quốc


def test_a_city_is_found_by_any_of_its_names_in_any_spelling(network: Network) -> None:
    for text in ("da nang", "Đà Nẵng", "NANG DA", "cai-ro", "caire le", "pekin"):
        page = overview_queries.page_of_cities(network, CityFilter(q=text))
        assert len(page.items) == 1, text


def test_countries_come_by_their_names() -> None:
    french, vietnamese = list(countries("fr").values()), list(countries("vi").values())
    assert (
        french.index("Égypte") < french.index("Espagne") < french.index("Éthiopie") < french.index("Finlande")
    )
    assert (
        vietnamese.index("Cuba")
        < vietnamese.index("Đan Mạch")
        < vietnamese.index("Đức")
        < vietnamese.index("Ecuador")
    )


def test_keys_are_written_anew():
    """As after an upgrade of ICU, whose order they hold."""
    hanoi = make_city("HAN")
    person = make_delegate(make_delegation(make_conference(), "HAN"))
    kept = (hanoi.order_vi, hanoi.sort_name, person.order_vi, person.search_text)
    hanoi.order_vi = hanoi.sort_name = person.order_vi = person.search_text = ""
    db.session.flush()
    assert (service.sort_anew(), people.sort_anew()) == (1, 1)
    assert (hanoi.order_vi, hanoi.sort_name, person.order_vi, person.search_text) == kept


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Åberg", "Lind", "Zorn", "Жуков"]),
        ("sv", ["Lind", "Zorn", "Åberg", "Жуков"]),
        ("ru", ["Жуков", "Åberg", "Lind", "Zorn"]),
    ],
)
def test_people_on_a_paper_stand_in_the_alphabet_of_any_language(language: str, names: list[str]) -> None:
    delegation = make_delegation(make_conference())
    everybody = [make_delegate(delegation, family_name=name, given_name="A") for name in sorted(names)]
    found = sorted(everybody, key=lambda one: people_queries.name_key(one, language))
    assert [one.family_name for one in found] == names


def test_cities_by_number_stand_as_in_every_list(network: Network) -> None:
    cities = registry_queries.every_city()
    with in_language("fr"):
        found = registry_queries.cities_by_id(city.id for city in cities)
        assert [city.code for city in found.values()] == ["BER", "DAD", "DEL", "CAI", "PEK"]
