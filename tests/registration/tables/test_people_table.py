"""Tables of people: what they say, who is there already, what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.incoming import EncodingUnknown
from eventsys.core.tables import as_csv, as_xlsx
from eventsys.core.words.languages import SUPPORTED, fallbacks, in_language
from eventsys.core.words.text import Localized
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate
from eventsys.registration.review import documents as review_documents
from eventsys.registration.sheets.rules import BESIDES
from eventsys.registration.tables import service
from eventsys.registration.tables.forms import Whose, read_people
from tests.conferences.factories import make_conference
from tests.core.incoming import case
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.counting import counted

JOURNEY = {
    "arrives_on": date(2013, 11, 17),
    "departs_on": date(2013, 11, 21),
    "flight": "VN 311",
    "hotel": "Metropole",
    "diet": "halal",
    "access_needs": "wheelchair",
}
HEADS = "category,family name,given name,name order,mail,language,office\n"


@pytest.fixture
def hanoi(app: Flask) -> Delegation:
    """Seoul's delegation to the plenary of November 2013."""
    conference = make_conference(slug="hanoi", starts=date(2013, 11, 18), ends=date(2013, 11, 20))
    return make_delegation(conference, "SEL")


def people() -> list[str]:
    return [d.full_name for d in db.session.query(Delegate).order_by(Delegate.id)]


def read(delegation: Delegation, data: bytes | str, **more: Any) -> Any:
    categories = [category_of(delegation.conference, code) for code in ("delegate", "head")]
    return read_people(data, categories, replace(Whose.of(delegation), **more))


# --- what a table says of people -------------------------------------------------------------------------------


def test_the_headings_of_the_field_are_understood(seoul: Delegation) -> None:
    table, (person,), faults = read(seoul, case("people_headings.csv"))
    assert (table.open_heads, faults, person.full_name, person.email) == (
        (),
        [],
        "Zzcli Ann",
        "ann@example.org",
    )


def test_every_field_is_read_in_three_languages(seoul: Delegation) -> None:
    heads = (
        "Catégorie;Nom *;Prénom(s);Ordre;Adresse électronique;Téléphone;Langue;Fonction;Chức vụ (tiếng Việt);"
    )
    heads += "Civilité;Own script"
    row = "Head;Park;Won-soon;nom;Park@Example.org;02 2133 6060;français;Maire;Thị trưởng;M.;박원순"
    table, (person,), faults = read(seoul, f"{heads}\n{row}\n")
    assert (faults, [head.text for head in table.open_heads]) == ([], [])
    assert person.category is not None
    assert (person.category.code, dict(person.details)) == (
        "head",
        {
            "family_name": "Park",
            "given_name": "Won-soon",
            "name_order": "family",
            "email": "Park@example.org",
            "phone": "+82 2-2133-6060",
            "language": "fr",
            "office": {"fr": "Maire", "vi": "Thị trưởng"},
            "honorific": "M.",
            "native_name": "박원순",
            "native_language": "ko",
        },
    )


@pytest.mark.parametrize(
    ("country", "name"),
    [("KR", "Park Won-soon"), ("VN", "Park Won-soon"), ("CN", "Park Won-soon"), ("FR", "Won-soon Park")],
)
def test_a_name_order_fits_the_country_where_the_table_has_none(
    seoul: Delegation, country: str, name: str
) -> None:
    _table, (person,), _faults = read(
        seoul, "category,family name,given name\nhead,Park,Won-soon\n", country=country
    )
    assert person.full_name == name


def test_two_columns_that_say_different_things_in_one_language_are_told(seoul: Delegation) -> None:
    table = "category,family name,office,office (French),language\nhead,Park,Mayor,Maire,{}\n"
    assert read(seoul, table.format("en"))[2] == []
    assert [(fault.row, fault.column) for fault in read(seoul, table.format("fr"))[2]] == [(2, "office")]


