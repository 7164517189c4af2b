"""The pages of lists: made, printed in another way, compared, given to those who may have them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.queries import by_slug
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.jobs.tasks import run_pending
from eventsys.papers.participants import queries
from eventsys.papers.participants.rules import Wish
from eventsys.papers.sheets.rules import Format
from eventsys.registration.delegations import queries as delegations_queries
from tests.badges.factories import texts_in
from tests.conferences.factories import make_conference
from tests.papers.factories import make_list
from tests.registration.factories import make_delegate, make_delegation
from tests.support.counting import queries_of
from tests.support.web import post

LISTS = "/o/hanoi/papers/participants"
ASKED = {"kind": "final", "order": "cities", "language": "vi", "format": "pdf", "photo": "y"}


def test_a_list_is_asked_for_made_and_opened(office: FlaskClient, conference: Conference) -> None:
    make_delegate(make_delegation(conference, "TYO"))
    db.session.commit()
    assert "1 registration is approved now." in office.get(LISTS).text
    answer = post(office, LISTS, ASKED)
    assert answer.status_code == 303
    page = answer.headers["Location"]
    assert "Waiting" in office.get(page).text
    run_pending()
    db.session.expire_all()
    shown = office.get(page).text
    assert "Final list, edition 1" in shown
    assert "There is no final list before this one." in shown
    (file,) = re.findall(r'href="(/o/hanoi/papers/participants/files/[^"]+)"', shown)
    answer = office.get(file)
    assert answer.content_type == "application/pdf"
    words = " ".join(texts_in(answer.data)[0].split())
    assert "Danh sách đại biểu" in words
    assert "Tô-ky-ô" in words or "Tokyo" in words
    assert "Final list, edition 1" in office.get(LISTS).text


def test_the_same_rows_in_another_way(office: FlaskClient, conference: Conference) -> None:
    make_delegate(make_delegation(conference, "TYO"))
    made = make_list(conference)
    page = f"{LISTS}/{made.listed.public_id}"
    asked = {"order": "people", "language": "en", "format": "docx", "contact": "y"}
    assert post(office, page, asked).status_code == 303
    assert post(office, page, asked).status_code == 303
    run_pending()
    db.session.expire_all()
    newest, first = queries.prints_of(made.listed)
    assert (newest.wish, first.wish) == ("docx:people:en:contact", "pdf:precedence:en")
    answer = office.get(f"{LISTS}/files/{newest.public_id}")
    assert answer.data[:2] == b"PK"
    assert "hanoi-participants-provisional-en.docx" in answer.headers["Content-Disposition"]


def test_what_differs_stands_on_the_page_and_on_paper(office: FlaskClient, conference: Conference) -> None:
    inose = make_delegate(make_delegation(conference, "TYO"))
    make_list(conference, Wish(Format.CSV), final=True)
    inose.office = Localized(en="Former <governor>")
    make_delegate(inose.delegation, family_name="Abe", email="abe@example.org")
    db.session.commit()
    listed = make_list(conference, Wish(Format.CSV)).listed
    page = f"{LISTS}/{listed.public_id}"
    shown = office.get(page).text
    assert "Office: Governor → Former &lt;governor&gt;" in shown
    assert "Naoki Abe" in shown
    words = " ".join(" ".join(texts_in(office.get(page + "/changes.pdf").data)).split())
    assert "Changes to the list of participants" in words
    parts = ["Joined", "Naoki Abe", "Told otherwise", "Naoki Inose", "Office: Governor →"]
    places = [words.find(part) for part in parts]
    assert places == sorted(places)
    assert places[0] > 0
    book = CalamineWorkbook.from_filelike(BytesIO(office.get(page + "/changes.xlsx").data))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[:2] for row in rows[-2:]] == [
        ["Joined the list", "Naoki Abe"],
        ["Told otherwise", "Naoki Inose"],
    ]


def test_nothing_differs(office: FlaskClient, conference: Conference) -> None:
    make_delegate(make_delegation(conference, "TYO"))
    make_list(conference, Wish(Format.CSV), final=True)
    listed = make_list(conference, Wish(Format.CSV)).listed
    page = f"{LISTS}/{listed.public_id}"
    assert "Nobody joined, left or is told otherwise since Final list, edition 1." in office.get(page).text
    assert "Nothing changed." in " ".join(texts_in(office.get(page + "/changes.pdf").data))


@pytest.mark.parametrize(
    "wrong", [{"language": "xx"}, {"order": "size"}, {"format": "exe"}, {"kind": "maybe"}]
)
def test_a_wish_that_there_is_none_of_is_told(
    office: FlaskClient, conference: Conference, wrong: dict[str, str]
) -> None:
    assert post(office, LISTS, {**ASKED, **wrong}).status_code == 422
    assert queries.lists(conference) == []


def test_lists_of_another_conference_are_not_there(office: FlaskClient, conference: Conference) -> None:
    other = make_conference(slug="other", edition=40, network=conference.network)
    made = make_list(other, Wish(Format.CSV))
    for address in (
        f"/{made.listed.public_id}",
        f"/files/{made.public_id}",
        f"/{made.listed.public_id}/changes.pdf",
    ):
        assert office.get(LISTS + address).status_code == 404


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    office: FlaskClient, conference: Conference
) -> None:
    delegation = make_delegation(conference, "TYO")
    make_delegate(delegation)
    make_list(conference, Wish(Format.CSV), final=True)
    pages = [LISTS, f"{LISTS}/{make_list(conference, Wish(Format.CSV)).listed.public_id}"]
    one = [queries_of(office, page) for page in pages]
    here = by_slug("hanoi")
    delegation = delegations_queries.delegation_by_code(here, "TYO")
    for number in range(12):
        make_delegate(delegation, family_name=f"P{number}", email=f"p{number}@example.org")
    db.session.commit()
    pages[1] = f"{LISTS}/{make_list(here, Wish(Format.CSV)).listed.public_id}"
    assert [queries_of(office, page) for page in pages] == one
