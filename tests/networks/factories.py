"""Networks and cities for tests: real facts, made through the services."""

from __future__ import annotations

from typing import Any

from eventsys.core.actor import SYSTEM
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.bodies import service as bodies
from eventsys.networks.bodies.models import Body, BodyKind
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.models import City, Network
from eventsys.networks.standing import queries as standing_queries
from eventsys.networks.standing import service as standing
from eventsys.networks.standing.models import MembershipStatus

__all__ = ["CITIES", "make_body", "make_city", "make_network"]

CITIES: dict[str, dict[str, Any]] = {
    "BKK": {
        "name": {"en": "Bangkok", "fr": "Bangkok", "vi": "Băng Cốc"},
        "native_name": "กรุงเทพมหานคร",
        "country": "TH",
        "timezone": "Asia/Bangkok",
        "leader_office": {"en": "Governor", "fr": "Gouverneur"},
    },
    "HAN": {
        "name": {"en": "Hanoi", "fr": "Hanoï", "vi": "Hà Nội"},
        "native_name": "Hà Nội",
        "country": "VN",
        "timezone": "Asia/Ho_Chi_Minh",
        "leader_office": {"en": "Chairman of the People's Committee", "fr": "Président du Comité populaire"},
    },
    "SEL": {
        "name": {"en": "Seoul", "fr": "Séoul", "vi": "Xơ-un"},
        "native_name": "서울",
        "country": "KR",
        "timezone": "Asia/Seoul",
        "leader_office": {"en": "Mayor", "fr": "Maire"},
    },
    "TOF": {
        "name": {"en": "Tomsk", "fr": "Tomsk", "vi": "Tôm-xcơ"},
        "native_name": "Томск",
        "country": "RU",
        "timezone": "Asia/Tomsk",
        "leader_office": {"en": "Governor", "fr": "Gouverneur"},
    },
    "TYO": {
        "name": {"en": "Tokyo", "fr": "Tokyo", "vi": "Tô-ky-ô"},
        "native_name": "東京都",
        "country": "JP",
        "timezone": "Asia/Tokyo",
        "leader_office": {"en": "Governor", "fr": "Gouverneur"},
    },
}


def make_network(code: str = "ANMC21", **over: Any) -> Network:
    """The network of that code, made when it is not there yet."""
    found = registry_queries.find_network(code)
    values = {
        "name": {
            "en": "Asian Network of Major Cities 21",
            "fr": "Réseau des grandes villes d'Asie du 21e siècle",
            "vi": "Mạng lưới các thành phố lớn châu Á thế kỷ 21",
        },
        "founded": "2000-08",
        "plenary_every_months": 12,
        **over,
    }
    return found or registry.create_network(code=code, by=SYSTEM, **values)


def make_city(
    code: str = "HAN",
    *,
    network: Network | None = None,
    status: str = MembershipStatus.MEMBER,
    since: str | None = "2001",
    **over: Any,
) -> City:
    """The city of that code, made when it is not there yet; with ``network`` it gets a standing there."""
    facts = CITIES.get(
        code, {"name": {"en": f"City {code}"}, "country": "VN", "timezone": "Asia/Ho_Chi_Minh"}
    )
    city = registry_queries.find_city(code) or registry.create_city(code=code, by=SYSTEM, **{**facts, **over})
    if network is not None and not standing_queries.history(network, city):
        standing.add_membership(network, city, status, since=since, by=SYSTEM)
    return city


def make_body(network: Network, name: str = "UNESCO", kind: str = BodyKind.ORGANISATION, **over: Any) -> Body:
    """The body of that name, made when it is not there yet."""
    found = next((one for one in bodies_queries.bodies(network) if one.name["en"] == name), None)
    return found or bodies.create_body(network, kind=BodyKind(kind), name={"en": name}, by=SYSTEM, **over)
