"""The page that verifies says of the words for other programs whether they are those of the record, from the file alone."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.akoma import documents, service
from eventsys.declarations.akoma.documents import written
from eventsys.declarations.stages import service as stages
from tests.declarations.akoma.test_documents import FR, altered
from tests.declarations.akoma.test_rules import facts, plain_words
from tests.declarations.factories import make_open, make_plenary
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
SAME = "Attached, with the words of the record in this file to the letter"


@pytest.fixture
def declaration() -> Declaration:
    made = make_open(make_plenary(cities=2), points=2)
    made.conference.published_at = clock.now()
    db.session.commit()
    return made


def told(client: FlaskClient, data: bytes, name: str = "a.pdf") -> str:
    page = post(client, "/verify", {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")
    return " ".join(page.text.split())


def test_a_sealed_file_says_what_is_attached_and_whether_it_is_the_same(
    declaration: Declaration, client: FlaskClient
):
    pdf = stages.document(declaration)
    genuine = told(client, pdf)
    assert SAME in genuine
    assert "English, Français, and Tiếng Việt" in genuine
    assert "other words than the record" not in genuine

    def exchanged(opened):
        held = opened.attachments[FR].get_file().read_bytes()
        opened.attachments[FR] = held.replace("énergétiques".encode(), b"de tous")

    found = told(client, altered(pdf, exchanged))  # beside what is said of the signatures, which it breaks
    assert re.search("Akoma Ntoso in Français: .{0,400}other words than the record in this file", found)
    assert SAME in found


def test_words_alone_are_found_on_record_or_refused_by_name(declaration: Declaration, client: FlaskClient):
    data = service.file_of(declaration, "fr")
    page = told(client, data, "declaration.fr.xml")
    assert "to the letter, those that are on record here as adopted in Français" in page
    assert "Hanoi Joint Declaration" in page
    other = data.replace("énergétiques".encode(), b"de tous")
    assert "its words in Français are not those that were adopted" in told(client, other, "a.xml")
    strange = written(plain_words(), facts())
    assert "No text with the words in this file was adopted here" in told(client, strange, "a.xml")
    assert "This is no adopted text in Akoma Ntoso" in told(client, b"<html></html>", "a.xml")
    declaration.conference.published_at = None
    db.session.commit()
    assert "No text with the words in this file was adopted here" in told(client, data, "a.xml")


def test_a_bomb_is_stopped(client: FlaskClient):
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "words">{entities}]><akomaNtoso>&e12;</akomaNtoso>'
    assert "This is no adopted text in Akoma Ntoso" in told(client, bomb.encode(), "a.xml")


def test_what_is_packed_to_too_much_beside_the_record_is_stopped(declaration: Declaration):
    def packed(opened):
        opened.attachments[FR] = b" " * 60_000_000

    found = {
        one.language: str(one.likeness)
        for one in documents.compared(altered(stages.document(declaration), packed))
    }
    assert found == {"en": "same", "fr": "unreadable", "vi": "same"}
