"""Tables of people through the pages: sent, looked through, named."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.words.languages import SUPPORTED
from eventsys.files.models import Upload
from eventsys.files.service import WAITS, forget_old
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.core.incoming import xlsx
from tests.registration.browser import Browser, browser, letters
from tests.registration.factories import category_of, make_delegation
from tests.support.web import post, token_of

HEADS = "category,family name,given name,name order,mail,language,office\n"


@pytest.fixture
def focal(app: Flask, seoul: Delegation) -> tuple[Browser, str]:
    """Seoul's focal point with the link open, and the page."""
    client = browser(app)
    client.get("/l/" + make_link("focal", seoul.public_id, conference=seoul.conference))
    return client, f"/r/plenary/delegation/{seoul.public_id}"


def people() -> list[str]:
    return [d.full_name for d in db.session.query(Delegate).order_by(Delegate.id)]


def send(client: Browser, home: str, content: bytes | str) -> str:
    """Upload or paste a table; the address of the page about it."""
    given: dict[str, Any] = (
        {"text": content} if isinstance(content, str) else {"file": (BytesIO(content), "people.xlsx")}
    )
    answer = post(client, home + "/people/upload", given)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_a_table_is_looked_through_and_then_named_once(focal: tuple[Browser, str]) -> None:
    client, home = focal
    address = send(client, home, HEADS + "head,Park,Won-soon,,p@example.org,en,Mayor\ndelegate,Lee,,,,,\n")
    page = client.get(f"{address}?lang=en").text
    for text in (
        "Name 2 people",
        "Park Won-soon",
        "1 person gets no letter, as no mail address is given: Lee",
        "Mayor",
    ):
        assert text in page
    assert people() == []
    sent = {"csrf_token": token_of(page), "do": "save", "asked": "y", "send_links": "y"}
    assert [client.post(address, data=sent).status_code for _click in range(2)] == [303, 409]
    assert people() == ["Park Won-soon", "Lee"]
    assert len(letters("own_link")) == 1
    assert db.session.query(Upload).one().data is None  # its addresses are not kept


def test_the_same_table_sent_twice_is_asked_about(focal: tuple[Browser, str]) -> None:
    client, home = focal
    table = HEADS + "delegate,Lee,Ji-woo,,,,\n"
    post(client, send(client, home, table), {"do": "save", "asked": "y"})
    address = send(client, home, table)
    page = client.get(f"{address}?lang=en").text
    assert "This very table was saved before" in page
    assert "Lee Ji-woo is named already" in page
    assert 'value="save"' not in page
    answers = {"asked": "y", "again": "y", "row-2": "another"}
    assert post(client, address, {"do": "save", **answers}).status_code == 303
    assert people() == ["Lee Ji-woo", "Lee Ji-woo"]


def test_full_names_are_shown_taken_apart_and_waved_through(focal: tuple[Browser, str]) -> None:
    client, home = focal
    rows = ["delegate;PARK Won-soon", "delegate;Kim Min Ji", "delegate;Gabriel García Márquez"]
    address = send(client, home, "\n".join(["Thành phần;Họ và tên", *rows]) + "\n")
    page = client.get(f"{address}?lang=en").text
    for text in (
        "Which part of these 2 names is the family name?",
        "PARK · Won-soon",
        "García Márquez · Gabriel",
    ):
        assert text in page
    assert 'value="save"' not in page
    said = {"asked": "y", "split-3": "f1", "split-4": "l2"}
    assert post(client, address, {"do": "save", **said}).status_code == 422  # nobody has looked through them
    assert people() == []
    assert post(client, address, {"do": "save", **said, "splits_seen": "y"}).status_code == 303
    found = people_queries.delegates_of(db.session.query(Delegation).one())
    assert sorted((one.family_name, one.given_name) for one in found) == [
        ("García Márquez", "Gabriel"),
        ("Kim", "Min Ji"),
        ("PARK", "Won-soon"),
    ]


def test_columns_are_shown_and_waved_through(focal: tuple[Browser, str]) -> None:
    client, home = focal
    address = send(client, home, "category,family name,T-shirt\ndelegate,Lee,XL\n")
    page = client.get(f"{address}?lang=en").text
    assert ("1 column was not understood" in page, "XL" in page, 'value="save"' in page) == (
        True,
        True,
        False,
    )
    assert post(client, address, {"do": "save", "asked": "y"}).status_code == 422
    assert people() == []
    assert post(client, address, {"do": "check", "asked": "y", "column-2": "office"}).status_code == 303
    assert post(client, address, {"do": "save", "asked": "y"}).status_code == 303  # what was said is kept
    assert people_queries.delegates_of(db.session.query(Delegation).one())[0].office == {"en": "XL"}


def test_what_is_wrong_and_what_was_left_out_is_on_one_page(focal: tuple[Browser, str]) -> None:
    client, home = focal
    rows = [HEADS.strip().split(","), ["emperor", "Kim"], ["head", "Park"], ["head", "Choi"]]
    address = send(
        client,
        home,
        xlsx([["x"]], rows, change=lambda _book, sheets: (sheets[1].activate(), sheets[0].hide())),
    )
    page = client.get(f"{address}?lang=en").text
    for text in (
        "“emperor” is no category",
        "already has a head: Park",
        "Hidden sheets were left out: Sheet1",
        "2 cells need correcting",
    ):
        assert text in page
    assert post(client, address, {"do": "save", "asked": "y"}).status_code == 422
    assert people() == []


