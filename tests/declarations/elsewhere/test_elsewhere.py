"""The document goes out, is signed in another program, and comes back as its next stage, or not at all."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from eventsys.cli import group, main
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import errors as ceremony_errors
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.elsewhere import errors, service
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import SignatoryState, Way
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages_service
from eventsys.declarations.stages.models import Enquiry
from eventsys.signing.errors.files import DamagedFile
from eventsys.signing.house.certificates import Pair, identity
from eventsys.signing.values.api import Identity, Revocation, RevocationStatus
from tests.accounts.factories import make_user, sign_in
from tests.declarations.ceremony.test_ceremony import everyone_agrees
from tests.declarations.ceremony.test_own_certificates import again, declaration, ministry, page_of, trusted
from tests.declarations.factories import signatory_of
from tests.signing.forging import forged
from tests.signing.keeping.test_other_programs import signed_elsewhere
from tests.signing.updates import OUTSIDE
from tests.support.certificates import issue, make_authority
from tests.support.web import post

__all__ = ["declaration", "ministry", "trusted"]  # fixtures: two originals, two cities


class Hand:
    """Somebody with a certificate from the ministry, and a program."""

    def __init__(self, ministry: Pair) -> None:
        self._ministry = ministry

    def issue(self, *_: Any, now: Any) -> Identity:
        key = ec.generate_private_key(ec.SECP256R1())
        return identity(Pair(issue(self._ministry, key.public_key(), now=now), key), times=1)

    def sign(self, declaration: Declaration, city: str = "Hanoi", **how: Any) -> list[bytes]:
        box = signatories_rules.box_of(signatory_of(declaration, city))
        return [
            signed_elsewhere(stages_service.document(declaration, number), self, box, **how)
            for number in (1, 2)
        ]


@pytest.fixture
def hand(ministry: Pair) -> Hand:
    return Hand(ministry)


def send(client: FlaskClient, declaration: Declaration, *files: bytes) -> TestResponse:
    page = f"{page_of(declaration)}/elsewhere"
    data = {"signed": [(io.BytesIO(one), f"{number}.pdf") for number, one in enumerate(files)]}
    return post(client, page, data, page=page, content_type="multipart/form-data")


def test_a_file_signed_elsewhere_becomes_the_next_stage_of_each_original(
    declaration: Declaration, client: FlaskClient, hand: Hand, tmp_path: Path
) -> None:
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    assert client.get(f"{page_of(declaration)}/elsewhere").text.count("document.pdf?original=") == 2
    handed = hand.sign(declaration)
    assert send(client, declaration, *reversed(handed)).status_code == 303
    found = signatory_of(again(declaration), "Hanoi")
    assert (found.state, found.way) == (SignatoryState.SIGNED, Way.ELSEWHERE)
    assert [stages_service.document(declaration, number) for number in (1, 2)] == handed
    twice = send(client, declaration, *handed)
    assert (twice.status_code, "Nothing can be signed here: signed." in twice.text) == (422, True)
    ceremony.sign(signatory_of(declaration, "Bangkok"), by=SYSTEM, now=clock.now())
    db.session.commit()
    pdf = stages_service.document(declaration)
    everyone_agrees(pdf, 3, tmp_path / "signed.pdf")
    page = post(
        client,
        "/verify",
        {"file": (io.BytesIO(pdf), "d.pdf")},
        page="/verify",
        content_type="multipart/form-data",
    ).text
    assert "This document is genuine and unchanged." in page
    assert "made with Acme Sign 3.1, by its own word" in page
    assert page.count("revocation was not checked") == 1
    shown = client.get(f"/o/plenary12/declarations/{declaration.public_id}").text
    assert "Made in another program with the signatory’s own certificate; handed in to" in shown
    assert "revocation was not checked" in shown
    told = db.session.scalars(
        select(AuditEntry).where(AuditEntry.verb == "declaration.signatory_signed").order_by(AuditEntry.id)
    ).first()
    assert told is not None
    assert told.after is not None
    assert (told.after["way"], told.after["program"], told.after["revocation"]) == (
        "elsewhere",
        "Acme Sign 3.1",
        "unasked",
    )


def refused(declaration: Declaration, *files: bytes, city: str = "Hanoi") -> Exception:
    before = [latest.digest for _, latest in stages_queries.stages(declaration)]
    with pytest.raises((errors.FileRefused, DamagedFile)) as found:
        service.read_elsewhere(signatory_of(declaration, city), files)
    assert [latest.digest for _, latest in stages_queries.stages(declaration)] == before
    return found.value


def test_whatever_is_not_the_document_with_one_signature_more_is_refused_with_the_reason(
    declaration: Declaration, hand: Hand
) -> None:
    one, two = stages = [stages_service.document(declaration, number) for number in (1, 2)]
    mine, theirs = hand.sign(declaration)
    box = signatories_rules.box_of(signatory_of(declaration, "Hanoi"))
    other = signatories_rules.box_of(signatory_of(declaration, "Bangkok"))
    both = signed_elsewhere(mine, hand, other)
    changed = signed_elsewhere(one, hand, box, OUTSIDE["action on opening"])
    stranger = signed_elsewhere(one, Hand(make_authority("Nobody", now=clock.now())), box)
    assert isinstance(refused(declaration, mine), errors.OriginalsMissing)
    assert isinstance(refused(declaration, mine, mine), errors.OriginalTwice)
    assert isinstance(refused(declaration, *stages), errors.NoNewSignature)
    assert isinstance(refused(declaration, one[:-7], two), errors.NotThisDocument)
    assert isinstance(refused(declaration, b"%PDF-1.7 x", theirs), errors.NotThisDocument)
    assert isinstance(refused(declaration, mine, theirs, city="Bangkok"), errors.AnotherBox)
    assert isinstance(refused(declaration, both, theirs), errors.SeveralSignatures)
    for pdf, reason in (
        (changed, "it was changed between two signatures"),
        (forged(mine, OUTSIDE["action on opening"]), "something was added after the last signature"),
        (mine + b"\n% saved\n", "something was added after the last signature"),
        (stranger, "comes from nobody whom this site knows"),
    ):
        found = refused(declaration, pdf, theirs)
        assert reason in str(found)
        assert isinstance(found, errors.NotTaken)
    assert isinstance(refused(declaration, mine[:-40], theirs), DamagedFile)


def test_two_who_downloaded_the_same_stage_come_one_after_the_other(
    declaration: Declaration, hand: Hand
) -> None:
    hanoi, bangkok = (signatory_of(declaration, city) for city in ("Hanoi", "Bangkok"))
    mine, theirs = hand.sign(declaration), hand.sign(declaration, "Bangkok")
    reads = [service.read_elsewhere(hanoi, mine), service.read_elsewhere(bangkok, theirs)]
    twice = service.read_elsewhere(hanoi, mine)
    service.take_elsewhere(hanoi, reads[0], by=SYSTEM, now=clock.now())
    db.session.commit()
    with pytest.raises(errors.OthersSigned):  # looked at before, and overtaken
        service.take_elsewhere(bangkok, reads[1], by=SYSTEM, now=clock.now())
    db.session.rollback()
    with pytest.raises(ceremony_errors.AlreadyAnswered):
        service.take_elsewhere(hanoi, twice, by=SYSTEM, now=clock.now())
    db.session.rollback()
    assert isinstance(refused(declaration, *theirs, city="Bangkok"), errors.OthersSigned)
    read = service.read_elsewhere(bangkok, hand.sign(declaration, "Bangkok"))
    assert len(service.take_elsewhere(bangkok, read, by=SYSTEM, now=clock.now())) == 2


def test_from_the_shell_with_what_its_issuer_answered(
    app: Flask,
    declaration: Declaration,
    hand: Hand,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    client: FlaskClient,
) -> None:
    """What was answered is on record, on the document's page and on that of verification."""
    answers = [Revocation(RevocationStatus.GOOD, "http://crl.example.org/a.crl", clock.now())] * 2
    open_transactions = []

    def answered(trail: Any, **_moment: Any) -> Revocation:
        open_transactions.append(db.session().in_transaction())
        assert x509.load_der_x509_certificate(trail.own)
        return answers.pop()

    monkeypatch.setattr("eventsys.declarations.elsewhere.service.check_revocation", answered)
    monkeypatch.setattr(group, "application", lambda: app)
    paths = [tmp_path / "1.pdf", tmp_path / "2.pdf"]
    for path, pdf in zip(paths, hand.sign(declaration), strict=True):
        path.write_bytes(pdf)
    ids = [str(declaration.public_id), str(signatory_of(declaration, "Hanoi").public_id)]
    files = [word for path in paths for word in ("--file", str(path))]
    db.session.commit()
    ended = CliRunner().invoke(main, ["declaration", "hand-in", *ids, *files])
    assert (ended.exit_code, ended.output) == (0, "Nguyễn Thế Thảo has signed for Hanoi\n")
    assert open_transactions == [False, False]
    found = again(declaration)
    (stage,) = stages_queries.enquiries(found).values()
    assert (stage.revocation, stage.revocation_source) == (Enquiry.GOOD, "http://crl.example.org/a.crl")
    sign_in(client, make_user(Role.SECRETARIAT, found.conference))
    sentence = "not revoked, by the answer of http://crl.example.org/a.crl of"
    for place in (
        f"/o/plenary12/declarations/{found.public_id}",
        f"/c/plenary12/documents/{found.public_id}",
    ):
        assert sentence in client.get(place).text
    told = CliRunner().invoke(main, ["verify", str(paths[0])])
    assert "valid, revocation good http://crl.example.org/a.crl" in told.output
