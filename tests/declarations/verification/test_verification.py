"""Verification by anyone: what is genuine, and every way in which a file is not."""

from __future__ import annotations

import gc
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import pem
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from eventsys.app import create_app
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.service import authority
from eventsys.declarations.verification import service
from eventsys.files.models import Blob
from eventsys.signing.errors.files import DamagedFile
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.making import appearance
from eventsys.signing.making.fields import field_box
from eventsys.signing.making.sign import sign
from eventsys.signing.values.api import CertificateSubject, SignatureText, Verdict
from tests.conftest import test_settings
from tests.declarations.factories import make_open, make_plenary, signatory_of
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def declaration() -> Declaration:
    """Two of three have signed."""
    made = make_open(make_plenary(cities=3), points=2)
    for city in ("Bangkok", "Hanoi"):
        ceremony.sign(signatory_of(made, city), by=SYSTEM, now=clock.now())
        db.session.commit()
    return made


def send(client: FlaskClient, data: bytes, name: str = "signed.pdf"):
    return post(client, "/verify", {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def test_the_genuine_file_is_told_with_everyone_who_signed(declaration: Declaration, client: FlaskClient):
    found = service.verify(stages.document(declaration))
    assert (found.report.verdict, found.declaration, found.newest) == (Verdict.VALID, declaration, True)
    assert [s.city["en"] for s in found.signatories.values()] == ["Bangkok", "Hanoi", "Jakarta"]
    assert [s.city["en"] for s in found.unsigned] == ["Jakarta"]
    answer = send(client, stages.document(declaration))
    assert answer.status_code == 200
    assert "This document is genuine and unchanged." in answer.text
    for words in (
        "Hanoi Joint Declaration",
        "Nguyễn Thế Thảo",
        "Anan Suksawat",
        "Bangkok",
        "the time is the signer’s own",
        found.report.sha256,
    ):
        assert words in answer.text
    assert "earlier stage" not in answer.text
    assert "NOT" not in answer.text.replace("NOTHING", "")


def test_an_earlier_stage_is_genuine_and_said_to_be_earlier(declaration: Declaration, client: FlaskClient):
    early = stages.document(declaration)
    ceremony.sign(signatory_of(declaration, "Jakarta"), by=SYSTEM, now=clock.now())
    db.session.commit()
    found = service.verify(early)
    assert (found.report.valid, found.newest) == (True, False)
    assert "genuine and unchanged, but signatures were added since" in send(client, early).text


def signed_elsewhere(pdf: bytes, signatory: Signatory) -> bytes:
    """By somebody whose certificate this house trusts, and not through the ceremony."""
    field, now = signatories_rules.box_of(signatory), clock.now()
    look = appearance.draw(["Sutiyoso"], box=field_box(pdf, field))
    by = authority().issue(CertificateSubject("Mallory"), now=now)
    return sign(pdf, field=field, by=by, text=SignatureText("Sutiyoso"), appearance=look)


def test_a_file_completed_elsewhere_is_not_called_genuine(declaration: Declaration, client: FlaskClient):
    pdf = signed_elsewhere(stages.document(declaration), signatory_of(declaration, "Jakarta"))
    found = service.verify(pdf)
    assert (found.report.verdict, found.genuine, found.absent) == (Verdict.VALID, False, ())
    answer = send(client, pdf)
    assert "this site did not make it: ask the secretariat first" in answer.text
    assert "genuine" not in answer.text
    assert "notice-warn" in answer.text


def test_a_file_without_a_signature_that_is_on_record_is_incomplete(client: FlaskClient):
    declaration = make_open(make_plenary(cities=3), points=1)
    pdf = signed_elsewhere(stages.document(declaration), signatory_of(declaration, "Jakarta"))
    ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())
    db.session.commit()
    found = service.verify(pdf)
    assert found.report.verdict is Verdict.INCOMPLETE
    assert [one.city["en"] for one in found.absent] == ["Hanoi"]
    assert "On record, but not in this file: Hanoi." in send(client, pdf).text


def test_a_guest_s_certificate_is_told_besides_the_name_that_is_stated(
    declaration: Declaration, client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    guest = MemoryAuthority("Public", now=clock.now() - timedelta(days=1))
    (tmp_path / "guest.pem").write_bytes(pem.armor("CERTIFICATE", guest.roots[0]))
    settings = client.application.extensions["eventsys.settings"]
    trusting = replace(settings, trust_anchors=str(tmp_path / "guest.pem"))
    monkeypatch.setitem(client.application.extensions, "eventsys.settings", trusting)
    signatory = signatory_of(declaration, "Jakarta")
    pdf, field = stages.document(declaration), signatories_rules.box_of(signatory)
    look = appearance.draw(["Sutiyoso"], box=field_box(pdf, field))
    by = guest.issue(CertificateSubject("Mallory"), now=clock.now())
    pdf = sign(pdf, field=field, by=by, text=SignatureText("Sutiyoso"), appearance=look)
    assert service.verify(pdf).report.verdict is Verdict.VALID
    answer = send(client, pdf)
    assert "certificate of Mallory, issued by Built-in signing authority (not qualified)" in answer.text
    assert answer.text.count("issued by") == 1


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.97])
def test_one_changed_byte_is_found_anywhere(declaration: Declaration, place: float):
    pdf = bytearray(stages.document(declaration))
    pdf[int(len(pdf) * place)] ^= 0x01
    try:
        found = service.verify(bytes(pdf))
    except DamagedFile:
        return
    assert not found.report.valid
    assert found.declaration is None


