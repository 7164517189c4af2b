"""Bodies that are not cities: written down once, named, part of each other."""

from __future__ import annotations

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.networks.bodies import queries, rules, service
from eventsys.networks.bodies.errors import BodyTaken, PartOfItself
from eventsys.networks.bodies.models import KIND_WORDS, BodyKind
from eventsys.networks.registry.errors import NameMissing, UnknownCountry
from eventsys.networks.standing.models import MembershipStatus
from tests.networks.factories import make_body, make_network


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ({"en": "UN-Habitat"}, (), "un-habitat"),
        ({"fr": "Rédaction du Monde", "vi": "Báo"}, (), "redaction-du-monde"),
        ({"en": "UNESCO"}, ("unesco", "unesco-2"), "unesco-3"),
        ({"ja": "外務省"}, (), "body"),
        ({"en": "2030"}, (), "body-2030"),
    ],
)
def test_a_code_is_made_of_the_name_and_is_never_a_city_s(
    name: dict[str, str], taken: tuple[str, ...], code: str
) -> None:
    assert rules.made_code(name, taken) == code
    assert code != code.upper()


def test_no_kind_of_a_body_is_called_as_a_city_s_standing() -> None:
    assert not {str(kind) for kind in BodyKind} & {str(status) for status in MembershipStatus}
    assert set(KIND_WORDS) == set(BodyKind)


@pytest.mark.usefixtures("app")
class TestCreate:
    def test_a_body_is_on_record_once_in_whatever_language_it_is_called(self) -> None:
        network = make_network()
        made = service.create_body(
            network,
            kind=BodyKind.AUTHORITY,
            name={"en": "Ministry of Construction", "vi": "Bộ Xây dựng"},
            country="vn",
            by=SYSTEM,
        )
        assert (made.code, made.country, made.search_text) == (
            "ministry-of-construction",
            "VN",
            made.search_text,
        )
        assert "bo xay dung" in made.search_text
        with pytest.raises(BodyTaken):
            service.create_body(network, kind=BodyKind.COMPANY, name={"fr": "bộ xây dựng"}, by=SYSTEM)
        elsewhere = service.create_body(
            make_network("OTHER"), kind=BodyKind.AUTHORITY, name=made.name, by=SYSTEM
        )
        assert elsewhere.code == made.code

    def test_a_name_is_needed_and_a_country_must_be_one(self) -> None:
        network = make_network()
        with pytest.raises(NameMissing):
            service.create_body(network, kind=BodyKind.COMPANY, name={"en": " "}, by=SYSTEM)
        with pytest.raises(UnknownCountry):
            service.create_body(network, kind=BodyKind.COMPANY, name={"en": "A"}, country="XX", by=SYSTEM)


@pytest.mark.usefixtures("app")
def test_a_body_is_part_of_no_part_of_its_own() -> None:
    network = make_network()
    whole = make_body(network, "United Nations")
    part = make_body(network, "UN-Habitat", parent=whole)
    office = make_body(network, "Office in Hanoi", parent=part)
    for inside in (whole, part, office):
        with pytest.raises(PartOfItself):
            service.update_body(whole, kind=whole.kind, name=whole.name, parent=inside, by=SYSTEM)
    service.update_body(office, kind=office.kind, name={"en": "Hanoi office"}, parent=whole, by=SYSTEM)
    assert [(one.code, one.parent and one.parent.code) for one in queries.bodies(network)] == [
        ("office-in-hanoi", "united-nations"),
        ("un-habitat", "united-nations"),
        ("united-nations", None),
    ]
