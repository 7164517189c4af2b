"""Fields of cities."""

from __future__ import annotations

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.networks.fields import queries as fields_queries
from eventsys.networks.fields import service as fields
from eventsys.networks.registry.errors import CodeTaken
from tests.networks.factories import make_city, make_network


@pytest.mark.usefixtures("app")
def test_a_field_is_set_corrected_and_taken_away():
    network, city = make_network("UCCN"), make_city("HAN")
    field = fields.add_field(network, name={"en": "Media arts"}, by=SYSTEM)
    assert field.code == "media arts"
    with pytest.raises(CodeTaken):
        fields.add_field(network, name={"en": "media ARTS"}, by=SYSTEM)
    fields.set_field(city, field, since="2019", by=SYSTEM)
    fields.set_field(city, field, since="2020", by=SYSTEM)
    assert [str(f.since) for f in fields_queries.city_fields(city)] == ["2020"]
    fields.unset_field(city, field, by=SYSTEM)
    assert fields_queries.city_fields(city) == []