def test_the_page_warns_of_a_changed_byte(declaration: Declaration, client: FlaskClient):
    pdf = bytearray(stages.document(declaration))
    pdf[pdf.index(b"stream", 3000) + 40] ^= 0x01  # in what is printed
    answer = send(client, bytes(pdf))
    assert "Do not trust this file: it was changed after it was signed." in answer.text
    assert "This exact file is not on record here." in answer.text
    assert "not valid" in answer.text
    assert "genuine" not in answer.text


def test_a_cut_tail_is_found(declaration: Declaration):
    pdf = stages.document(declaration)
    assert service.verify(pdf[:-1]).report.verdict == Verdict.CHANGED
    with pytest.raises(DamagedFile):
        service.verify(pdf[: len(pdf) // 2])


def test_appended_bytes_are_found(declaration: Declaration, client: FlaskClient):
    pdf = stages.document(declaration)
    found = service.verify(pdf + b"\n")
    assert found.report.verdict == Verdict.EXTENDED
    assert found.report.added_after == 1
    assert "Do not trust this file" in send(client, pdf + b"%more\n").text


def test_a_file_saved_again_by_another_program_is_found(declaration: Declaration):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(stages.document(declaration))) as pdf:
        pdf.save(out)
    assert not service.verify(out.getvalue()).report.valid


def test_a_pdf_without_signatures_says_so(client: FlaskClient):
    answer = send(client, blank())
    assert answer.status_code == 200
    assert "This file bears no signature." in answer.text


def test_the_seal_of_another_house_is_not_trusted(declaration: Declaration, tmp_path: Path):
    pdf = stages.document(declaration)
    other = create_app(test_settings(tmp_path, f"sqlite:///{tmp_path / 'other.db'}"))
    with other.app_context():
        db.create_all()
        found = service.verify(pdf)
        assert (found.report.verdict, found.declaration) == (Verdict.UNTRUSTED, None)
        db.engine.dispose()


def blank(**how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is not a PDF."),
        (b"hello", "This file is not a PDF."),
        (b"%PDF-1.7\n" + b"garbage" * 100, "This PDF is damaged and cannot be read."),
        (blank(encryption=pikepdf.Encryption(owner="a", user="b")), "This PDF is encrypted."),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(client: FlaskClient, data: bytes, sentence: str):
    answer = send(client, data)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_protected_file_that_opens_without_a_password_is_looked_at(client: FlaskClient):
    answer = send(client, blank(encryption=pikepdf.Encryption(owner="a", user="")))
    assert answer.status_code == 200
    assert "This file bears no signature." in answer.text


def test_no_file_is_asked_for_again(client: FlaskClient):
    answer = post(client, "/verify", {})
    assert answer.status_code == 422
    assert "Choose the PDF you want to verify" in answer.text


def test_too_large_a_file_gets_our_own_page(app: Flask, client: FlaskClient):
    megabytes = app.extensions["eventsys.settings"].max_upload_mb
    answer = send(client, b"%PDF-" + b"0" * (megabytes * 1_000_000))
    assert answer.status_code == 413
    assert f"at most {megabytes} MB" in answer.text


def test_verification_keeps_nothing(
    declaration: Declaration, client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def kept() -> tuple[int | None, int | None, set[Path]]:
        data = client.application.extensions["eventsys.settings"].data_dir
        rows = (db.session.scalar(select(func.count()).select_from(table)) for table in (Blob, AuditEntry))
        files = {p for p in data.rglob("*") if p.is_file() and not p.name.endswith(("-wal", "-shm"))}
        return next(rows), next(rows), files

    before = kept()
    db.session.rollback()
    changed = stages.document(declaration)[:-10] + b"0123456789"
    send(client, changed + b"\0" * 700_000)  # large enough to be spooled to disk while it comes in
    assert kept() == before
    assert list(tmp_path.iterdir()) == []
    gc.collect()  # a temporary file left open would be told here


def test_verification_waits_for_no_writer(declaration: Declaration, client: FlaskClient):
    """Only reading: somebody else's open write transaction is no hindrance, nor is it one to them."""
    pdf = stages.document(declaration)
    page = client.get("/verify").text
    db.session.rollback()
    acts_queries.locked(
        acts_queries.get_declaration(declaration.public_id)
    )  # a writer in the middle of its work
    data = {"file": (io.BytesIO(pdf), "a.pdf"), "csrf_token": token_of(page)}
    answer = client.post("/verify", data=data, content_type="multipart/form-data")
    assert "genuine" in answer.text


def test_verification_is_rate_limited(tmp_path: Path):
    limited = create_app(test_settings(tmp_path, f"sqlite:///{tmp_path / 'limits.db'}", rate_limits=True))
    with limited.app_context():
        db.create_all()
    browser = limited.test_client()
    answers = [post(browser, "/verify", {}).status_code for _ in range(21)]
    assert answers == [422] * 20 + [429]
    with limited.app_context():
        db.engine.dispose()


def test_a_form_from_elsewhere_is_refused(client: FlaskClient):
    data = {"file": (io.BytesIO(b"%PDF-"), "a.pdf")}
    assert client.post("/verify", data=data, content_type="multipart/form-data").status_code == 400


@pytest.mark.parametrize("field", ["seal", "sig-", "sig-nothex", "other", "sig-" + "0" * 31])
def test_only_our_own_fields_name_a_signatory(field: str):
    assert signatories_rules.signatory_id(field) is None
