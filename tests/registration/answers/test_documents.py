"""A document that was asked for is sent, read by whoever reads the answers, replaced, taken back, and goes with its term."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.languages import SUPPORTED
from eventsys.files.models import Blob
from eventsys.privacy.copies import documents as copies
from eventsys.privacy.erasure import service as erasure
from eventsys.privacy.retention import service as retention
from eventsys.registration.answers import queries
from eventsys.registration.answers.rules import document_name
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.kinds.models import Kept
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.questions.queries import left_of
from eventsys.registration.review import documents
from eventsys.registration.scans.documents import ReadDocument, read_document
from eventsys.registration.scans.errors import DocumentRefused
from eventsys.registration.tables.forms import Whose, read_people
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.files.factories import bomb, picture
from tests.registration.composer.factories import make_question
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.web import post


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi", registration_open=True)


@pytest.fixture
def card(hanoi: Conference) -> FormQuestion:
    return make_question(hanoi, "file", label="Press card", help={"en": "Both sides."}, required=True)


@pytest.fixture
def draft(hanoi: Conference) -> Delegate:
    return make_delegate(make_delegation(hanoi, "HAN"), "draft", photo_digest="0" * 64)


@pytest.fixture
def page(client: FlaskClient, draft: Delegate) -> str:
    """The person has the page of further questions open."""
    client.get("/l/" + make_link("delegate", draft.public_id, conference=draft.conference))
    db.session.commit()
    return f"/r/hanoi/me/{draft.public_id}/further"


def send(client: FlaskClient, page: str, draft: Delegate, **fields: Any) -> TestResponse:
    db.session.expire_all()
    return post(client, page, {"version": str(draft.version), **fields}, content_type="multipart/form-data")


def file(data: bytes, name: str) -> tuple[BytesIO, str]:
    return BytesIO(data), name


def document_of(draft: Delegate) -> tuple[str, str | None] | None:
    db.session.expire_all()
    return next(((one.value, one.digest) for one in queries.answers_of(draft)), None)


def test_pictures_become_pages_that_the_person_and_reviewers_open_and_others_do_not(
    client: FlaskClient, page: str, draft: Delegate, card: FormQuestion
) -> None:
    assert [thing.field for thing in left_of(draft)] == [card.key]
    assert (
        "Both sides. A PDF, or one picture a page (JPEG, PNG, HEIC); 20 pages at most."
        in client.get(page).text
    )
    sides = [file(picture(), "IMG_1.JPG"), file(picture(kind="PNG"), "IMG_2.PNG")]
    assert send(client, page, draft, **{card.key: sides}).status_code == 303
    assert left_of(draft) == []
    url = f"/r/hanoi/me/{draft.public_id}/document/{card.public_id}.pdf"
    assert f'<a href="{url}">IMG_1.pdf</a>' in client.get(f"/r/hanoi/me/{draft.public_id}").text
    assert "“IMG_1.pdf” is kept; choose another only to replace it." in client.get(page).text
    with pikepdf.open(BytesIO(client.get(url).data)) as pdf:
        assert len(pdf.pages) == 2
    assert client.get(url.replace(str(card.public_id), str(draft.public_id))).status_code == 404
    reviewer = make_user("reviewer", draft.conference)
    desk = make_user("desk", draft.conference)
    db.session.commit()
    sign_in(client, reviewer)
    assert f'<a href="{url}">IMG_1.pdf</a>' in client.get(f"/o/hanoi/delegates/{draft.public_id}").text
    assert client.get(url).mimetype == "application/pdf"
    other = client.application.test_client()
    sign_in(other, desk)
    assert other.get(url).status_code == 403


def test_it_is_replaced_kept_when_nothing_is_sent_and_taken_back(
    client: FlaskClient, page: str, draft: Delegate, card: FormQuestion
) -> None:
    send(client, page, draft, **{card.key: file(picture(), "first.jpg")})
    first = document_of(draft)
    assert send(client, page, draft).status_code == 303
    assert document_of(draft) == first
    send(client, page, draft, **{card.key: file(picture(700, 900), "first.jpg")})
    second = document_of(draft)
    assert second is not None
    assert (second[0], second != first) == ("first.pdf", True)
    assert send(client, page, draft, **{f"remove-{card.key}": "y"}).status_code == 303
    assert document_of(draft) is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 a card.docx", "This is neither a PDF nor a picture"),
        (bomb(), "This picture is too large"),
        (b"%PDF-1.7 torn", "damaged"),
    ],
    ids=["another kind", "bomb", "damaged"],
)
def test_what_is_no_document_is_refused_by_name_and_nothing_else_is_lost(
    client: FlaskClient, page: str, draft: Delegate, card: FormQuestion, data: bytes, words: str
) -> None:
    shirt = make_question(draft.conference, label="Shirt")
    letter = make_question(draft.conference, "file", label="Letter of assignment")
    db.session.commit()
    sent = {card.key: file(data, "card.jpg"), letter.key: file(picture(), "letter.jpg"), shirt.key: "XL"}
    answer = send(client, page, draft, **sent)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert 'value="XL"' in answer.text
    assert "“letter.pdf” is kept" in answer.text
    again = {"version": str(draft.version), shirt.key: "XL"}
    assert send(client, page, draft, **again).status_code == 303
    assert [answer.value for answer in queries.answers_of(draft)] == ["letter.pdf", "XL"][::-1]


def test_staff_file_one_on_behalf_and_a_page_that_came_second_is_told(
    client: FlaskClient, draft: Delegate, card: FormQuestion
) -> None:
    sign_in(client, make_user("secretariat", draft.conference))
    db.session.commit()
    url = f"/o/hanoi/delegates/{draft.public_id}/answers"
    assert send(client, url, draft, **{card.key: file(picture(), "card.png")}).status_code == 303
    kept = document_of(draft)
    late = {"version": "1", card.key: file(picture(900, 700), "late.png")}
    answer = send(client, url, draft, **late)
    assert (answer.status_code, "Somebody else saved this registration" in answer.text) == (422, True)
    assert document_of(draft) == kept


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("sheets", [[], [b"%PDF-" + b"0" * 30_000_000] * 2], ids=["nothing", "heavy"])
def test_what_is_nothing_or_too_heavy_is_not_even_opened(sheets: list[bytes]) -> None:
    with pytest.raises(DocumentRefused):
        read_document(sheets)


def answered(draft: Delegate, card: FormQuestion) -> str:
    paper = ReadDocument(b"%PDF-1.7 card", 1)
    questions.answer_with_document(draft, card, paper, "card.jpg", by=SYSTEM, now=clock.now())
    found = document_of(draft)
    assert found is not None
    assert found[1]
    return found[1]


def test_it_goes_with_the_answers_and_with_the_person(
    hanoi: Conference, draft: Delegate, card: FormQuestion
) -> None:
    digest = answered(draft, card)
    assert [(one.name, one.pdf) for one in copies.enclosed_of(draft)] == [("card.pdf", b"%PDF-1.7 card")]
    later = hanoi.ends + timedelta(days=61)
    assert Kept.ANSWERS in retention.due_kinds(hanoi, later)
    assert retention.purge(hanoi, Kept.ANSWERS, now=clock.now()) == (1, [digest])
    again = answered(draft, card)
    erased = erasure.erase(draft, "asked", by=SYSTEM, now=clock.now())
    assert again in erased.leftovers["blobs"]
    assert document_of(draft) is None


def test_lists_give_its_name_out_and_a_table_brings_none(draft: Delegate, card: FormQuestion) -> None:
    answered(draft, card)
    told = documents.answers_among(draft.conference, [draft])
    heads, (row,) = documents.delegate_table([draft], SUPPORTED, told)
    assert row[heads.index("Press card")] == "card.pdf"
    table = "Category\tFamily name\tPress card\ndelegate\tKoike\tcard.pdf\n"
    category = category_of(draft.conference)
    _table, (person,), faults = read_people(table, [category], Whose.of(draft.delegation))
    assert (faults, person.answers) == ([], {})


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("IMG_0042.HEIC", "IMG_0042.pdf"),
        ("thẻ nhà báo.jpg", "thẻ nhà báo.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("card", "card.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        (".jpg", "jpg.pdf"),
        ("", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_document_is_called_as_its_file_was(filename: str, name: str) -> None:
    assert document_name(filename) == name


def test_the_same_document_of_two_people_is_kept_once(draft: Delegate, card: FormQuestion) -> None:
    other = make_delegate(draft.delegation, "draft", family_name="Koike")
    assert answered(draft, card) == answered(other, card)
    assert db.session.query(Blob).count() == 1
