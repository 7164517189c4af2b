"""Cities with wrong facts, and changes of a city."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.errors import BadCode, CodeTaken, NameMissing, UnknownCountry, UnknownTimezone
from tests.networks.factories import make_city

pytestmark = pytest.mark.usefixtures("app")


def verbs() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))


def test_cities_with_wrong_facts_are_refused():
    make_city("HAN")
    good = {"name": {"en": "Hue"}, "country": "VN"}
    for refusal, values in (
        (CodeTaken, {"code": "han", **good}),
        (BadCode, {"code": "H N", **good}),
        (BadCode, {"code": "", **good}),
        (NameMissing, {"code": "HUI", "name": {"en": " "}, "country": "VN"}),
        (UnknownCountry, {"code": "HUI", "name": {"en": "Hue"}, "country": "XX"}),
        (UnknownTimezone, {"code": "HUI", "timezone": "Asia/Hue", **good}),
    ):
        with pytest.raises(refusal):
            registry.create_city(by=SYSTEM, **values)
    assert list(registry_queries.cities_by_code()) == ["HAN"]


def test_a_change_of_a_city_is_noted_and_no_change_is_not():
    city = make_city("HAN")
    facts = {
        "country": city.country,
        "native_name": city.native_name,
        "timezone": city.timezone,
        "leader_office": city.leader_office,
    }
    registry.update_city(city, name=city.name, **facts, by=SYSTEM)
    assert "city.changed" not in verbs()
    registry.update_city(city, name={**city.name, "en": "Ha Noi"}, **facts, by=SYSTEM)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "city.changed")).one()
    assert (entry.before["name"]["en"], entry.after["name"]["en"]) == ("Hanoi", "Ha Noi")
    assert city.sort_name == "ha noi"
