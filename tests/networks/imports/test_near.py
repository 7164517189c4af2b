"""Which city of the registry a row means: by its code, by its name, or by asking."""

from __future__ import annotations

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.core.incoming import Choices
from eventsys.networks.imports import service
from eventsys.networks.imports.service import NEW, ImportPreview, Outcome
from eventsys.networks.registry import queries as registry_queries
from tests.networks.factories import make_city, make_network


@pytest.fixture
def network(app):
    made = make_network()
    make_city("TPE", network=made, name={"en": "Taipei"}, country="TW", native_name="臺北")
    make_city("MNL", network=made, name={"en": "Manila"}, country="PH", native_name="")
    make_city("HAN", network=made, name={"en": "Hanoi", "vi": "Hà Nội"}, country="VN")
    return made


def asked(preview: ImportPreview) -> list[tuple[int, str, list[str]]]:
    return [(near.row, near.name, [city.code for city in near.cities]) for near in preview.near]


def test_a_city_without_a_code_is_found_by_its_very_name(network):
    table = "name,country,status\nTaipei,Chinese Taipei,member\nHà Nội,Viet Nam,member\n"
    preview = service.preview_import(network, table)
    assert (preview.near, [row.row.code for row in preview.rows], preview.ready) == ((), ["TPE", "HAN"], True)


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("Metropolitan Manila,PH,", ["MNL"]),
        ("Taipei City,Chinese Taipei,", ["TPE"]),
        ("Ha Noi City,VN,", ["HAN"]),
        ("Hanoy,VN,", ["HAN"]),
        ("Taipei,TW,TWTPE", ["TPE"]),
        ("Manila,US,", ["MNL"]),
    ],
)
def test_near_names_of_known_cities_are_asked_about(network, row, codes):
    preview = service.preview_import(network, f"name,country,code\n{row}\n")
    assert asked(preview) == [(2, row.split(",")[0], codes)]
    assert not preview.ready
    assert isinstance(service.apply_import(network, f"name,country,code\n{row}\n", by=SYSTEM), ImportPreview)


@pytest.mark.parametrize("row", ["Hue,VN,", "Hanam,VN,", "Manaus,BR,", "Hanoi,VN,HAN"])
def test_other_names_are_not_asked_about(network, row):
    assert service.preview_import(network, f"name,country,code\n{row}\n").near == ()


def test_the_answers_tell_known_cities_from_new_ones(network):
    table = "name,country,joined\nMetropolitan Manila,PH,2001\nTaipei City,TW,2001\nHue,VN,before 2004\n"
    choices = Choices(rows={2: "MNL", 3: NEW})
    preview = service.preview_import(network, table, choices)
    assert [(row.row.code, row.kind) for row in preview.rows] == [
        ("MNL", "changed"),
        ("TAI", "new"),
        ("HUE", "new"),
    ]
    assert preview.made == {3, 4}
    assert service.apply_import(network, table, choices, by=SYSTEM) == Outcome(2, 1, 0)
    assert registry_queries.city_by_code("MNL").name["en"] == "Metropolitan Manila"
    assert service.apply_import(network, table, by=SYSTEM) == Outcome(0, 0, 3)


def test_two_rows_of_one_city_are_told(network):
    preview = service.preview_import(network, "name,country\nHue,VN\nHue,VN\nHanoi,VN\nHà Nội,VN\n")
    told = [(fault.row, fault.text) for fault in preview.faults]
    assert told == [(3, "“Hue” is the city of row 2."), (5, "“Hà Nội” is the city of row 4.")]
