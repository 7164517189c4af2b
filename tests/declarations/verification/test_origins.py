"""From a word of a signed file back to what brought it, by the file alone."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from eventsys.cli import group, main
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.annotated import documents
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.footnotes.errors import FootnotesUnclear
from eventsys.declarations.stages import service as stages
from eventsys.declarations.verification import service
from tests.declarations.before_cities import make_amendable
from tests.declarations.footnotes.test_service import accept
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
WORDS = {"en": "plant more trees;", "fr": "planter plus d’arbres ;", "vi": "trồng thêm cây;"}


@pytest.fixture
def declaration() -> Declaration:
    """Bangkok's amendment replaced the first point; sealed."""
    made = make_amendable()
    accept(made, **WORDS)
    amendments.consolidate(made, by=SYSTEM)
    completion.finalise(made, by=SYSTEM)
    adoption.adopt(made, by=SYSTEM, now=clock.now())
    ceremony.open_for_signature(made, by=SYSTEM, now=clock.now())
    db.session.commit()
    return made


def test_a_word_of_a_sealed_file_leads_to_its_amendment_by_the_file_alone(
    app: Flask,
    client: FlaskClient,
    declaration: Declaration,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    pdf = stages.document(declaration)
    told = service.origins_in(pdf, service.verify(pdf).report)
    assert told.annotated is not None
    marked = {
        text.language: [s.words for line in text.lines for s in line if s.amended]
        for text in told.annotated.texts
    }
    assert marked == {code: [words] for code, words in WORDS.items()}
    page = post(
        client, "/verify", {"file": (io.BytesIO(pdf), "signed.pdf")}, content_type="multipart/form-data"
    )
    assert "plant more trees;<sup>" in page.text
    assert "Amendment 1, Bangkok" in page.text
    file = tmp_path / "signed.pdf"
    file.write_bytes(pdf)
    monkeypatch.setattr(group, "application", lambda: app)
    said = CliRunner().invoke(main, ["verify", str(file), "--origins"])
    assert (said.exit_code, "en | 1. plant more trees; [2]" in said.output) == (0, True)
    assert "[2] Amendment 1, Bangkok" in said.output
    assert "accepted, decided by consensus" in said.output


def test_a_file_that_is_not_as_it_was_sealed_is_not_asked(declaration: Declaration):
    pdf = stages.document(declaration) + b"\n%more"
    assert service.origins_in(pdf, service.verify(pdf).report).annotated is None


def with_record(pdf: bytes, change: Callable[[Any], Any]) -> bytes:
    """Another file with its record changed."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        record = json.loads(document.attachments["declaration.json"].get_file().read_bytes())
        told = json.dumps(change(record)).encode()
        document.attachments["declaration.json"] = pikepdf.AttachedFileSpec(document, told)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def other_words(record: Any) -> Any:
    record["texts"][0]["content"] = record["texts"][0]["content"].replace("more", "less")
    return record


def other_digest(record: Any) -> Any:
    record["texts"][0]["sha256"] = "0" * 64
    return record


def fewer_notes(record: Any) -> Any:
    record["origins"]["texts"]["en"] = "1*0"
    return record


def no_texts(record: Any) -> Any:
    del record["texts"]
    return record


def test_each_text_must_have_its_digest_and_its_notes(declaration: Declaration):
    pdf = stages.document(declaration)
    assert documents.notes_in(with_record(pdf, lambda record: record)) is not None
    for change in (other_words, other_digest, fewer_notes, no_texts):
        with pytest.raises(FootnotesUnclear):
            documents.notes_in(with_record(pdf, change))
    for record in ({}, [], 7):
        assert documents.notes_in(with_record(pdf, lambda _record, told=record: told)) is None
    assert documents.notes_in(b"no PDF") is None
