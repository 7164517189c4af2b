"""The verification page beside the upload: a typed hash, the number printed on a document, reasons, our lists."""

from __future__ import annotations

import io

import pytest
from cryptography import x509
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.service import authority
from eventsys.signing.house.authority import revoke
from tests.declarations.factories import drawing, make_open, make_plenary, signatory_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def declaration() -> Declaration:
    made = make_open(make_plenary(cities=2), points=1)
    ceremony.sign(signatory_of(made, "Hanoi"), by=SYSTEM, now=clock.now())
    made.conference.published_at = clock.now()
    db.session.commit()
    return made


def digest(declaration: Declaration) -> str:
    ((_original, latest),) = stages_queries.stages(declaration)
    return latest.digest


def test_a_typed_hash_finds_its_stage_however_it_is_written(declaration: Declaration, client: FlaskClient):
    early = digest(declaration)
    spaced = " ".join(early[at : at + 8].upper() for at in range(0, 64, 8))
    answer = client.get("/verify", query_string={"sha256": spaced})
    assert answer.status_code == 200
    assert "the newest stage of the document on record" in answer.text
    assert "Only the file itself can be verified" in answer.text
    ceremony.sign(signatory_of(declaration, "Bangkok"), by=SYSTEM, now=clock.now())
    db.session.commit()
    assert "more signatures were added since" in client.get("/verify", query_string={"sha256": early}).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"sha256": "0" * 64}, "No document is on record here"),
        ({"sha256": "hello"}, "a SHA-256 has 64 characters"),
        ({"document": "0" * 32}, "No document is on record here"),
        ({"document": "<script>"}, "No document is on record here"),
    ],
)
def test_what_is_not_on_record_is_said_so(client: FlaskClient, asked: dict[str, str], said: str):
    answer = client.get("/verify", query_string=asked)
    assert answer.status_code == 422
    assert said in answer.text


def test_the_number_on_a_document_leads_to_its_newest_stage(declaration: Declaration, client: FlaskClient):
    ((original, _latest),) = stages_queries.stages(declaration)
    answer = client.get("/verify", query_string={"document": original.public_id.hex})
    assert digest(declaration) in answer.text
    declaration.conference.published_at = None
    db.session.commit()
    assert client.get("/verify", query_string={"document": original.public_id.hex}).status_code == 422


def send(client: FlaskClient, data: bytes):
    return post(client, "/verify", {"file": (io.BytesIO(data), "a.pdf")}, content_type="multipart/form-data")


def test_each_signature_says_what_was_checked_and_why_it_fails(declaration: Declaration, client: FlaskClient):
    pdf = stages.document(declaration)
    genuine = send(client, pdf).text
    assert genuine.count("covers the whole document as it was") == 2
    assert "Nothing was added after the last signature." in genuine
    assert "printed and kept as a certificate of verification" in genuine
    for words in (
        "Certificate of verification",
        "a.pdf",
        "signed; the time is the signer’s own.",
        "Hanoi time",
    ):
        assert words in genuine
    assert "B-B" not in genuine
    place = pdf.index(b"stream", 3000) + 40
    changed = send(client, pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]).text
    assert "What was signed was changed afterwards." in changed
    assert "not intact" in changed
    for never in ("Nothing was added", "covers the whole document as it was", ">digest<"):
        assert never not in changed
    longer = send(client, pdf + b"%more\n").text
    assert "6 bytes are covered by no signature" in longer


def test_how_a_signature_was_made_and_what_that_proves(declaration: Declaration, client: FlaskClient):
    """From the record where the file is on it, else from the file itself."""
    ink = ceremony.ink_from_data_url(drawing())
    by = Actor(kind="user", user_id=7, label="Lê Thu Hà")
    ceremony.sign(signatory_of(declaration, "Bangkok"), by=by, now=clock.now(), ink=ink)
    db.session.commit()
    pdf = stages.document(declaration)
    known = " ".join(send(client, pdf).text.split())
    for words in (
        'Drawn by hand in the presence of Lê Thu Hà, secretariat <span class="muted">Anan Suksawat</span>',
        "Recorded from the shell of the site, by whoever runs it",
        "the secretariat vouches for",
        "Set by the site in the name of the secretariat",
    ):
        assert words in known
    latest = stages_queries.stages(declaration)[0][1]
    latest.digest = "0" * 64
    db.session.commit()
    stranger = send(client, pdf).text
    assert (
        "“Signs Hanoi Joint Declaration for Bangkok. Drawn by hand in the presence of Lê Thu Hà" in stranger
    )
    assert "This is what the file itself says." in stranger


def test_a_proxy_is_called_one(declaration: Declaration, client: FlaskClient):
    proxy = signatory_of(declaration, "Bangkok")
    proxy.by_proxy, proxy.principal = True, "Anan Suksawat"
    db.session.commit()
    before = send(client, stages.document(declaration)).text  # its box is still empty
    ceremony.sign(proxy, by=SYSTEM, now=clock.now())
    db.session.commit()
    for text in (before, send(client, stages.document(declaration)).text):
        assert "by proxy for Anan Suksawat" in " ".join(text.split())


def test_the_authority_publishes_what_it_has_revoked(client: FlaskClient):
    root = x509.load_der_x509_certificate(authority().anchors[0])
    name = root.fingerprint(root.signature_hash_algorithm).hex()[:16]  # type: ignore[arg-type]
    answer = client.get(f"/authority/crl.der?root={name}")
    assert answer.mimetype == "application/pkix-crl"
    listed = x509.load_der_x509_crl(answer.data)
    assert listed.is_signature_valid(root.public_key())  # type: ignore[arg-type]
    known = {one.serial_number for one in listed}
    serial = x509.random_serial_number()
    assert revoke(settings().data_dir / "authority", serial, now=clock.now())
    listed = x509.load_der_x509_crl(client.get(f"/authority/crl.der?root={name}").data)
    assert {one.serial_number for one in listed} == known | {serial}
    assert x509.load_der_x509_crl(client.get("/authority/crl.der").data).issuer == root.subject
    assert client.get("/authority/crl.der?root=0123456789abcdef").status_code == 404
