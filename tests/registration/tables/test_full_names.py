"""A name in one piece: which part of it is which, by values and in a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.incoming import Choices
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.tables import service
from eventsys.registration.tables.forms import Whose, read_people
from eventsys.registration.tables.rules import order_in_heading, read_name
from tests.registration.factories import category_of


@pytest.mark.parametrize(
    ("text", "order", "family", "given", "sure"),
    [
        ("Nguyễn Thế Thảo", "family", "Nguyễn", "Thế Thảo", False),
        ("Naoki Inose", "given", "Inose", "Naoki", False),
        ("Ludwig van Beethoven", "given", "van Beethoven", "Ludwig", False),
        ("DUPONT Marie", "given", "DUPONT", "Marie", True),
        ("Marie DUPONT", "family", "DUPONT", "Marie", True),
        ("DE LA CRUZ Juan", "given", "DE LA CRUZ", "Juan", True),
        ("Juan de la CRUZ", "given", "de la CRUZ", "Juan", True),
        ("J. F. KENNEDY", "family", "KENNEDY", "J. F.", True),
        ("JOHN KENNEDY", "given", "KENNEDY", "JOHN", False),  # capitals that mark nothing
        ("NGUYỄN Thị KHAI", "family", "NGUYỄN", "Thị KHAI", False),
        ("Dupont, Marie", "family", "Dupont", "Marie", True),
        ("Smith, Jr.", "given", "Jr.", "Smith,", False),
        ("Sukarno", "given", "Sukarno", "", True),
        ("박원순", "family", "박원순", "", False),
    ],
)
def test_the_two_names_in_one(text: str, order: str, family: str, given: str, sure: bool) -> None:
    read = read_name(text, order)
    assert (read.split.family, read.split.given, read.sure) == (family, given, sure)


@pytest.mark.parametrize("text", ["Mr. Park Won-soon", "Mme Park Won-soon", "Park, Dr Won-soon"])
def test_a_form_of_address_is_no_name_and_is_asked_about(text: str) -> None:
    read = read_name(text, "family")
    assert (read.split.family, read.split.given, bool(read.split.honorific), read.open) == (
        "Park",
        "Won-soon",
        True,
        True,
    )


def test_names_that_look_like_forms_of_address_stay_names() -> None:
    assert read_name("He Jiankui", "family").split.family == "He"
    assert read_name("Bà Thảo", "family").split.family == "Bà"


def test_whatever_was_meant_can_be_chosen() -> None:
    read = read_name("Tôn Nữ Thị Ninh", "family")
    chosen = read.told(read.code_of("tôn nữ") or "", seen=True)
    assert (chosen.split.family, chosen.split.given, chosen.open) == ("Tôn Nữ", "Thị Ninh", False)
    assert read.told("f9", seen=True) == read  # no such way


@pytest.mark.parametrize(
    ("heading", "order"),
    [
        ("Nom et prénom", "family"),
        ("Prénom et nom", "given"),
        ("First and last name", "given"),
        ("Họ và tên", "family"),
        ("Full name (family name first)", "family"),
        ("Full name", ""),
        ("Nom complet", ""),
    ],
)
def test_a_heading_tells_the_order_of_the_names(heading: str, order: str) -> None:
    assert order_in_heading(heading) == order


# --- in a table --------------------------------------------------------------------------------------------------


def read(delegation: Delegation, data: str, country: str = "KR", **said: Any) -> Any:
    categories = [category_of(delegation.conference, "delegate")]
    return read_people(data, categories, replace(Whose.of(delegation), country=country), Choices(**said))


@pytest.mark.parametrize(
    "heading", ["Full name", "Nom complet", "Họ và tên", "Nom et prénom", "Name", "Nom / Prénom", "Nom"]
)
def test_a_full_name_is_understood_in_three_languages(seoul: Delegation, heading: str) -> None:
    table, (person,), faults = read(seoul, f"category;{heading}\ndelegate;PARK Won-soon\n")
    assert (table.open_heads, table.lacking, faults) == ((), (), [])
    assert (person.details["family_name"], person.details["given_name"]) == ("PARK", "Won-soon")


def test_a_family_name_without_a_column_of_given_names_is_a_whole_name(seoul: Delegation) -> None:
    _table, people, _faults = read(seoul, "category;Nom\ndelegate;Park\ndelegate;Marie Dupont\n", "FR")
    assert [(one.details["family_name"], one.names.open) for one in people] == [
        ("Park", False),
        ("Dupont", True),
    ]
    _table, (person,), _faults = read(seoul, "category;Nom;Prénom\ndelegate;Van Damme;Jean\n", "FR")
    assert (person.details["family_name"], person.details["given_name"]) == ("Van Damme", "Jean")


@pytest.mark.parametrize(
    ("country", "order", "family", "asked"),
    [
        ("VN", "", "Thế", True),
        ("FR", "", "Thảo", True),
        ("FR", "family", "Thế", False),
        ("VN", "given", "Thảo", False),
    ],
)
def test_column_then_country_tell_which_name_is_first(
    seoul: Delegation, country: str, order: str, family: str, asked: bool
) -> None:
    table = f"category,full name,name order\ndelegate,Thế Thảo,{order}\n"
    _table, (person,), faults = read(seoul, table, country)
    assert (faults, person.details["family_name"], person.names.open) == ([], family, asked)


def test_nobody_is_named_before_somebody_has_looked_at_an_uncertain_name(seoul: Delegation) -> None:
    table = "category,full name\ndelegate,Park Won-soon\n"
    now = clock.now()
    refused = service.name_people(seoul, read(seoul, table)[1], {}, by=SYSTEM, now=now).refused
    assert [(one.row, one.column) for one in refused] == [(2, "full_name")]
    people = read(seoul, table, splits={2: "f1"}, splits_seen=True)[1]
    assert service.name_people(seoul, people, {}, by=SYSTEM, now=now).refused == ()
    assert [one.full_name for one in people_queries.delegates_of(seoul)] == ["Park Won-soon"]


def test_a_full_name_that_contradicts_its_row_is_told(seoul: Delegation) -> None:
    table = "category,full name,family name,given name\ndelegate,Won-soon Park,Park,Won-soon\ndelegate,Lee A,Park,B\n"
    _table, _people, faults = read(seoul, table, columns={1: "full_name"})
    assert [(fault.row, fault.column) for fault in faults] == [(3, "full name")]
    assert read(seoul, table)[2] == []  # left out, as it says nothing new


def test_an_empty_full_name_is_told_at_its_cell(seoul: Delegation) -> None:
    _table, _people, faults = read(seoul, "category,full name\ndelegate,\n")
    assert [(fault.row, fault.column) for fault in faults] == [(2, "full name")]
