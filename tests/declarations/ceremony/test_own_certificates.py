"""Signing with a certificate of one's own: from a file on the page."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import SpooledTemporaryFile

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from eventsys.accounts.users import service as users
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, Volumes
from eventsys.declarations.ceremony import service
from eventsys.declarations.signatories.models import SignatoryState, Way
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.service import authority
from eventsys.signing.house.certificates import Pair
from eventsys.signing.validation.validate import validate
from tests.accounts.factories import make_user, sign_in
from tests.declarations.ceremony.test_ceremony import everyone_agrees
from tests.declarations.factories import make_adopted, make_plenary, signatory_of
from tests.support.certificates import PASSWORD, make_authority, rsa_key, store
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(scope="module")
def ministry() -> Pair:
    return make_authority("A Ministry", now=clock.now())


@pytest.fixture(autouse=True)
def trusted(app: Flask, ministry: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house trusts the ministry: EVENTSYS_TRUST_ANCHORS."""
    path = tmp_path / "ministry.pem"
    path.write_bytes(ministry.certificate.public_bytes(Encoding.PEM))
    with_anchor = replace(app.extensions["eventsys.settings"], trust_anchors=str(path))
    monkeypatch.setitem(app.extensions, "eventsys.settings", with_anchor)


@pytest.fixture
def declaration() -> Declaration:
    """In two originals."""
    made = make_adopted(make_plenary(cities=2), points=1, languages=["en", "vi"])
    made.volumes = Volumes.EACH
    service.open_for_signature(made, by=SYSTEM, now=clock.now())
    db.session.commit()
    return made


def again(declaration: Declaration) -> Declaration:
    db.session.rollback()
    db.session.expire_all()
    return acts_queries.get_declaration(declaration.public_id)


# ---- the page --------------------------------------------------------------------------------------------------


def page_of(declaration: Declaration, city: str = "Hanoi") -> str:
    signatory = signatory_of(declaration, city)
    return f"/o/plenary12/declarations/{declaration.public_id}/sign/{signatory.public_id}"


def send(
    client: FlaskClient, declaration: Declaration, file: bytes, password: str = PASSWORD
) -> TestResponse:
    page = page_of(declaration)
    data = {"certificate": (io.BytesIO(file), "own.p12"), "password": password}
    return post(client, f"{page}/certificate", data, page=page, content_type="multipart/form-data")


def test_a_file_signs_every_original_and_everybody_agrees(
    declaration: Declaration, client: FlaskClient, ministry: Pair, tmp_path: Path
) -> None:
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    assert send(client, declaration, store(ministry, now=clock.now())).status_code == 303
    found = signatory_of(again(declaration), "Hanoi")
    assert (found.state, found.way) == (SignatoryState.SIGNED, Way.OWN_CERTIFICATE)
    for number in (1, 2):
        pdf = stages.document(declaration, number)
        everyone_agrees(pdf, 2, tmp_path / "signed.pdf")
        hand = validate(pdf, authority().anchors).signatures[1]
        assert (hand.signer, hand.subject, hand.issuer) == (found.name, "Own Certificate", "A Ministry")
    shown = client.get(f"/o/plenary12/declarations/{declaration.public_id}").text
    assert "own certificate" in shown
    told = db.session.scalars(
        select(AuditEntry).where(AuditEntry.verb == "declaration.signatory_signed")
    ).one()
    assert told.after is not None
    assert (told.after["way"], len(told.after["certificate_sha256"])) == ("own_certificate", 64)


Make = Callable[[Pair], bytes]


@pytest.mark.parametrize(
    ("make", "password", "field", "sentence"),
    [
        (
            lambda m: store(m, now=clock.now()),
            "wrong",
            "password",
            "The password of the certificate file is not right.",
        ),
        (
            lambda m: store(m, now=clock.now(), days=(-30, -1)),
            PASSWORD,
            "certificate",
            "This certificate expired on",
        ),
        (
            lambda m: store(m, now=clock.now(), days=(1, 30)),
            PASSWORD,
            "certificate",
            "This certificate is valid from",
        ),
        (
            lambda m: store(m, now=clock.now(), uses=["key_agreement"]),
            PASSWORD,
            "certificate",
            "not meant for signing documents",
        ),
        (lambda m: store(m, now=clock.now(), key=rsa_key(1024)), PASSWORD, "certificate", "1024 bits"),
        (
            lambda _: store(make_authority("Nobody", now=clock.now()), now=clock.now()),
            PASSWORD,
            "certificate",
            "Nobody whom this site knows vouches for this certificate: it comes from “Nobody”.",
        ),
        (lambda _: b"%PDF-1.7 no certificate", PASSWORD, "certificate", "not a certificate file"),
        (lambda _: b"\x30" * 300_000, PASSWORD, "certificate", "not a certificate file"),
        (lambda _: b"", PASSWORD, "certificate", "not a certificate file"),
    ],
)
def test_what_cannot_sign_is_told_at_its_field_and_nothing_is_signed(
    make: Make,
    password: str,
    field: str,
    sentence: str,
    declaration: Declaration,
    client: FlaskClient,
    ministry: Pair,
) -> None:
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    before = stages.document(declaration)
    answer = send(client, declaration, make(ministry), password)
    assert answer.status_code == 422
    told = answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
    assert sentence in told.replace("&#39;", "'")
    assert stages.document(again(declaration)) == before
    assert (signatory_of(declaration, "Hanoi").state, signatory_of(declaration, "Hanoi").way) == (
        "expected",
        "",
    )