def test_all_that_is_wrong_is_told_at_once(seoul: Delegation) -> None:
    rows = "emperor,Kim,,sideways,no-mail,xx,\n,,Aki,,,,#REF!\ndelegate,2013-11-18,,,,,\ndelegate,Lee,,,lee@example.org,vi,\n"
    _table, named, faults = read(seoul, HEADS + rows)
    assert [(fault.row, fault.column) for fault in faults] == [
        (2, "category"),
        (2, "name order"),
        (2, "mail"),
        (2, "language"),
        (3, "office"),
        (3, "category"),
        (3, "family name"),
        (4, "family name"),
    ]
    assert len(named) == 4


def test_the_tables_of_the_field_are_right(seoul: Delegation) -> None:
    for name, family in (("title_merged.xlsx", "Zzmerged"), ("hidden_first.xlsx", "Zzhidden")):
        _table, (person,), faults = read(seoul, case(name))
        assert (faults, person.details["family_name"]) == ([], family)
    _table, _people, faults = read(seoul, case("errorcell.xlsx"))
    assert [(fault.row, fault.column) for fault in faults] == [
        (2, "family name"),
        (3, "given name"),
        (3, "office"),
    ]
    with pytest.raises(EncodingUnknown):
        read(seoul, "category,family name\nhead,Nguy\xean\n".encode("cp1252"))


# --- what a registration asks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (
            "Arrival date;Departure;Flight No.;Hotel;Dietary requirements;Access needs",
            "2013-11-17;21 November 2013;VN 311;Metropole;halal;wheelchair",
        ),
        (
            "Date d’arrivée;Date de départ;N° de vol;Hôtel;Régime alimentaire;Besoins d’accessibilité",
            "17.11.2013;21 novembre 2013;VN 311;Metropole;halal;wheelchair",
        ),
        (
            "Ngày đến;Ngày về;Chuyến bay;Khách sạn;Chế độ ăn;Nhu cầu hỗ trợ",
            "17/11/2013;ngày 21 tháng 11 năm 2013;VN 311;Metropole;halal;wheelchair",
        ),
    ],
)
def test_a_journey_is_read_in_three_languages(hanoi: Delegation, heads: str, cells: str) -> None:
    table, (person,), faults = read(hanoi, f"category;family name;{heads}\ndelegate;Park;{cells}\n")
    assert (faults, table.open_heads) == ([], ())
    assert {key: person.details[key] for key in JOURNEY} == JOURNEY


