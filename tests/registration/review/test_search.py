"""People are listed in the reader's alphabet, and found however they are written and by what they carry."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.badges.desk import queries as desk_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import SYSTEM
from eventsys.core.clock import now
from eventsys.core.db import db
from eventsys.core.words.languages import in_language
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.links.documents import own_page_url
from eventsys.registration.people import models as people_models
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.review import queries
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.registration.factories import make_delegate, make_delegation


@pytest.fixture
def conference(app: Flask) -> Conference:
    return make_conference(slug="hanoi")


def found(conference: Conference, text: str) -> list[Delegate]:
    return list(
        db.session.scalars(
            queries.matching(conference, queries.PeopleFilters(search=text)).order_by(Delegate.id)
        )
    )


def test_a_list_is_in_the_alphabet_of_its_reader_page_after_page(conference: Conference) -> None:
    home = make_delegation(conference, "HAN")
    for family, given in [
        ("Đặng", "An"),
        ("Dương", "An"),
        ("Ưng", "An"),
        ("Uzun", "An"),
        ("Émile", "A"),
        ("Evans", "A"),
    ]:
        make_delegate(home, family_name=family, given_name=given)

    def names(language: str) -> list[str]:
        with in_language(language):
            pages, after = [], None
            while True:
                page = queries.review_page(conference, queries.PeopleFilters(), after=after, size=2)
                pages += [one.family_name for one in page.items]
                after = page.next_key
                if after is None:
                    return pages

    assert names("vi") == ["Dương", "Đặng", "Émile", "Evans", "Uzun", "Ưng"]
    assert names("fr") == names("en") == ["Đặng", "Dương", "Émile", "Evans", "Ưng", "Uzun"]


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thảo",
        "thao nguyen",
        "THE THAO",
        "阮世",
        "thao@hanoi",
        "+84 24 3825 3536",
        "024 3825 3536",
        "0243825 3536",
        "84-24-3825-3536",
    ],
)
def test_a_person_is_found_by_words_in_any_order_by_address_and_number(
    conference: Conference, text: str
) -> None:
    home = make_delegation(conference, "HAN")
    thao = make_delegate(
        home,
        family_name="Nguyễn",
        given_name="Thế Thảo",
        native_name="阮世草",
        email="thao@hanoi.example.org",
        phone="+84 24 3825 3536",
    )
    make_delegate(home, family_name="Trần", given_name="An", email="an@example.org", phone="+84 24 3825 9999")
    assert found(conference, text) == [thao]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("O’Brien", ["o'brien", "obrien", "O’BRIEN", "brien"]),
        ("Þórsson", ["thorsson", "þórsson"]),
        ("Øst-Søren", ["ost soren", "ost-soren", "Øst\u2011Søren"]),
        ("Kılıç", ["kilic", "KILIÇ"]),
        ("Łukasz", ["lukasz"]),
        ("Lecœur", ["lecoeur"]),
        ("Ægisson", ["aegisson"]),
        ("Guðmundsson", ["gudmundsson"]),
    ],
)
def test_letters_that_keyboards_lack_are_found_without_them(
    conference: Conference, name: str, texts: list[str]
) -> None:
    one = make_delegate(make_delegation(conference, "HAN"), family_name=name)
    assert [found(conference, text) for text in texts] == [[one]] * len(texts)


def test_whoever_carries_a_code_is_found_by_it(conference: Conference) -> None:
    home = make_delegation(conference, "HAN")
    one = make_delegate(home, phone="+84 24 3825 3536")
    other = make_delegate(home, "draft", family_name="Other", phone="")
    word = people_models.reference(one)
    codes = [
        own_page_url(one),
        str(one.public_id),
        word,
        word.lower(),
        word.replace("-", ""),
        "0084 24 3825 3536",
        "024-3825.3536",
    ]
    assert [list(people_queries.people_by_code(conference, code)) for code in codes] == [[one]] * len(codes)
    assert list(people_queries.people_by_code(conference, people_models.reference(other))) == [other]
    assert [list(desk_queries.find_people(conference, code)) for code in codes[:4]] == [[one]] * 4
    assert found(conference, own_page_url(one)) == found(conference, word) == [one]
    assert list(people_queries.people_by_code(make_conference(slug="seoul"), word)) == []
    assert [list(people_queries.people_by_code(conference, text)) for text in ("", "Inose", "12", "%")] == [
        []
    ] * 4


def test_what_is_corrected_is_found_by_its_new_words(conference: Conference) -> None:
    one = make_delegate(make_delegation(conference, "HAN"), "draft", family_name="Wrong")
    questions.edit(one, {"family_name": "Rightly", "phone": "+33 1 23 45 67 89"}, by=SYSTEM, now=now())
    assert found(conference, "wrong") == []
    assert found(conference, "rightly") == found(conference, "01 23 45 67 89") == [one]


def test_delegations_come_by_the_name_that_is_shown(conference: Conference) -> None:
    for code, names in {
        "CAI": {"en": "Cairo", "fr": "Le Caire", "vi": "Cai-rô"},
        "PEK": {"en": "Beijing", "fr": "Pékin", "vi": "Bắc Kinh"},
        "LON": {"en": "London", "fr": "Londres", "vi": "Luân Đôn"},
        "DAD": {"en": "Da Nang", "vi": "Đà Nẵng"},
        "DEL": {"en": "Delhi", "vi": "Delhi"},
    }.items():
        make_delegation(conference, make_city(code, name=names))

    def codes(language: str) -> list[str]:
        with in_language(language):
            return [d.city.code for d in delegations_queries.delegations(conference)]

    assert codes("en") == ["PEK", "CAI", "DAD", "DEL", "LON"]
    assert codes("fr") == ["DAD", "DEL", "CAI", "LON", "PEK"]
    assert codes("vi") == ["PEK", "CAI", "DEL", "DAD", "LON"]


@pytest.mark.parametrize("text", ["-", " ’ ", "()"])
def test_marks_alone_find_nobody(conference: Conference, text: str) -> None:
    make_delegate(make_delegation(conference, "HAN"))
    assert found(conference, text) == []
    assert list(desk_queries.find_people(conference, text)) == []
