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
from eventsys.conferences.city_names import service as city_names
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.annotated import documents
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.footnotes.errors import FootnotesUnclear
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.verification import service
from tests.declarations.before_cities import make_amendable
from tests.declarations.factories import POINTS, make_agreement, make_plenary
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


def test_each_word_of_a_signed_agreement_leads_to_what_made_it_its_parties_names_too():
    """Hanoi's name is the register's, what stands before it the secretariat's; Tomsk's was settled for this edition."""
    plenary = make_plenary(cities=13)
    seats = {seat.own_city.code: seat for seat in representation_queries.member_delegations(plenary)}
    hanoi, tomsk = seats["HAN"], seats["TOF"]
    city_names.name_city(plenary, tomsk.own_city, name={"en": "Tomsk City"}, country=None, by=SYSTEM)
    made = make_agreement(hanoi, tomsk, points=1)
    called = {hanoi.id: {"en": "the City of Hanoi", "fr": "la Ville de Hanoï", "vi": "thành phố Hà Nội"}}
    agreements.set_parties(made, [hanoi, tomsk], names=called, by=SYSTEM)
    completion.agree_text(made, by=SYSTEM, now=clock.now())
    ceremony.open_for_signature(made, by=SYSTEM, now=clock.now())
    db.session.commit()
    pdf = stages.document(made)
    told = service.origins_in(pdf, service.verify(pdf).report).annotated
    assert told is not None
    notes = {note.number: note.words for note in told.notes}
    by_word = {
        text.language: [(s.words.strip(), notes.get(s.note)) for line in text.lines[1:] for s in line]
        for text in told.texts
    }
    register = "Name of the city in the network’s register of cities: Hanoi"
    assert by_word["en"] == [
        ("between", "Fixed words, the same around every text"),
        ("the City of", "Changed by the secretariat"),
        ("Hanoi", register),
        ("and", "Fixed words, the same around every text"),
        ("Tomsk City", "Name that was settled for the city at this edition: Tomsk City"),
        ("1.", None),
        (POINTS[0]["en"], "Draft of the secretariat"),
        (
            "The texts in English, French, and Vietnamese are equally authentic.",
            "Clause on the languages, in fixed words, as the secretariat chose it",
        ),
    ]
    assert by_word["fr"][1:3] == [
        ("la Ville de", "Changed by the secretariat"),
        ("Hanoï", register),
    ]


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
