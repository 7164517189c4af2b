"""Certificates whose names asn1crypto cannot prepare, of signatories and of whom the house trusts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from eventsys.cli import group, main
from eventsys.core import clock
from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.stages import service as stages
from eventsys.declarations.verification import service
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_open, make_plenary, signatory_of
from tests.support.web import post

CASES = Path(__file__).parent / "certificates"
PASSWORD = "test1234"
THEN = datetime(2026, 11, 1, tzinfo=UTC)
"""The certificates are valid for two years from 30 October 2026."""


@pytest.fixture(autouse=True)
def then() -> Iterator[None]:
    with clock.at(THEN):
        yield


@pytest.fixture(autouse=True)
def trusted(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """EVENTSYS_TRUST_ANCHORS: the root of the certificates, and one named in Arabic beside digits. Keys of their own,
    made then."""
    paths = ":".join(str(CASES / f"{name}.pem") for name in ("root_of_these", "anchor_arabic_digits"))
    chosen = replace(app.extensions["eventsys.settings"], trust_anchors=paths, data_dir=tmp_path)
    monkeypatch.setitem(app.extensions, "eventsys.settings", chosen)


@pytest.fixture
def declaration() -> Declaration:
    made = make_open(make_plenary(cities=2), points=1)
    db.session.commit()
    return made


def test_certificate_files_sign_on_the_page(declaration: Declaration, client: FlaskClient) -> None:
    """And our own file stays genuine beside a trusted root whose name cannot be prepared."""
    assert service.verify(stages.document(declaration)).genuine
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    for city, name in (("Hanoi", "x-burmese"), ("Bangkok", "no-ku")):
        signatory = signatory_of(declaration, city)
        page = f"/o/plenary12/declarations/{declaration.public_id}/sign/{signatory.public_id}"
        file = io.BytesIO((CASES / f"{name}.p12").read_bytes())
        data = {"certificate": (file, "own.p12"), "password": PASSWORD}
        answer = post(client, f"{page}/certificate", data, page=page, content_type="multipart/form-data")
        assert answer.status_code == 303
        db.session.rollback()
    shown = post(client, "/verify", {"file": (io.BytesIO(stages.document(declaration)), "a.pdf")}).text
    assert "This document is genuine and unchanged." in shown
    for subject in ("လှမြင့်", "no-ku"):
        assert f"certificate of {subject}, issued by Test Issuing CA 1" in shown


def test_certificate_files_sign_from_the_shell(
    declaration: Declaration, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group, "application", lambda: app)
    for city, name in (("Hanoi", "x-burmese"), ("Bangkok", "no-ku")):
        ids: list[Any] = [declaration.public_id, signatory_of(declaration, city).public_id]
        file = ["--p12", str(CASES / f"{name}.p12")]
        db.session.commit()
        done = CliRunner().invoke(main, ["declaration", "sign", *map(str, ids), *file], input=f"{PASSWORD}\n")
        assert (done.exit_code, f"has signed for {city}" in done.output) == (0, True)
    assert service.verify(stages.document(declaration)).genuine
