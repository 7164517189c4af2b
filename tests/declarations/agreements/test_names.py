"""What the texts of an agreement call its parties."""

from __future__ import annotations

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.declarations.agreements import service
from eventsys.declarations.representation import queries as representation_queries
from tests.declarations.factories import make_agreement, make_plenary
from tests.networks.factories import make_city
from tests.registration.factories import make_delegation

pytestmark = pytest.mark.usefixtures("app")


def test_a_party_is_called_by_its_own_name_in_a_text_in_its_own_language():
    """Traditional Chinese is Hong Kong's, whose names are kept as zh-HK; a name on record goes before."""
    conference = make_plenary(cities=2)
    names = {"name": {"en": "Hong Kong"}, "native_name": "香港", "country": "HK"}
    hong_kong = make_delegation(
        conference, make_city("HKG", network=conference.network, **names), present=True
    )
    hanoi = representation_queries.member_delegations(conference)[0]
    agreement = make_agreement(hanoi, hong_kong, languages=["zh-Hant", "en"])
    called = agreement.parties[1]
    assert dict(called.name) == {"en": "Hong Kong", "zh-Hant": "香港"}
    names = {called.delegation_id: {"zh-Hant": "香港特別行政區"}}
    service.set_parties(agreement, [hanoi, hong_kong], names=names, by=SYSTEM)
    assert called.name["zh-Hant"] == "香港特別行政區"
