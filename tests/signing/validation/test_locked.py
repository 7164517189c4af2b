"""Files that are encrypted: by whom they can be opened, and when the lock was put on."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import StandardSecurityHandler, StandardSecuritySettingsRevision
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.signing.errors.files import EncryptedFile
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.making.fields import field_names
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Problem, Verdict
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.validation.test_insiders import pen, signed_by


def _encrypted(pdf: bytes, password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return out.getvalue()


def test_what_only_some_may_open_is_refused_by_name(authority: MemoryAuthority) -> None:
    with pytest.raises(EncryptedFile):
        validate(_encrypted(html_to_pdf("<p>a"), "secret"), authority.anchors)


def test_what_everybody_may_open_and_nobody_may_change_is_judged(
    prepared: bytes, authority: MemoryAuthority
) -> None:
    """Here nothing protected is signed or sealed, all the same."""
    protected = _encrypted(prepared, "")
    assert validate(protected, authority.anchors).verdict is Verdict.UNSIGNED
    writer = IncrementalPdfFileWriter(io.BytesIO(protected))
    writer.encrypt("owner")
    out = io.BytesIO()
    PdfSigner(
        PdfSignatureMetadata("sig:hanoi", md_algorithm="sha256"),
        signer=pen(KnownAuthority("Other", now=NOW)).take(),
    ).sign_pdf(writer, existing_fields_only=True, output=out)
    signed = out.getvalue()
    found = validate(signed, authority.anchors)
    assert (found.verdict, found.problem) == (Verdict.UNTRUSTED, Problem.UNKNOWN_AUTHORITY)
    place = signed.index(b"/Title") + 9
    changed = validate(signed[:place] + b"?" + signed[place + 1 :], authority.anchors)
    assert (changed.verdict, changed.problem) == (Verdict.CHANGED, Problem.DIGEST)
    with pytest.raises(EncryptedFile):
        field_names(protected)


def _lock_put_over(pdf: bytes) -> bytes:
    """An update that calls the file encrypted, by a method that leaves everything as it is."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    first = writer.prev.trailer["/ID"][0].original_bytes
    handler = StandardSecurityHandler.build_from_pw_legacy(
        StandardSecuritySettingsRevision.RC4_OR_AES128, first, "owner", "", keylen_bytes=16, use_aes128=True
    )
    lock = handler.as_pdf_object()
    lock["/StmF"] = lock["/StrF"] = generic.pdf_name("/Identity")
    number = writer.add_object(lock).idnum
    out = io.BytesIO()
    writer.write(out)
    made = out.getvalue()
    place = made.index(b"<<", made.rindex(b"trailer")) + 2
    return made[:place] + b"\n/Encrypt %d 0 R" % number + made[place:]


def test_a_lock_put_over_what_was_signed_is_refused(
    prepared: bytes, sealed: bytes, signed: bytes, authority: KnownAuthority
) -> None:
    """Also under somebody's own last signature; and over what strangers signed unlocked."""
    theirs = signed_by(prepared, pen(KnownAuthority("Other", now=NOW)), "sig:hanoi")
    writer, out = IncrementalPdfFileWriter(io.BytesIO(_lock_put_over(sealed))), io.BytesIO()
    writer.encrypt("owner")
    PdfSigner(
        PdfSignatureMetadata("sig:hanoi", md_algorithm="sha256"), signer=pen(authority).take()
    ).sign_pdf(writer, existing_fields_only=True, output=out)
    for pdf in (_lock_put_over(signed), out.getvalue(), _lock_put_over(theirs)):
        with pytest.raises(EncryptedFile):
            validate(pdf, authority.anchors)
