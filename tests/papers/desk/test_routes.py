"""Sheets: asked for on their pages, made of what is on record, given to those who may read what they say."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.papers.rooming.documents import nights
from eventsys.registration.people.models import DelegateState
from tests.badges.factories import texts_in
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.counting import queries_of
from tests.support.web import post

SHEETS = "/o/hanoi/papers/sheets"
ASKED = "language=en&format="
LONG = "Maximiliana-Konstantina von Hohenzollern-Sigmaringen-Hechingen"


@pytest.fixture
def people(conference: Conference) -> list[Any]:
    """Of the host: one who says nothing of a journey; of Tokyo two on one flight, one whose hour is not told, one of whom
    nothing is; one is not approved."""
    hanoi, tokyo = make_delegation(conference, "HAN"), make_delegation(conference, "TYO")
    first, last = date(2013, 11, 17), date(2013, 11, 20)
    given: list[dict[str, Any]] = [
        {"flight": "VN 311, arriving at 14:35; VN 310 21:05", "hotel": "Daewoo", "diet": "Vegetarian"},
        {"flight": "vn311 14:35", "hotel": "DAEWOO ", "diet": "vegetarian", "access_needs": "Wheelchair"},
        {"flight": "VN 311", "diet": "Halal", "departs_on": date(2013, 11, 16)},
        {"arrives_on": None, "departs_on": None},
    ]
    found = [
        make_delegate(hanoi, family_name="Host", arrives_on=None, departs_on=None, email="h@example.org")
    ]
    for number, more in enumerate(given):
        values = {
            "family_name": f"P{number}",
            "given_name": "",
            "arrives_on": first,
            "departs_on": last,
            **more,
        }
        found.append(make_delegate(tokyo, **values, email=f"p{number}@example.org"))
    make_delegate(tokyo, "submitted", family_name="Waiting", diet="Vegan", email="w@example.org")
    db.session.commit()
    return found


def rows_of(answer: Any) -> list[list[Any]]:
    """From the heads on."""
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    begins = next(number for number, row in enumerate(rows) if sum(bool(cell) for cell in row) > 2)
    return rows[begins:]


def words_of(answer: Any) -> str:
    assert answer.content_type == "application/pdf"
    return " ".join(" ".join(texts_in(answer.data)).split())


# --- attendance ----------------------------------------------------------------------------------------------


def test_an_attendance_sheet_of_a_day(office: FlaskClient, conference: Conference, people: list[Any]) -> None:
    day = conference.starts.isoformat()
    words = words_of(office.get(f"{SHEETS}/attendance/file?of=day:{day}&category=&{ASKED}pdf"))
    assert "Attendance sheet" in words
    assert "Signature" in words
    assert "Hanoi · Vietnam · 1 participant" in words
    assert "Tokyo · Japan · 4 participants" in words
    assert "Waiting" not in words
    heads, *rows = rows_of(office.get(f"{SHEETS}/attendance/file?of=day:{day}&category=&{ASKED}xlsx"))
    assert heads == ["No.", "Name", "City", "Category", "Signature"]
    assert [row[1] for row in rows] == ["Naoki Host", "P0", "P1", "P2", "P3"]


def test_an_attendance_sheet_of_a_session_has_guests_of_its_panel(
    office: FlaskClient, conference: Conference, people: list[Any]
) -> None:
    session = make_session(conference, "Opening", chair="Aung Zaw")
    db.session.commit()
    asked = f"{SHEETS}/attendance/file?of=session:{session.public_id}&{ASKED}"
    words = words_of(office.get(asked + "pdf&category="))
    assert "Opening ·" in words
    assert "Guests on the panel" in words
    assert "Aung Zaw" in words
    narrowed = words_of(office.get(asked + "pdf&category=head"))
    assert "Nobody’s registration is approved yet." in narrowed
    assert "Aung Zaw" not in narrowed


def test_who_withdraws_between_list_and_print_is_not_on_the_next_sheet(
    office: FlaskClient, conference: Conference, people: list[Any]
) -> None:
    asked = f"{SHEETS}/attendance/file?of=day:{conference.starts.isoformat()}&category=&{ASKED}xlsx"
    assert len(rows_of(office.get(asked))) == 6
    db.session.merge(people[1]).state = DelegateState.WITHDRAWN
    db.session.commit()
    assert [row[1] for row in rows_of(office.get(asked))[1:]] == ["Naoki Host", "P1", "P2", "P3"]


# --- transfers and rooms -------------------------------------------------------------------------------------


def test_transfers_are_by_day_hour_and_flight(office: FlaskClient, people: list[Any]) -> None:
    asked = f"{SHEETS}/transfers/file?{ASKED}"
    heads, *rows = rows_of(office.get(asked + "xlsx&way=arrivals"))
    assert heads[:4] == ["Day", "Hour", "Flight or train", "Name"]
    assert [(str(row[0])[:10], *row[1:4]) for row in rows] == [
        ("2013-11-17", "14:35", "VN 311", "P0"), ("2013-11-17", "14:35", "VN 311", "P1"), ("2013-11-17", "", "VN 311", "P2"),
        ("", "", "", "P3"),
    ]  # fmt: skip
    words = words_of(office.get(asked + "pdf&way=arrivals"))
    assert "Sunday, 17 November 2013 · 14:35 · VN 311 · 2 people" in words
    assert "Day not told · hour not told · flight not told · 1 person" in words
    assert "VN 311, arriving at 14:35; VN 310 21:05" in words, "as it was typed"
    leaving = rows_of(office.get(asked + "xlsx&way=departures"))[1:]
    assert [row[1:4] for row in leaving if row[3] == "P0"] == [["21:05", "VN 310", "P0"]]
    assert "Host" not in words


def test_rooms_are_by_hotel_however_it_is_spelled(office: FlaskClient, people: list[Any]) -> None:
    heads, *rows = rows_of(office.get(f"{SHEETS}/rooming/file?{ASKED}xlsx"))
    assert heads == ["Hotel", "Name", "City", "Arrival", "Departure", "Nights"]
    assert [(row[0], row[1], row[5]) for row in rows] == [
        ("Daewoo", "P0", "3"), ("Daewoo", "P1", "3"), ("", "P2", ""), ("", "P3", ""),
    ]  # fmt: skip
    words = words_of(office.get(f"{SHEETS}/rooming/file?{ASKED}pdf"))
    assert "Daewoo · 2 people" in words
    assert "Hotel not told · 2 people" in words


def test_nights_are_counted_where_both_days_are_told() -> None:
    first, last = date(2013, 11, 17), date(2013, 11, 20)
    assert [nights(*days) for days in ((first, last), (first, first), (last, first), (first, None), (None, last))] == [
        3, 0, None, None, None,
    ]  # fmt: skip


# --- needs ---------------------------------------------------------------------------------------------------


def test_needs_are_counted_or_told_by_name_and_each_look_is_written_down(
    office: FlaskClient, people: list[Any]
) -> None:
    asked = {"language": "en", "format": "xlsx"}
    counted = rows_of(post(office, f"{SHEETS}/needs/file", asked, page=f"{SHEETS}/needs"))
    assert counted == [
        ["Kind", "As it was said", "Number of people"], ["Diet", "Vegetarian", "2"], ["Diet", "Halal", "1"],
        ["Access needs", "Wheelchair", "1"],
    ]  # fmt: skip
    asked = {"language": "en", "format": "pdf", "names": "y"}
    named = words_of(post(office, f"{SHEETS}/needs/file", asked, page=f"{SHEETS}/needs"))
    assert "Diet · Vegetarian · 2 people" in named
    assert "P1 Tokyo" in named
    assert "Waiting" not in named
    looks = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "conference.needs_seen")).all()
    assert [look.after for look in looks] == [{"names": False}, {"names": True}]


# --- all -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        ("attendance/file?category=&of=day:{day}&", "Nobody’s registration is approved yet."),
        ("transfers/file?way=arrivals&", "Nobody has said anything of a journey yet."),
        ("rooming/file?", "Nobody’s registration is approved yet."),
    ],
)
def test_nobody_yet(office: FlaskClient, conference: Conference, sheet: str, says: str) -> None:
    address = sheet.format(day=conference.starts.isoformat())
    assert says in words_of(office.get(f"{SHEETS}/{address}{ASKED}pdf"))


def test_sheets_are_in_the_language_asked_for(office: FlaskClient, people: list[Any]) -> None:
    words = words_of(office.get(f"{SHEETS}/transfers/file?way=arrivals&language=fr&format=pdf"))
    assert "Transferts · Arrivées" in words
    assert "dimanche 17 novembre 2013 · 14 h 35 · VN 311" in " ".join(
        words.replace("\u202f", " ").replace("\xa0", " ").split()
    )


def test_long_names_are_whole_on_paper(office: FlaskClient, conference: Conference) -> None:
    make_delegate(make_delegation(conference, "TYO"), family_name=LONG, given_name="", hotel="محمد " * 8)
    db.session.commit()
    words = words_of(office.get(f"{SHEETS}/rooming/file?{ASKED}pdf"))
    for part in LONG.replace("-", " ").split():
        assert part in words


@pytest.mark.parametrize(
    "wrong", ["language=xx&format=pdf", "language=en&format=exe", "", "language=en&format=docx"]
)
def test_what_no_form_sends_is_refused(office: FlaskClient, conference: Conference, wrong: str) -> None:
    assert office.get(f"{SHEETS}/rooming/file?{wrong}").status_code == 400


def test_the_desk_is_offered_what_it_may_have(desk: FlaskClient, conference: Conference) -> None:
    page = desk.get(SHEETS).text
    assert "Attendance sheet" in page
    assert "Rooming list" not in page
    assert "Diets" not in page


def test_a_sheet_takes_as_many_queries_for_many_as_for_one(office: FlaskClient, people: list[Any]) -> None:
    address = f"{SHEETS}/transfers/file?way=arrivals&{ASKED}csv"
    few = queries_of(office, address)
    delegation = db.session.merge(people[1]).delegation
    for number in range(20):
        make_delegate(
            delegation, family_name=f"Q{number}", email=f"q{number}@example.org", flight=f"VN {number}"
        )
    db.session.commit()
    assert queries_of(office, address) == few
