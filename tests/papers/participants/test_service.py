"""Lists of participants: taken at one moment, kept as values, printed in an order and a language, compared."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from python_calamine import CalamineWorkbook

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.files import service as files
from eventsys.jobs.tasks import run_pending
from eventsys.papers.participants import documents, queries, service
from eventsys.papers.participants.errors import NotTaken
from eventsys.papers.participants.models import ListPrint
from eventsys.papers.participants.rules import Wish
from eventsys.papers.people import queries as people_queries
from eventsys.papers.people.rules import ListOrder
from eventsys.papers.sheets.rules import Format
from eventsys.registration.people.models import Delegate, DelegateState
from tests.badges.factories import texts_in
from tests.papers import factories
from tests.registration.factories import make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2013, 11, 10, 7, 5, tzinfo=UTC)
LONG = "Maximiliana-Konstantina von Hohenzollern-Sigmaringen-Hechingen"


def make_list(conference: Conference, wish: Wish | None = None, *, final: bool = False) -> ListPrint:
    """At :data:`NOW`."""
    with clock.at(NOW):
        return factories.make_list(conference, wish, final=final)


def file_of(made: ListPrint) -> bytes:
    return files.read(made.digest or "")


def words_of(made: ListPrint) -> str:
    return " ".join(" ".join(texts_in(file_of(made))).split())


def cells_of(made: ListPrint) -> list[list[Any]]:
    """Every row of a workbook."""
    return CalamineWorkbook.from_filelike(BytesIO(file_of(made))).get_sheet_by_index(0).to_python()


def table_of(made: ListPrint) -> list[list[Any]]:
    """The rows of a workbook from its heads on."""
    rows = cells_of(made)
    heads = next(number for number, row in enumerate(rows) if row[0] == "No.")
    return rows[heads:]


def make_three(conference: Conference) -> None:
    """Hanoi is the host; Tokyo has a head and a delegate, who named himself in his own script and lets his contact be told."""
    tokyo, hanoi = make_delegation(conference, "TYO"), make_delegation(conference, "HAN")
    make_delegate(tokyo, family_name="Abe", given_name="Zen", email="abe@example.org", phone="+81 3 1234 5678",
                  native_name="安倍 禅", listed_with="contact")  # fmt: skip
    make_delegate(tokyo, family_name="Inose", category="head", honorific="H.E.")
    make_delegate(
        hanoi, family_name="Nguyễn", given_name="Thế Thảo", name_order="family", email="thao@example.org"
    )
    make_delegate(hanoi, "submitted", family_name="Not", given_name="Yet", email="yet@example.org")
    make_delegate(hanoi, "withdrawn", family_name="Gone", given_name="Home", email="gone@example.org")
    db.session.commit()


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (ListOrder.PRECEDENCE, ["Nguyễn", "Inose", "Abe"]),
        (ListOrder.CITIES, ["Nguyễn", "Inose", "Abe"]),
        (ListOrder.PEOPLE, ["Abe", "Inose", "Nguyễn"]),
    ],
)
def test_who_is_approved_stands_in_the_order_asked_for(
    conference: Conference, order: ListOrder, wanted: list[str]
) -> None:
    make_three(conference)
    heads, *rows = table_of(make_list(conference, Wish(Format.XLSX, order)))
    assert heads[5] == "Family name"
    assert [row[5] for row in rows] == wanted
    assert [row[0] for row in rows] == ["1", "2", "3"]


def test_what_is_printed_is_what_was_on_record_at_that_moment(conference: Conference) -> None:
    make_three(conference)
    made = make_list(conference)
    words = words_of(made)
    assert "Provisional list · 10 November 2013, 14:05 (Hanoi time (UTC+7)) · 3 participants" in words
    assert "Hanoi" in words
    assert "Nguyễn Thế Thảo" in words
    assert "H.E. Naoki Inose" in words
    assert "安倍 禅" in words
    assert "Governor" in words
    assert "Page 1 of 1" in words
    assert "Not" not in words
    assert "Gone" not in words
    head = next(one for one in people_queries.approved(conference) if one.family_name == "Inose")
    record = db.session.get(Delegate, head.id)
    record.family_name, record.state = "Later", DelegateState.WITHDRAWN
    db.session.commit()
    service.ask_print(made.listed, Wish(Format.XLSX, language="fr"), by=SYSTEM, now=NOW)
    db.session.commit()
    run_pending()
    again = queries.print_by_wish(made.listed, Wish(Format.XLSX, language="fr").key)
    assert again is not None
    said = [str(cell) for row in cells_of(again) for cell in row if cell]
    assert "Inose" in said
    assert "Later" not in said, "the rows are those of the moment"
    assert any("Liste provisoire" in one for one in said)


@pytest.mark.parametrize("contact", [False, True])
def test_contacts_stand_there_by_leave_alone(conference: Conference, contact: bool) -> None:
    make_three(conference)
    words = words_of(make_list(conference, Wish(contact=contact)))
    assert ("abe@example.org" in words) == contact
    assert ("+81 3 1234 5678" in words) == contact
    assert "thao@example.org" not in words
    assert "naoki@example.org" not in words


def test_a_provisional_list_keeps_nothing_of_who_gave_no_leave(conference: Conference) -> None:
    make_three(conference)
    rows = [row.said for row in queries.rows_for_order(make_list(conference, Wish(Format.CSV)).listed)]
    assert [row.get("email") for row in rows if row["family"] != "Abe"] == [None, None]


def test_words_of_another_language_say_which(conference: Conference) -> None:
    make_delegate(
        make_delegation(conference, "TYO"), office=Localized(fr="Gouverneur"), organisation=Localized()
    )
    db.session.commit()
    assert "Gouverneur (fr)" in words_of(make_list(conference, Wish(language="en")))
    french = words_of(make_list(conference, Wish(language="fr")))
    assert "Gouverneur" in french
    assert "(fr)" not in french
    assert "Liste des participants" in french


def test_nobody_yet(conference: Conference) -> None:
    words = words_of(make_list(conference))
    assert "0 participants" in words
    assert "Nobody’s registration was approved at that moment." in words
    assert table_of(make_list(conference, Wish(Format.XLSX)))[1:] == []


def test_long_names_and_every_script_are_whole(conference: Conference) -> None:
    delegation = make_delegation(conference, "TYO")
    names = [LONG, "محمد الأحمد", "สมชาย ใจดี", "Иван Петров"]
    for number, name in enumerate(names):
        make_delegate(delegation, family_name=name, given_name="", email=f"p{number}@example.org",
                      organisation=Localized(en="Department of Intergovernmental Affairs " * 6))  # fmt: skip
    db.session.commit()
    words = words_of(make_list(conference))
    for part in (*LONG.replace("-", " ").split(), "สมชาย", "Иван", "الأحمد"):
        assert part in words


def test_formulas_are_none(conference: Conference) -> None:
    make_delegate(make_delegation(conference, "TYO"), office=Localized(en="=1+1"), organisation=Localized())
    db.session.commit()
    _heads, row = table_of(make_list(conference, Wish(Format.XLSX)))
    with zipfile.ZipFile(BytesIO(file_of(make_list(conference, Wish(Format.XLSX))))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert "=1+1" in row
    plain = file_of(make_list(conference, Wish(Format.CSV))).decode("utf-8-sig")
    assert '"\'=1+1"' in plain


def test_a_word_document_has_the_same_rows(conference: Conference) -> None:
    make_three(conference)
    book = docx.Document(BytesIO(file_of(make_list(conference, Wish(Format.DOCX)))))
    assert [one.text for one in book.paragraphs if one.style.name == "Heading 1"] == ["List of participants"]
    (table,) = book.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][:3] == ["No.", "Name", "Name in own script"]
    assert [row[1] for row in rows[1:]] == [
        "Hanoi · Vietnam · 1 participant", "Nguyễn Thế Thảo", "Tokyo · Japan · 2 participants", "H.E. Naoki Inose", "Zen Abe",
    ]  # fmt: skip


# --- editions ------------------------------------------------------------------------------------------------


def test_final_lists_are_numbered_and_provisional_ones_are_not(conference: Conference) -> None:
    make_three(conference)
    made = [make_list(conference, Wish(Format.CSV), final=final).listed for final in (True, False, True)]
    assert [one.number for one in made] == [1, None, 2]
    assert made[0].asked_by == SYSTEM.label
    assert made[0].taken_at == NOW
    assert "Final list, edition 3 ·" in words_of(make_list(conference, final=True))


def test_what_differs_is_told_by_person(conference: Conference) -> None:
    make_three(conference)
    first = make_list(conference, Wish(Format.CSV), final=True).listed
    people = {one.family_name: one.id for one in people_queries.approved(conference)}
    abe, inose = (db.session.get(Delegate, people[name]) for name in ("Abe", "Inose"))
    abe.state = DelegateState.WITHDRAWN
    inose.office = Localized(en="Former governor", fr="Gouverneur")
    make_delegate(
        make_delegation(conference, "SEL"), family_name="Park", given_name="Won", email="park@example.org"
    )
    db.session.commit()
    second = make_list(conference, Wish(Format.CSV)).listed
    found = queries.difference(first, second)
    assert (found.joined, found.left, found.changed) == (1, 1, 1)
    assert queries.edition_before(second) == first

    def names(rows: Any, listed: Any) -> list[str]:
        return [documents.person_words(listed, row, "en")["name"] for row in rows]

    assert names(queries.only_in(second, first), second) == ["Won Park"]
    assert names(queries.only_in(first, second), first) == ["Zen Abe"]
    (row,) = queries.in_both(first, second)
    assert documents.changed_words(first, second, row, "en") == ["Office: Governor → Former governor"]


def test_a_city_that_is_called_otherwise_is_no_change_of_its_people(conference: Conference) -> None:
    make_three(conference)
    first = make_list(conference, Wish(Format.CSV), final=True).listed
    (tokyo,) = (one.delegation.city for one in db.session.query(Delegate).filter_by(family_name="Abe"))
    tokyo.name = Localized(en="Greater Tokyo")
    db.session.commit()
    second = make_list(conference)
    assert queries.difference(first, second.listed).none
    assert "Greater Tokyo" in words_of(second)


def test_asked_twice_a_list_is_made_once(conference: Conference) -> None:
    make_three(conference)
    both = [service.ask_list(conference, Wish(), final=True, by=SYSTEM, now=NOW) for _ in range(2)]
    db.session.commit()
    run_pending()
    assert both[0] is both[1]
    assert [one.number for one in queries.lists(conference)] == [1]
    again = service.ask_print(both[0].listed, Wish(), by=SYSTEM, now=NOW)
    assert again.digest is not None
    assert len(queries.prints_of(both[0].listed)) == 1


def test_a_list_that_is_being_taken_is_printed_in_no_other_way(conference: Conference) -> None:
    made = service.ask_list(conference, Wish(), final=False, by=SYSTEM, now=NOW)
    db.session.commit()
    with pytest.raises(NotTaken):
        service.ask_print(made.listed, Wish(Format.DOCX), by=SYSTEM, now=NOW)


def test_of_provisional_lists_the_last_few_are_kept_and_every_final_one(conference: Conference) -> None:
    make_three(conference)
    first = make_list(conference, Wish(Format.CSV), final=True).listed.id
    for _ in range(7):
        make_list(conference, Wish(Format.CSV))
    kept = queries.lists(conference)
    assert len(kept) == 6
    assert kept[-1].id == first
