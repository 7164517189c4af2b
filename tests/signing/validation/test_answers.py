"""The three answers, and the right reason for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from asn1crypto import algos, cms
from pyhanko.pdf_utils import generic
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from eventsys.pdf.layout.render import Box
from eventsys.signing.document.writing import IncrementalUpdate as Writer
from eventsys.signing.errors.files import DamagedFile
from eventsys.signing.house.certificates import identity
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Identity, Indication, Problem, Verdict
from tests.signing import forging
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.keeping.test_other_programs import evidence
from tests.signing.validation.test_insiders import guest, pen, signed_by
from tests.support.certificates import make_authority

__all__ = ["guest"]  # a fixture


def test_a_format_of_others_is_not_called_changed(signed: bytes, authority: KnownAuthority) -> None:
    place = signed.rindex(b"/ETSI.CAdES.detached")
    other = b"/adbe.pkcs7.sha1".ljust(20)
    found = validate(signed[:place] + other + signed[place + 20 :], authority.anchors)
    last = found.signatures[-1]
    assert (found.verdict, found.problem) == (Verdict.UNCLEAR, Problem.FORMAT)
    assert (last.indication, last.sub_indication) == (Indication.UNCLEAR, "GENERIC")
    assert [one.indication for one in found.signatures[:-1]] == [Indication.VALID] * 3
    assert found.added_after == 0  # how far it reaches was not measured


@pytest.mark.parametrize(
    ("days", "problem", "indication"),
    [(7400, Problem.EXPIRED, "OUT_OF_BOUNDS_NO_POE"), (0, None, "")],
)
def test_the_clock_of_the_verifier_leaves_it_open(
    days: int,
    problem: Problem | None,
    indication: str,
    sealed: bytes,
    authority: KnownAuthority,
    guest: KnownAuthority,
) -> None:
    pdf = signed_by(sealed, pen(guest), "sig:hanoi")
    now = NOW + timedelta(days=days, minutes=5)
    found = validate(pdf, (*authority.anchors, *guest.anchors), house=authority.roots, now=now)
    assert (found.problem, found.signatures[-1].sub_indication) == (problem, indication)
    assert found.signatures[-1].indication is (Indication.UNCLEAR if problem else Indication.VALID)


def test_a_stranger_is_open_and_a_changed_file_is_not(signed: bytes, authority: KnownAuthority) -> None:
    stranger = validate(signed, KnownAuthority("Other", now=NOW).anchors)
    assert (stranger.verdict, stranger.problem) == (Verdict.UNTRUSTED, Problem.UNKNOWN_AUTHORITY)
    assert {one.indication for one in stranger.signatures} == {Indication.UNCLEAR}
    changed = validate(forging.point_changed(signed), authority.anchors)
    assert {one.indication for one in changed.signatures} == {Indication.NOT_VALID}


def test_who_vouches_for_themselves_is_known_to_nobody(prepared: bytes, authority: KnownAuthority) -> None:
    """And is not said to have a certificate for something else."""
    own = identity(make_authority("Anybody", now=NOW), times=1)
    found = validate(signed_by(prepared, own, "sig:hanoi"), authority.anchors)
    assert (found.verdict, found.problem) == (Verdict.UNTRUSTED, Problem.UNKNOWN_AUTHORITY)


def test_the_gravest_of_several_is_told(signed: bytes) -> None:
    """A hidden change under somebody unknown: not the one who is unknown is what matters."""
    changed = forging.with_contents(signed, b"/Contents <00>")
    found = validate(changed, KnownAuthority("Other", now=NOW).anchors)
    assert found.verdict is Verdict.CHANGED
    assert found.problem is Problem.CONTENTS
    assert found.added_after == 0


def _signed_with(contents: Callable[[cms.SignedData], None], pdf: bytes) -> bytes:
    """What no key protects in the last signature, written in another way."""
    start, end = forging.last_gap(pdf)
    content = cms.ContentInfo.load(bytes.fromhex(pdf[start + 1 : end - 1].decode()))
    contents(content["content"])
    digits = content.dump().hex().encode()
    return pdf[: start + 1] + digits.ljust(end - start - 2, b"0") + pdf[end - 1 :]


def _one_more(certificate: bytes) -> Callable[[cms.SignedData], None]:
    def change(data: cms.SignedData) -> None:
        data["certificates"].append(cms.CertificateChoices.load(certificate))

    return change


DAMAGED = [b"\x30\x03\x30\x01\x00", b"\x30\x06\x30\x02\x02\x00\x30\x00"]


@pytest.mark.parametrize("certificate", DAMAGED)
def test_a_damaged_certificate_beside_the_signer_s_is_no_change(
    certificate: bytes, sealed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """Of a guest, whose program wrote it; in a signature of ours nothing stands that we did not write."""
    everybody = (*authority.anchors, *guest.anchors)
    theirs = _signed_with(_one_more(certificate), signed_by(sealed, pen(guest), "sig:hanoi"))
    assert validate(theirs, everybody, house=authority.roots).verdict is Verdict.VALID
    ours = _signed_with(_one_more(certificate), signed_by(sealed, pen(authority), "sig:hanoi"))
    found = validate(ours, everybody, house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.CHANGED, Problem.UNREADABLE)


def _hybrid(pdf: bytes) -> bytes:
    """An update with two tables of objects, an old and a new one (ISO 32000-1, 7.5.8.4), as an office program writes."""
    size = int(re.findall(rb"/Size (\d+)", pdf)[-1])
    before = int(pdf.rsplit(b"startxref", 1)[1].split()[0])
    stream = len(pdf)
    row = b"\x01" + stream.to_bytes(4, "big") + b"\x00"
    entries = b"/Type /XRef /W [1 4 1] /Index [%d 1] /Size %d /Length %d" % (size, size + 1, len(row))
    hidden = b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (size, entries, row)
    root = re.findall(rb"/Root \d+ 0 R", pdf)[-1]
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<<%s /Size %d /Prev %d /XRefStm %d>>\n" % (
        root,
        size + 1,
        before,
        stream,
    )
    return pdf + hidden + table + b"startxref\n%d\n%%%%EOF\n" % (stream + len(hidden))


def test_two_tables_of_objects_leave_a_stranger_s_file_open(
    prepared: bytes, signed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """And one of ours that somebody has given them is not called good either."""
    theirs = _hybrid(signed_by(prepared, pen(guest), "sig:hanoi"))
    found = validate(theirs, (*authority.anchors, *guest.anchors), house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.UNCLEAR, Problem.STRUCTURE)
    assert [one.indication for one in found.signatures] == [Indication.UNCLEAR]
    assert validate(_hybrid(signed), authority.anchors).verdict is Verdict.UNCLEAR


def _title_changed(pdf: bytes) -> bytes:
    place = pdf.index(b"/Title") + 9
    return pdf[:place] + b"?" + pdf[place + 1 :]


def test_two_tables_of_objects_hide_no_changed_byte(
    prepared: bytes, signed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    anchors = (*authority.anchors, *guest.anchors)
    for pdf in (signed_by(prepared, pen(guest), "sig:hanoi"), signed):
        found = validate(_title_changed(_hybrid(pdf)), anchors, house=authority.roots)
        assert (found.verdict, found.problem) == (Verdict.CHANGED, Problem.DIGEST)


def _clobbered(pdf: bytes) -> bytes:
    """A last update whose table of objects goes backwards, as a widespread library writes it: strict readers decline."""
    place = pdf.rindex(b"/Size ")
    size = re.match(rb"/Size (\d+)", pdf[place:])
    assert size
    return pdf[:place] + b"/Size 3".ljust(len(size[0])) + pdf[place + len(size[0]) :]


def test_a_stranger_s_file_that_is_built_badly_is_open_and_ours_is_damaged(
    prepared: bytes, sealed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """Before it was signed: all of it is covered. What was changed besides is told all the same."""
    anchors = (*authority.anchors, *guest.anchors)
    theirs = _clobbered(forging.forged(prepared, lambda writer: writer.update_root()))
    pdf = signed_by(theirs, pen(guest), "sig:hanoi", strict=False)
    found = validate(pdf, anchors, house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.UNCLEAR, Problem.STRUCTURE)
    found = validate(_title_changed(pdf), anchors, house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.CHANGED, Problem.DIGEST)
    found = validate(forging.with_range(pdf, b"/ByteRange [0 0 0 0]"), anchors, house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.CHANGED, Problem.RANGE)
    for mine in (_clobbered(sealed), _clobbered(prepared)):
        with pytest.raises(DamagedFile):
            validate(mine, anchors, house=authority.roots)


def test_evidence_behind_a_stranger_s_signature_is_no_addition_and_behind_ours_it_is(
    prepared: bytes, signed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    anchors = (*authority.anchors, *guest.anchors)
    theirs = signed_by(prepared, pen(guest), "sig:hanoi")
    for more in (lambda pdf: forging.forged(pdf, evidence), lambda pdf: pdf + b"\r\n"):
        found = validate(more(theirs), anchors, house=authority.roots)
        assert (found.verdict, found.problem) == (Verdict.UNSEALED, None)
        assert found.added_after > 0
        assert validate(more(signed), anchors, house=authority.roots).verdict is Verdict.EXTENDED
    for more in (forging.point_changed, lambda pdf: pdf + b"PK\x03\x04"):
        assert validate(more(theirs), anchors, house=authority.roots).verdict is Verdict.EXTENDED


def test_a_box_that_is_made_as_it_is_signed_is_usual_elsewhere(
    draft: tuple[bytes, dict[str, Box]], authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """Two people sign one after the other, as most programs do it."""
    anchors = (*authority.anchors, *guest.anchors)
    once = signed_by(draft[0], pen(guest), "first", new=True)
    twice = signed_by(once, pen(guest), "second", new=True)
    found = validate(twice, anchors, house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.UNSEALED, None)
    assert validate(twice, anchors).verdict is Verdict.ALTERED  # were it one of ours


def _without_certificates(data: cms.SignedData) -> None:
    data["certificates"] = cms.CertificateSet([])


def test_a_signature_without_its_certificate_is_open_and_one_of_ours_is_broken(
    prepared: bytes, sealed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    anchors = (*authority.anchors, *guest.anchors)
    theirs = _signed_with(_without_certificates, signed_by(prepared, pen(guest), "sig:hanoi"))
    found = validate(theirs, anchors, house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.UNCLEAR, Problem.NO_CERTIFICATE)
    assert found.signatures[0].sub_indication == "NO_SIGNING_CERTIFICATE_FOUND"
    ours = _signed_with(_without_certificates, signed_by(sealed, pen(authority), "sig:hanoi"))
    assert validate(ours, anchors, house=authority.roots).verdict is Verdict.CHANGED


def _made_by(method: str, guest: KnownAuthority) -> Identity:
    """Signs with that method, and wrongly: whether it does so, only those can tell who know the method."""
    issued = pen(guest)
    signer = issued.take()
    own = ExternalSigner(
        signer.signing_cert,
        SimpleCertificateStore(),
        bytes(64),
        signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": method}),
    )
    return Identity(own, certificate=issued.certificate, times=1)


@pytest.mark.parametrize(
    ("method", "verdict", "problem"),
    [
        ("0.4.0.127.0.7.1.1.4.1.3", Verdict.UNCLEAR, Problem.FORMAT),  # plain ECDSA, of TR-03111
        ("2.16.840.1.101.3.4.3.14", Verdict.UNCLEAR, Problem.FORMAT),  # RSA with SHA3-256
        ("sha256_ecdsa", Verdict.CHANGED, Problem.KEY),
    ],
)
def test_a_method_that_nobody_here_knows_accuses_nobody(
    method: str,
    verdict: Verdict,
    problem: Problem,
    prepared: bytes,
    sealed: bytes,
    authority: KnownAuthority,
    guest: KnownAuthority,
) -> None:
    """Beside our seal nothing is signed that cannot be checked."""
    anchors = (*authority.anchors, *guest.anchors)
    pdf = signed_by(prepared, _made_by(method, guest), "sig:hanoi")
    found = validate(pdf, anchors, house=authority.roots)
    assert (found.verdict, found.problem) == (verdict, problem)
    changed = validate(_title_changed(pdf), anchors, house=authority.roots)
    assert (changed.verdict, changed.problem) == (Verdict.CHANGED, Problem.DIGEST)
    beside = validate(signed_by(sealed, _made_by(method, guest), "sig:hanoi"), anchors, house=authority.roots)
    assert (beside.verdict, beside.problem) == (Verdict.CHANGED, Problem.KEY)


def _field_that_comes_later(pdf: bytes) -> bytes:
    """A form that names a field before it is there, as in files whose first page comes first."""
    number = int(re.findall(rb"/Size (\d+)", pdf)[-1]) + 7

    def named(writer: Writer) -> None:
        field = generic.IndirectObject(number, 0, writer)
        writer.root["/AcroForm"] = forging.dictionary(Fields=generic.ArrayObject([field]))
        writer.update_root()

    def there(writer: Writer) -> None:
        kind, name = generic.pdf_name("/Tx"), generic.TextStringObject("x")
        writer.objects[(0, number)] = forging.dictionary(FT=kind, T=name)
        writer._lastobj_id = number

    return forging.forged(forging.forged(pdf, named), there)


def test_a_form_that_nobody_signed_is_unsigned_and_not_damaged(
    draft: tuple[bytes, dict[str, Box]], authority: KnownAuthority
) -> None:
    found = validate(_field_that_comes_later(draft[0]), authority.anchors)
    assert (found.verdict, found.signatures) == (Verdict.UNSIGNED, ())
