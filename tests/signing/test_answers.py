"""The three answers, and the right reason for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from asn1crypto import cms

from eventsys.pdf.render import Box
from eventsys.signing.api import Answer, Problem, Verdict
from eventsys.signing.errors import Broken
from eventsys.signing.validate import validate
from tests.signing import forging
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.test_insiders import guest, pen, signed_by
from tests.signing.test_other_programs import evidence

__all__ = ["guest"]  # a fixture


def test_a_format_of_others_is_not_called_changed(signed: bytes, authority: KnownAuthority) -> None:
    place = signed.rindex(b"/ETSI.CAdES.detached")
    other = b"/adbe.pkcs7.sha1".ljust(20)
    found = validate(signed[:place] + other + signed[place + 20 :], authority.anchors)
    last = found.signatures[-1]
    assert (found.verdict, found.problem) == (Verdict.UNCLEAR, Problem.FORMAT)
    assert (last.answer, last.indication) == (Answer.UNCLEAR, "GENERIC")
    assert [one.answer for one in found.signatures[:-1]] == [Answer.VALID] * 3
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
    assert (found.problem, found.signatures[-1].indication) == (problem, indication)
    assert found.signatures[-1].answer is (Answer.UNCLEAR if problem else Answer.VALID)


def test_a_stranger_is_open_and_a_changed_file_is_not(signed: bytes, authority: KnownAuthority) -> None:
    stranger = validate(signed, KnownAuthority("Other", now=NOW).anchors)
    assert (stranger.verdict, stranger.problem) == (Verdict.UNTRUSTED, Problem.UNKNOWN_AUTHORITY)
    assert {one.answer for one in stranger.signatures} == {Answer.UNCLEAR}
    changed = validate(forging.point_changed(signed), authority.anchors)
    assert {one.answer for one in changed.signatures} == {Answer.NOT_VALID}


def test_the_gravest_of_several_is_told(signed: bytes, authority: KnownAuthority) -> None:
    """A hidden change under somebody unknown: not the one who is unknown is what matters."""
    changed = forging.with_contents(signed, b"/Contents <00>")
    found = validate(changed, KnownAuthority("Other", now=NOW).anchors)
    assert found.verdict is Verdict.CHANGED
    assert found.problem in (Problem.CONTENTS, Problem.RANGE)
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
        root, size + 1, before, stream,
    )  # fmt: skip
    return pdf + hidden + table + b"startxref\n%d\n%%%%EOF\n" % (stream + len(hidden))


def test_two_tables_of_objects_leave_a_stranger_s_file_open(
    prepared: bytes, signed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """And one of ours that somebody has given them is not called good either."""
    theirs = _hybrid(signed_by(prepared, pen(guest), "sig:hanoi"))
    found = validate(theirs, (*authority.anchors, *guest.anchors), house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.UNCLEAR, Problem.STRUCTURE)
    assert [one.answer for one in found.signatures] == [Answer.UNCLEAR]
    assert validate(_hybrid(signed), authority.anchors).verdict is Verdict.UNCLEAR


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
    place = pdf.index(b"/Title") + 9
    changed = pdf[:place] + b"?" + pdf[place + 1 :]
    found = validate(changed, anchors, house=authority.roots)
    assert (found.verdict, found.problem) == (Verdict.CHANGED, Problem.DIGEST)
    for mine in (_clobbered(sealed), _clobbered(prepared)):
        with pytest.raises(Broken):
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
