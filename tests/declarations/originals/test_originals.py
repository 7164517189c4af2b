"""One original for each language: everybody signs each, and each is verified by itself."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration, Volumes
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.verification import service as verification
from tests.declarations.factories import make_open, make_plenary, signatory_of
from tests.declarations.originals.test_documents import words_of
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")
TONGUES = ("en", "fr", "vi")
TITLES = ("Hanoi Joint Declaration", "Déclaration commune de Hanoï", "Tuyên bố chung Hà Nội")
SIGNED_FOR = ("Signed for Hanoi", "Signé pour Hanoï", "Ký thay mặt Hà Nội")


@pytest.fixture
def declaration() -> Declaration:
    made = make_open(make_plenary(cities=2), points=1, volumes=Volumes.EACH)
    made.conference.published_at = clock.now()
    db.session.commit()
    return made


def sign(declaration: Declaration, city: str) -> None:
    ceremony.sign(signatory_of(declaration, city), by=SYSTEM, now=clock.now())
    db.session.commit()


def test_each_language_has_its_own_file_which_everybody_signs(declaration: Declaration):
    for city in ("Bangkok", "Hanoi"):
        sign(declaration, city)
    files = {
        original.language: stages.document(declaration, original.number)
        for original, _ in stages_queries.stages(declaration)
    }
    assert tuple(files) == TONGUES
    for language, title in zip(TONGUES, TITLES, strict=True):
        words = words_of(files[language])
        assert [other for other in TITLES if other in words] == [title]
        found = verification.verify(files[language])
        assert (found.report.valid, found.newest, found.report.open_fields) == (True, True, ())
        assert [one.kind.value for one in found.report.signatures] == ["seal", "signature", "signature"]
        assert found.original is not None
        assert found.original.language == language


def test_the_original_speaks_its_language_and_its_record_names_all_texts(declaration: Declaration):
    sign(declaration, "Hanoi")
    for number, (language, said) in enumerate(zip(TONGUES, SIGNED_FOR, strict=True), 1):
        pdf = stages.document(declaration, number)
        assert said in words_of(pdf)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert str(opened.Root.Lang) == language
            record = json.loads(opened.attachments["declaration.json"].get_file().read_bytes())
        assert (record["original"]["number"], record["original"]["language"]) == (number, language)
        assert [text["language"] for text in record["texts"]] == list(TONGUES)


def test_both_pages_offer_every_original(declaration: Declaration, client: FlaskClient):
    public = f"/c/plenary12/documents/{declaration.public_id}"
    page = client.get(public).text
    assert [f"original={number}" in page for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "Original in French" in page
    bytes_of = {client.get(f"{public}.pdf?original={number}").data for number in (1, 2, 3)}
    assert bytes_of == {stages.document(declaration, number) for number in (1, 2, 3)}
    assert client.get(f"{public}.pdf?original=4").status_code == 404


def test_the_verification_page_tells_which_original_a_file_is(declaration: Declaration, client: FlaskClient):
    for number, said in enumerate(("Original in English", "Original in French", "Original in Vietnamese"), 1):
        sent = {"file": (io.BytesIO(stages.document(declaration, number)), "a.pdf")}
        answer = post(client, "/verify", sent, content_type="multipart/form-data")
        assert said in answer.text


def test_the_code_on_each_leads_to_that_original(declaration: Declaration, client: FlaskClient):
    for original, latest in stages_queries.stages(declaration):
        answer = client.get("/verify", query_string={"document": original.public_id.hex})
        assert latest.digest in answer.text
    assert token_of(answer.text)