@pytest.mark.parametrize(
    "data", [b"", b"\0\1\2", b"PK\x03\x04broken", "họ,tên\n".encode("utf-16")[:-1], b"\xd0\xcf\x11\xe0"]
)
def test_files_that_are_no_tables_are_refused_at_the_field(focal: tuple[Browser, str], data: bytes) -> None:
    client, home = focal
    answer = post(client, home + "/people/upload", {"file": (BytesIO(data), "x.xlsx")})
    assert (answer.status_code, "We could not read this file" in answer.text) == (422, True)


def test_a_pasted_table_keeps_its_empty_first_cell(focal: tuple[Browser, str]) -> None:
    client, home = focal
    address = send(client, home, "\tcategory\tfamily name\r\n1\tdelegate\tLee\r\n")
    page = client.get(f"{address}?lang=en").text
    assert ("(without a heading)" in page, 'value="save"' in page) == (True, False)
    post(client, address, {"do": "check", "asked": "y", "column-0": "-"})
    post(client, address, {"do": "save", "asked": "y"})
    assert people() == ["Lee"]


def test_a_table_that_waited_too_long_is_gone_and_says_so(focal: tuple[Browser, str]) -> None:
    client, home = focal
    address = send(client, home, HEADS + "delegate,Lee,,,,,\n")
    assert forget_old(now=clock.now() + WAITS * 2) == 1
    db.session.commit()
    answer = client.get(f"{address}?lang=en")
    assert (answer.status_code, "no longer kept" in answer.text) == (410, True)


def test_an_old_encoding_is_asked_about_on_the_page(focal: tuple[Browser, str]) -> None:
    client, home = focal
    address = send(
        client, home, "category,family name\ndelegate,Gonçalves\ndelegate,Mu\xf1oz\n".encode("cp1252")
    )
    page = client.get(f"{address}?lang=en").text
    assert "In which line do the names read well?" in page
    assert "Gonçalves · Muñoz" in page
    post(client, address, {"do": "check", "encoding": "cp1252"})
    post(client, address, {"do": "save", "asked": "y"})
    assert people() == ["Gonçalves", "Muñoz"]


ALL = (
    "Category;Family name;Given name;Name order;Name in own script;Mail;Telephone;Language of letters;Office (English);"
    "Organisation (French);Arrival;Departure;Flights or trains;Hotel;Diet;Access needs"
)
ROW = "{};{};Ji-woo;family;이지우;{};02 2133 6060;fr;Director;Ville de Séoul;17/11/2013;{};KE 683;Metropole;halal;Wheelchair"


def test_people_arrive_complete_in_a_table_and_are_approved_in_bulk(app: Flask) -> None:
    days = {"starts": date(2013, 11, 18), "ends": date(2013, 11, 20)}
    delegation = make_delegation(make_conference(slug="plenary", registration_open=False, **days), "SEL")
    category_of(delegation.conference, "delegate").photo_needed = False
    names = ("Park", "Lee", "Choi", "Jung", "Kang")
    rows = [
        ROW.format(
            "head" if name == "Jung" else "delegate",
            name,
            f"{name}@example.org",
            "" if name == "Kang" else "21/11/2013",
        )
        for name in names
    ]
    staff = browser(app)
    sign_in(staff, make_user("secretariat", delegation.conference))
    address = send(staff, f"/r/plenary/delegation/{delegation.public_id}", "\n".join([ALL, *rows]))
    assert post(staff, address, {"do": "save", "asked": "y"}).status_code == 303
    found = people_queries.delegates_of(delegation)
    ids = [str(person.public_id) for person in found]
    assert len(ids) == 5
    accredit = {"verb": "accredit", "paper": "y", "ids": ids}
    post(staff, "/o/plenary/review/bulk", accredit, page="/o/plenary/review")

    people = {person.family_name: person for person in people_queries.delegates_of(delegation)}
    assert {name: (person.state, person.consent_on_paper) for name, person in people.items()} == {
        **dict.fromkeys(("Park", "Lee", "Choi"), ("approved", True)),
        **dict.fromkeys(("Jung", "Kang"), ("draft", False)),
    }
    park = people["Park"]
    assert (park.arrives_on, park.departs_on, park.flight, park.hotel, park.diet, park.access_needs) == (
        date(2013, 11, 17),
        date(2013, 11, 21),
        "KE 683",
        "Metropole",
        "halal",
        "Wheelchair",
    )
    told = staff.get("/o/plenary/review?lang=en").text
    for words in (
        "Done for 3 registrations.",
        "Jung Ji-woo: Please add a photo first",
        "Kang Ji-woo: Something is still missing: Your journey.",
    ):
        assert words in told


@pytest.mark.parametrize("language", SUPPORTED)
def test_the_empty_table_that_is_given_out_is_read(focal: tuple[Browser, str], language: str) -> None:
    client, home = focal
    client.get(f"{home}?lang={language}")
    empty = client.get(f"{home}/people/template.csv").data
    page = client.get(f"{send(client, home, empty)}?lang=en").text
    assert "Name 1 person" in page
