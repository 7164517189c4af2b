"""Names, codes and countries of cities."""

from __future__ import annotations

import pytest

from eventsys.core.words.text import folded
from eventsys.networks.registry import rules
from eventsys.networks.registry.errors import UnknownCountry
from eventsys.networks.registry.rules import country_named, search_text


def test_names_are_found_without_accents():
    assert folded("Hà Nội") == "ha noi"
    assert folded("Đà Lạt") == "da lat"
    assert "seoul" in search_text("SEL", {"en": "Seoul", "fr": "Séoul"}, "서울")


@pytest.mark.parametrize("text", ["VN", "vn", "Viet Nam", "Vietnam", "Việt Nam", "Viêt Nam"])
def test_a_country_is_a_code_or_a_name_in_any_language(text):
    assert country_named(text) == "VN"


@pytest.mark.parametrize("text", ["XX", "Atlantis", "EU", "ZZ", ""])
def test_what_is_no_country_is_refused(text):
    with pytest.raises(UnknownCountry):
        country_named(text)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Myanmar", "MM"),
        ("Burma", "MM"),
        ("Chinese Taipei", "TW"),
        ("Taipei chinois", "TW"),
        ("Viet Nam", "VN"),
        ("VNM", "VN"),
        ("MY", "MY"),
        ("UK", "GB"),
        ("Republic of Korea", "KR"),
        ("Lao PDR", "LA"),
        ("Lao People’s Democratic Republic", "LA"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Hong Kong SAR", "HK"),
        ("Macau", "MO"),
        ("Türkiye", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Corée du Sud", "KR"),
        ("Nhật Bản", "JP"),
        ("USA", "US"),
    ],
)
def test_countries_are_known_by_the_names_that_lists_use(written, code):
    assert rules.country_named(written) == code


def test_a_code_is_made_that_nobody_has():
    taken = {"HUE", "HUI"}
    assert rules.made_code({"en": "Hue"}, "VN", set()) == "HUE"
    assert rules.made_code({"en": "Huế City"}, "VN", taken) == "HUC"
    assert rules.made_code({"vi": "Đà Nẵng"}, "VN", set()) == "DAN"
    assert rules.made_code({"en": "東京"}, "JP", {"JP1"}) == "JP2"
    assert rules.made_code({"en": "Ulm"}, "DE", {"ULM"}) == "ULM1"