def test_no_file_is_asked_for_at_its_field(declaration: Declaration, client: FlaskClient) -> None:
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    page = page_of(declaration)
    answer = post(client, f"{page}/certificate", {"password": "x"}, page=page)
    assert (answer.status_code, "Choose the certificate file" in answer.text) == (422, True)


def test_late_and_answered_are_refused(declaration: Declaration, client: FlaskClient, ministry: Pair) -> None:
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    declaration.sign_until = clock.now() - timedelta(minutes=1)
    db.session.commit()
    file = store(ministry, now=clock.now())
    assert "The deadline for signatures has passed" in send(client, declaration, file).text
    again(declaration).sign_until = None
    service.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())
    db.session.commit()
    answer = post(
        client,
        f"{page_of(declaration)}/certificate",
        {"certificate": (io.BytesIO(file), "own.p12"), "password": PASSWORD},
        page=page_of(declaration, "Bangkok"),
        content_type="multipart/form-data",
    )
    assert "Nothing can be signed here: signed." in answer.text
    assert len(validate(stages.document(again(declaration)), authority().anchors).signatures) == 2


def test_a_key_is_never_spooled_to_the_disk(
    declaration: Declaration, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large the file is; what is larger than any key is refused before it is read."""
    spooled: list[int] = []
    monkeypatch.setattr(SpooledTemporaryFile, "rollover", lambda self: spooled.append(self.tell()))
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    assert send(client, declaration, b"\x30" + b"x" * 700_000).status_code == 422
    refused = send(client, declaration, b"\x30" + b"x" * 1_000_000)
    assert (refused.status_code, "at most 1 MB" in refused.text, spooled) == (413, True, [])


def test_a_session_that_has_ended_gives_no_password_back(
    declaration: Declaration, client: FlaskClient
) -> None:
    user = make_user(Role.SECRETARIAT, declaration.conference)
    sign_in(client, user)
    where = page_of(declaration)
    token = token_of(client.get(where).text)
    users.end_sessions(user)
    db.session.commit()
    sent = {"password": "Mật khẩu rất bí mật", "on": "2013-11-19", "csrf_token": token}
    ended = client.post(f"{where}/certificate", data=sent)
    assert ended.status_code >= 400
    assert "bí mật" not in ended.text


@pytest.mark.parametrize("password", [" Mật khẩu rất bí mật 42 ", "wrong Mật khẩu rất bí mật 42"])
def test_file_and_password_leave_no_trace(
    password: str,
    declaration: Declaration,
    client: FlaskClient,
    ministry: Pair,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither when it signs (a password's own spaces count) nor when it is refused."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    key = rsa_key()
    file = store(ministry, now=clock.now(), key=key, password=" Mật khẩu rất bí mật 42 ")
    data_dir = client.application.extensions["eventsys.settings"].data_dir
    answer = send(client, declaration, file, password)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)
    assert answer.status_code == (422 if password.startswith("wrong") else 303)
    audit = [(e.verb, e.before, e.after) for e in db.session.scalars(select(AuditEntry))]
    with client.session_transaction() as session:
        kept_in_session = repr(dict(session))
    words = [answer.text, caplog.text, json.dumps(audit, ensure_ascii=False), kept_in_session]
    assert not any("bí mật" in text for text in words)
    db.session.rollback()
    prime = key.private_numbers().p
    secrets = [
        file,
        file[200:264],
        "bí mật".encode(),
        prime.to_bytes(prime.bit_length() // 8 + 1, "big")[-64:],
    ]
    for path in data_dir.rglob("*"):
        if path.is_file():
            octets = path.read_bytes()
            assert [secret for secret in secrets if secret in octets] == [], path
