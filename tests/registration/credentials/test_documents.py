"""What is taken for a letter, and what is refused by name."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import pem
from flask import Flask

from eventsys.core import clock
from eventsys.core.errors import Refusal
from eventsys.pdf.layout.render import Box
from eventsys.registration.credentials import documents
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.making import appearance
from eventsys.signing.making.fields import prepare
from eventsys.signing.making.sign import sign
from eventsys.signing.values.api import CertificateSubject, FieldSpec, SignatureText
from tests.files.factories import bomb, picture
from tests.registration.credentials.factories import letter_pdf

pytestmark = pytest.mark.usefixtures("app")


def encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def test_one_pdf_is_kept_as_it_came_and_pictures_become_one_of_their_pages() -> None:
    pdf = letter_pdf(pages=2)
    found = documents.read_letter([pdf])
    assert (found.filed, found.pages, found.signer) == (pdf, 2, "")
    assert found.shown != pdf
    several = documents.read_letter([picture(800, 1100), picture(1100, 800, "PNG"), pdf])
    assert (several.pages, several.filed == several.shown) == (4, True)
    image = documents.sheet_picture(several.shown, 2)
    assert image is not None
    assert image.startswith(b"\x89PNG")
    assert documents.sheet_picture(several.shown, 5) is None


@pytest.mark.parametrize(
    ("sheets", "refusal"),
    [
        (list, "LetterUnreadable"),
        (lambda: [b"PK\x03\x04 a letter.docx"], "LetterUnreadable"),
        (lambda: [bomb()], "PictureTooLarge"),
        (lambda: [encrypted()], "EncryptedPdf"),
        (lambda: [letter_pdf(pages=100)], "TooManyPages"),
        (lambda: [letter_pdf()[:900]], "DamagedPdf"),
        (lambda: [b"%PDF-" + b"0" * 60_000_000], "LetterTooLarge"),
    ],
    ids=["nothing", "another kind", "bomb", "encrypted", "a hundred pages", "damaged", "heavy"],
)
def test_what_is_no_letter_is_refused_by_name(sheets, refusal: str) -> None:
    with pytest.raises(Refusal) as refused:
        documents.read_letter(sheets())
    assert type(refused.value).__name__ == refusal


def test_a_valid_electronic_signature_names_its_signer_and_one_of_a_stranger_does_not(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom this site trusts, its validator says."""
    now = clock.now()
    guest = MemoryAuthority("Public", now=now - timedelta(days=1))
    box = Box(0, 100, 100, 300, 160)
    pdf = prepare(letter_pdf(), [FieldSpec("Signature1", box, "Signature")])
    by = guest.issue(CertificateSubject("Mayor Park"), now=now)
    signed = sign(
        pdf,
        field="Signature1",
        by=by,
        text=SignatureText("Park"),
        appearance=appearance.draw(["Park"], box=box),
    )
    assert documents.read_letter([signed]).signer == ""
    (tmp_path / "guest.pem").write_bytes(pem.armor("CERTIFICATE", guest.roots[0]))
    trusting = replace(app.extensions["eventsys.settings"], trust_anchors=str(tmp_path / "guest.pem"))
    monkeypatch.setitem(app.extensions, "eventsys.settings", trusting)
    assert documents.read_letter([signed]).signer == "Park"
    assert documents.read_letter([prepare(signed, [FieldSpec("Later", box, "")])]).signer == "", (
        "changed since"
    )
    assert documents.read_letter([signed, pdf]).signer == "", "of several files none is what was signed"
