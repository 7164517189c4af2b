"""Countries are those that ISO 3166-1 has a code for, and Kosovo."""

from __future__ import annotations

from importlib.resources import files

import pytest

from eventsys.core.words.countries import countries, country_name


@pytest.mark.parametrize("language", ["en", "fr", "vi"])
def test_every_country_of_the_standard_is_offered_and_nothing_else(language: str) -> None:
    table = files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text()
    codes = {line.split("\t")[0] for line in table.splitlines() if not line.startswith("#")}
    assert {*countries(language)} == codes | {"XK"}


def test_a_code_that_is_none_speaks_for_itself() -> None:
    assert [country_name(code, "fr") for code in ("DE", "EU", "001")] == ["Allemagne", "EU", "001"]