@pytest.mark.parametrize(
    ("arrives", "departs", "wrong", "says"),
    [
        ("2012-11-17", "", "arrival", "far from the days"),
        ("", "2014-11-17", "departure", "far from the days"),
        ("2013-11-20", "2013-11-17", "departure", "before the arrival"),
        ("06/11/2013", "", "arrival", "as in 2013-11-18"),
        ("2013-11", "", "arrival", "as in 2013-11-18"),
        ("about 2013-11-17", "", "arrival", "as in 2013-11-18"),
        ("2013-11-17 14:35", "", "arrival", "belongs to the flight"),
        ("soon", "", "arrival", "cannot be read"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused_in_its_cell(
    hanoi: Delegation, arrives: str, departs: str, wrong: str, says: str
) -> None:
    table = f"category,family name,arrival,departure\ndelegate,Lee,,\ndelegate,Park,{arrives},{departs}\n"
    _table, _people, (fault,) = read(hanoi, table)
    assert (fault.row, fault.column, fault.can_be_blank, says in fault.text) == (3, wrong, True, True)


def test_a_line_that_is_too_long_is_refused_in_its_cell(hanoi: Delegation) -> None:
    table = f"category,family name,flight,access needs\ndelegate,Park,{'x' * 121},{'x' * 501}\n"
    assert [fault.column for fault in read(hanoi, table)[2]] == ["flight", "access needs"]


def test_people_of_another_city_are_not_named_here(hanoi: Delegation) -> None:
    table = "category,family name,city\ndelegate,Park,{}\n"
    assert [read(hanoi, table.format(name))[2] for name in ("SEL", "Seoul", "séoul")] == [[], [], []]
    (fault,) = read(hanoi, table.format("Tokyo"))[2]
    assert (fault.row, fault.column, "no name of Seoul" in fault.text) == (2, "city", True)


@pytest.mark.parametrize("language", SUPPORTED)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_that_was_given_out_comes_in_again(hanoi: Delegation, language: str, kind: str) -> None:
    said = {
        "family_name": "Park",
        "given_name": "Won-soon",
        "name_order": "family",
        "native_name": "박원순",
        "native_language": "ko",
        "honorific": "Mr",
        "email": "park@example.org",
        "phone": "+82 2-2133-6060",
        "language": "fr",
        "office": {"en": "Mayor", "fr": "Maire", "ko": "시장", "zh-Hant-HK": "市長"},
        "organisation": {"vi": "Chính quyền thành phố"},
        **JOURNEY,
    }
    person = make_delegate(
        hanoi, **{**said, **{key: Localized(said[key]) for key in ("office", "organisation")}}
    )
    with in_language(language):
        heads, rows = review_documents.delegate_table([person], fallbacks(language))
        data = as_xlsx("x", heads, rows) if kind == "xlsx" else as_csv(heads, rows)
        table, (again,), faults = read(hanoi, data)
    assert (faults, table.open_heads, dict(again.details)) == ([], (), said)
    assert len(heads) - len(table.saved) == len(BESIDES) + 1  # and the full name, which gives nothing new
    assert len(table.told) == 1  # what is left out is told


def test_while_a_column_lacks_whatever_might_be_it_is_asked_about(hanoi: Delegation) -> None:
    table = read(hanoi, "category,country\ndelegate,Japan\n")[0]
    assert [head.text for head in table.open_heads] == ["country"]
    whole = read(hanoi, "category,family name,country\ndelegate,Park,Japan\n")[0]
    assert (whole.open_heads, len(whole.told)) == ((), 1)


# --- who is there already --------------------------------------------------------------------------------------


def persons(seoul: Delegation, *names: tuple[str, str, str]) -> list[service.PersonRow]:
    rows = "".join(f"delegate,{family},{given},,{mail},,\n" for family, given, mail in names)
    return list(read(seoul, HEADS + rows)[1])


def test_the_same_person_twice_is_asked_about_also_without_an_address(seoul: Delegation) -> None:
    make_delegate(seoul, family_name="Nguyễn", given_name="Thế Thảo", email="thao@example.org")
    table = persons(
        seoul,
        ("NGUYEN", "The Thao", ""),
        ("Thế Thảo", "Nguyễn", "thao@example.org"),
        ("Kim", "Min-ji", ""),
        ("Min Ji", "Kim", ""),
        ("Kim", "Min-jun", ""),
    )
    check = service.check_people(seoul, table, {}, by=SYSTEM, now=clock.now())
    assert [(twin.row, twin.other_row, twin.same_mail) for twin in check.twins] == [
        (2, None, False),
        (3, None, True),
        (5, 4, False),
    ]
    assert [person.row for person in check.people] == [4, 6]
    said = dict.fromkeys((2, 3, 5), "another")
    assert [p.row for p in service.check_people(seoul, table, said, by=SYSTEM, now=clock.now()).people] == [
        2,
        4,
        5,
        6,
    ]


def test_places_and_heads_are_counted_over_the_whole_table(seoul: Delegation) -> None:
    rows = "head,Park,,,,,\nhead,Choi,,,,,\ndelegate,Lee,,,,,\n"
    check = service.check_people(seoul, read(seoul, HEADS + rows)[1], {}, by=SYSTEM, now=clock.now())
    assert [(one.row, one.column) for one in check.refused] == [(3, "category")]
    assert "already has a head: Park" in check.refused[0].text
    assert service.name_people(seoul, read(seoul, HEADS + rows)[1], {}, by=SYSTEM, now=clock.now()).refused
    assert people() == []


def test_naming_many_asks_no_more_of_the_database_for_each(seoul: Delegation) -> None:
    def asked(first: int, count: int) -> int:
        table = persons(
            seoul, *((f"Lee{n}x".replace("0", "o"), "A", "") for n in range(first, first + count))
        )
        with counted() as statements:
            service.name_people(seoul, table, {}, by=SYSTEM, now=clock.now())
            db.session.flush()
        return len([one for one in statements if str(one).lstrip().upper().startswith("SELECT")])

    few = asked(100, 2)
    assert asked(200, 20) <= few
