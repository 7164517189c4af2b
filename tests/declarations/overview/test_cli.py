"""The same verbs from a shell, and ``eventsys verify``."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import group, main
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import DeclarationState
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.files import service as files
from tests.declarations.factories import make_declaration, make_open, make_plenary


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(group, "application", lambda: app)

    def invoke(*arguments: object) -> Result:
        db.session.commit()
        return CliRunner().invoke(main, [str(one) for one in arguments])

    return invoke


def test_from_adoption_to_the_close(run: Any, tmp_path: Path):
    conference = make_plenary(cities=2)
    declaration = make_declaration(conference, points=1)
    number = declaration.public_id
    assert "zero draft  0/0  Hanoi Joint Declaration" in run("declaration", "list", conference.slug).output
    assert run("declaration", "adopt", number).output == "Hanoi Joint Declaration: adopted\n"
    prospect, done = run("declaration", "seal", number).output.splitlines()
    assert prospect.startswith("No time-stamp service is set up.")
    assert done == "Hanoi Joint Declaration: open for signature"
    shown = run("declaration", "show", number).output
    people = signatories_queries.signatories(declaration)
    assert all(text.sha256 in shown for text in completion_queries.frozen_texts(declaration))
    assert "2. Hanoi: Nguyễn Thế Thảo, expected" in shown
    early = run("declaration", "close", number)
    assert (early.exit_code, "Still expected: Bangkok and Hanoi" in early.output) == (2, True)
    signed = run("declaration", "sign", number, *(s.public_id for s in people))
    assert signed.output.splitlines() == [
        "Anan Suksawat has signed for Bangkok",
        "Nguyễn Thế Thảo has signed for Hanoi",
    ]
    assert run("declaration", "close", number).output == "Hanoi Joint Declaration: closed\n"
    assert "closed  2/2" in run("declaration", "list", conference.slug).output
    verified(run, stages.document(declaration), tmp_path / "signed.pdf")


def verified(run: Any, pdf: bytes, path: Path) -> None:
    path.write_bytes(pdf)
    genuine = run("verify", path)
    assert genuine.exit_code == 0
    first, second, *rows = genuine.output.splitlines()
    assert first == "This document is genuine and unchanged."
    assert second.startswith("Hanoi Joint Declaration, ")
    made = [row.split(".")[0] for row in rows[3:]]
    assert made == [
        "Set by the site in the name of the secretariat",
        "Recorded from the shell of the site, by whoever runs it",
    ]
    assert [row.split(" | ")[0::4] for row in rows[:3]] == [
        ["Seal of the secretariat / Sceau du secrétariat / Con dấu của ban thư ký", "valid"],
        ["Anan Suksawat", "valid"],
        ["Nguyễn Thế Thảo", "valid"],
    ]
    path.write_bytes(pdf[:-1] + b"X")
    changed = run("verify", path)
    assert (changed.exit_code, changed.output.startswith("Do not trust this file")) == (1, True)
    path.write_bytes(pdf + b"more")
    longer = run("verify", path)
    assert (longer.exit_code, "(4 bytes)" in longer.output) == (1, True)
    path.write_bytes(pdf.replace(b"/Title", b"/Titel", 1))
    assert "What was signed was changed afterwards. [digest]" in run("verify", path).output


def test_paper_from_the_shell(run: Any, tmp_path: Path):
    declaration = make_open(make_plenary(cities=2), points=1)
    number, people = declaration.public_id, signatories_queries.signatories(declaration)
    bangkok, hanoi = (s.public_id for s in people)
    copy = tmp_path / "copy.pdf"
    assert run("declaration", "paper", number, copy).output.startswith(f"{copy}: print it")
    again = run("declaration", "paper", number, copy)
    assert (again.exit_code, again.output) == (1, f"Error: {copy} is there already\n")
    (tmp_path / "text.pdf").write_text("hello")
    refused = run("declaration", "scan", number, hanoi, "--file", tmp_path / "text.pdf")
    assert (refused.exit_code, "neither a PDF nor a picture" in refused.output) == (2, True)
    filed = run("declaration", "scan", number, hanoi, "--file", copy)
    assert filed.output.splitlines() == [
        f"scan 1 is filed and sealed, SHA-256 {sha256(copy.read_bytes()).hexdigest()}",
        "Nguyễn Thế Thảo, Hanoi: signed on paper, scan on file",
    ]
    assert "1/2 (1 on paper)" in run("declaration", "list", declaration.conference.slug).output
    assert "Nguyễn Thế Thảo, signed on paper, scan on file" in run("declaration", "show", number).output
    run("declaration", "sign", number, bangkok)
    (tmp_path / "signed.pdf").write_bytes(stages.document(declaration))
    told = run("verify", tmp_path / "signed.pdf")
    assert (told.exit_code, told.output.splitlines()[-1]) == (
        0,
        "Nguyễn Thế Thảo | Hanoi | - | - | no signature here: signed on paper, scan on file",
    )
    (tmp_path / "scan.pdf").write_bytes(files.read(stages_queries.scans(declaration)[0].sealed_digest))
    told = run("verify", tmp_path / "scan.pdf")
    assert (told.exit_code, told.output.startswith("This is a scan of a document signed on paper;")) == (
        0,
        True,
    )
    assert run("declaration", "close", number).output == "Hanoi Joint Declaration: closed\n"


def test_what_cannot_be_read_ends_with_two(run: Any, tmp_path: Path):
    (tmp_path / "text").write_text("hello")
    for path, said in (
        (tmp_path / "text", "not a PDF"),
        (tmp_path / "nothing", "No such file"),
        (tmp_path, "directory"),
    ):
        ended = run("verify", path)
        assert (ended.exit_code, said in ended.output) == (2, True)


def test_refusals_are_one_line(run: Any):
    declaration = make_declaration(make_plenary(cities=1), points=1)
    point = declaration.paragraphs[-1]
    point.text = Localized(en="only English")
    gap = run("declaration", "adopt", declaration.public_id)
    assert gap.exit_code == 1
    assert gap.output.startswith("Error: Point 1 has no text in Français.")
    db.session.refresh(declaration)
    assert declaration.state == DeclarationState.ZERO_DRAFT
    early = run("declaration", "seal", declaration.public_id)
    assert (early.exit_code, "cannot become" in early.output) == (2, True)
    stranger = run("declaration", "sign", declaration.public_id, declaration.public_id)
    assert (stranger.exit_code, "no signatory of this declaration" in stranger.output) == (1, True)
    assert run("declaration", "show", point.public_id).exit_code == 2
