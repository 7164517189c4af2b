"""Tables from the shell: the same reader, its questions asked by options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import main
from eventsys.core.db import db
from eventsys.networks.registry import queries as registry_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from tests.conferences.factories import make_conference
from tests.core.incoming import case, xlsx
from tests.networks.factories import make_city, make_network

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def shell(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on a file of these octets, with the application of the test."""
    monkeypatch.setattr("eventsys.cli.group.application", lambda: app)

    def run(content: bytes | str, *words: str, name: str = "table.csv") -> Result:
        db.session.commit()
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        result = CliRunner().invoke(main, [word if word != "FILE" else str(file) for word in words])
        db.session.expire_all()
        return result

    return run


def named(delegation: Delegation) -> list[str]:
    return sorted(found.full_name for found in people_queries.delegates_of(delegation))


def test_the_cases_of_the_field_are_named(shell: Any, seoul: Delegation) -> None:
    word = ("delegation", "name", str(seoul.public_id), "FILE")
    result = shell(case("people_headings.csv"), *word)
    assert result.exit_code == 0, result.output
    assert shell(case("title_merged.xlsx"), *word).exit_code == 0
    hidden = shell(case("hidden_first.xlsx"), *word)
    assert "Hidden sheets were left out: Lists." in hidden.output
    assert named(seoul) == ["Zzcli Ann", "Zzhidden A", "Zzmerged A"]
    refused = shell(case("errorcell.xlsx"), *word)
    assert refused.exit_code == 1
    for place in ("row 2, family name", "row 3, given name", "row 3, office"):
        assert place in refused.output


def test_columns_are_waved_through_by_name(shell: Any, seoul: Delegation) -> None:
    table = "category,family name,T-shirt,Vorname\ndelegate,Lee,XL,Ji-woo\n"
    word = ("delegation", "name", str(seoul.public_id), "FILE")
    refused = shell(table, *word)
    assert (refused.exit_code, "column “T-shirt” was not understood" in refused.output) == (1, True)
    assert shell(table, *word, "--leave-out", "t-shirt", "--column", "Vorname=given_name").exit_code == 0
    assert named(seoul) == ["Lee Ji-woo"]
    assert "no column “Hat”" in shell(table, *word, "--leave-out", "Hat").output


def test_twins_and_the_same_table_are_asked_about(shell: Any, seoul: Delegation) -> None:
    table = "category,family name,given name\ndelegate,Lee,Ji-woo\ndelegate,LEE,Ji-Woo\n"
    word = ("delegation", "name", str(seoul.public_id), "FILE")
    assert "--twins leave-out, or --twins name" in shell(table, *word).output
    first = shell(table, *word, "--twins", "leave-out")
    assert "1 named" in first.output
    assert "no letter for: Lee Ji-woo" in first.output
    assert "--again takes it once more" in shell(table, *word, "--twins", "name").output
    assert "2 named" in shell(table, *word, "--twins", "name", "--again").output
    assert len(named(seoul)) == 3


def test_an_encoding_is_asked_for_and_then_right(shell: Any) -> None:
    make_network()
    word = ("network", "import", "ANMC21", "FILE")
    asked = shell(case("cities_cp1258.csv"), *word)
    assert (asked.exit_code, "--encoding cp1258: Huế · Nghệ An · Đà Lạt" in asked.output) == (1, True)
    assert registry_queries.find_city("VNZZA") is None
    assert shell(case("cities_cp1258.csv"), *word, "--encoding", "cp1258").exit_code == 0
    assert registry_queries.city_by_code("VNZZA").name == {"en": "Hue", "vi": "Huế"}


def test_near_cities_sheets_and_bad_dates_are_asked_about(shell: Any) -> None:
    make_city("MNL", network=make_network(), name={"en": "Manila"}, country="PH")
    rows = [
        ["name", "country", "joined"],
        ["Metropolitan Manila", "PH", "spring 2019"],
        ["Yangon", "Myanmar", "some day"],
    ]
    data = xlsx(rows, rows)
    word = ("network", "import", "ANMC21", "FILE")
    assert "--sheet 'Sheet2'" in shell(data, *word, name="table.xlsx").output
    refused = shell(data, *word, "--sheet", "Sheet1", name="table.xlsx").output
    for text in ("Manila (--same 2=MNL)", "--new 2", "row 3, joined: “some day” is not a date"):
        assert text in refused
    answers = ("--sheet", "Sheet1", "--same", "2=MNL", "--blank", "3/joined")
    assert "1 new, 1 changed" in shell(data, *word, *answers, name="table.xlsx").output
    assert registry_queries.city_by_code("YAN").country == "MM"


def test_cities_are_invited_and_all_that_is_wrong_is_told(shell: Any) -> None:
    conference = make_conference(slug="plenary")
    make_city("SEL")
    make_city("TYO", name={"en": "Tokyo", "fr": "Tokyo"})
    word = ("delegation", "invite", "plenary", "FILE")
    refused = shell("Ville;Point focal;Courriel;Langue\nSEL;Park;no-mail;vi\nAtlantis;;;\n", *word)
    assert refused.exit_code == 1
    for text in ("row 2, Courriel", "row 3, Ville: “Atlantis”"):
        assert text in refused.output
    done = shell("Ville;Point focal;Courriel;Langue\nSEL;Park;p@example.org;tiếng Việt\nTokyo;;;\n", *word)
    assert "2 on the list, 1 written to" in done.output
    assert sorted(d.city.code for d in delegations_queries.delegations(conference)) == ["SEL", "TYO"]


def test_full_names_are_asked_about_in_the_shell(shell: Any, seoul: Delegation) -> None:
    table = "category,full name\ndelegate,Kim Min Ji\ndelegate,Gabriel García Márquez\n"
    words = ("delegation", "name", str(seoul.public_id), "FILE")
    asked = shell(table, *words)
    assert (asked.exit_code, "“Kim Min Ji” is family name “Kim”, given name “Min Ji”?" in asked.output) == (
        1,
        True,
    )
    assert shell(table, *words, "--split", "3/Gómez").exit_code == 2
    assert shell(table, *words, "--split", "all", "--split", "3/García Márquez").exit_code == 0
    found = people_queries.delegates_of(seoul)
    assert sorted((one.family_name, one.given_name) for one in found) == [
        ("García Márquez", "Gabriel"),
        ("Kim", "Min Ji"),
    ]
