"""One changed byte, anywhere."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pikepdf
import pytest
from pyhanko.pdf_utils import generic

from eventsys.core.errors import Refusal
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.render import Box
from eventsys.signing.document import reading
from eventsys.signing.document.reading import sha256
from eventsys.signing.document.writing import IncrementalUpdate
from eventsys.signing.errors.files import DamagedFile, FileTooBig, NotAPdf
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.making.sign import seal
from eventsys.signing.making.timestamps import OwnTimeStamps
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Level, Modification, SignatureKind, SignatureText, Verdict
from tests.signing.conftest import NOW, SIGNATORIES, Sign


def outcome(pdf: bytes, authority: MemoryAuthority) -> Verdict | type[Refusal]:
    try:
        return validate(pdf, authority.anchors).verdict
    except Refusal as refused:
        return type(refused)


def gaps(pdf: bytes) -> list[tuple[int, int]]:
    """Where each signature's own bytes stand, in the order of the file."""
    found = re.findall(rb"/ByteRange \[0 (\d+) (\d+) ", pdf)
    return [(int(start), int(end)) for start, end in found]


def flipped(pdf: bytes, position: int, mask: int) -> bytes:
    changed = bytearray(pdf)
    changed[position] ^= mask
    return bytes(changed)


def test_a_signed_declaration_is_valid_in_every_respect(signed: bytes, authority: MemoryAuthority) -> None:
    report = validate(signed, authority.anchors, expected=["seal", *SIGNATORIES])
    assert report.verdict is Verdict.VALID
    assert report.valid
    assert report.seal_ok
    assert (report.sha256, report.size, report.added_after) == (sha256(signed), len(signed), 0)
    assert (report.missing, report.open_fields) == ((), ())
    assert [(one.field, one.kind, one.signer, one.subject) for one in report.signatures] == [
        ("seal", SignatureKind.SEAL, "Secretariat", "Seal of the secretariat"),
        *((field, SignatureKind.SIGNATURE, name, latin) for field, (name, latin, _) in SIGNATORIES.items()),
    ]
    assert all(one.intact and one.trusted and one.covers_revision for one in report.signatures)
    assert {one.level for one in report.signatures} == {Level.B_B}
    assert [one.modification for one in report.signatures] == [Modification.FORM_FILLING] * 3 + [
        Modification.NONE
    ]
    assert report.signatures[-1].revision_end == len(signed)
    assert all(
        one.signed_at is not None and abs(one.signed_at - NOW) < timedelta(hours=1)
        for one in report.signatures
    )


def test_every_stage_is_valid_and_says_who_is_missing(
    stages: list[bytes], authority: MemoryAuthority
) -> None:
    fields = ["seal", *SIGNATORIES]
    for number, pdf in enumerate(stages, 1):
        report = validate(pdf, authority.anchors)
        assert report.valid
        assert report.open_fields == tuple(fields[number:])
        assert validate(pdf, authority.anchors, expected=fields).missing == tuple(fields[number:])


def test_one_changed_byte_is_found_inside_the_last_signature_itself(
    sealed: bytes, authority: MemoryAuthority
) -> None:
    """The one part of the file that no digest covers: brackets, digits, their case, padding."""
    start, end = gaps(sealed)[-1]
    places = [start, end - 1, end - 2, *range(start + 1, end - 2, 12)]
    kept = [place for place in places if outcome(flipped(sealed, place, 1), authority) is Verdict.VALID]
    letters = [place for place in range(start, end) if chr(sealed[place]).isalpha()]
    assert len(letters) > 100  # by chance about a third of the hexadecimal digits, padding aside
    kept += [
        place for place in letters[::40] if outcome(flipped(sealed, place, 0x20), authority) is Verdict.VALID
    ]
    assert kept == []


def test_one_changed_byte_is_found_inside_a_time_stamp(
    prepared: bytes, draft: tuple[bytes, dict[str, Box]], authority: MemoryAuthority
) -> None:
    clock = OwnTimeStamps(authority.time_stamper(now=NOW))
    by = authority.seal()
    text = SignatureText("Secretariat")
    stamped = seal(prepared, field="seal", by=by, text=text, appearance=draft[0], time_stamps=clock)
    assert outcome(stamped, authority) is Verdict.VALID
    start, end = gaps(stamped)[-1]
    kept = [
        place
        for place in range(start, end, 61)
        if outcome(flipped(stamped, place, 1), authority) is Verdict.VALID
    ]
    assert kept == []


def test_digits_may_be_small_or_capital_but_not_mixed(sealed: bytes, authority: MemoryAuthority) -> None:
    """Another program's habit is no forgery."""
    start, end = gaps(sealed)[-1]
    assert sealed[start:end].isupper()
    assert outcome(sealed[:start] + sealed[start:end].lower() + sealed[end:], authority) is Verdict.VALID
    mixed = sealed[: start + 600] + sealed[start + 600 : end].lower() + sealed[end:]
    assert outcome(mixed, authority) is Verdict.CHANGED


@pytest.mark.parametrize(
    ("cut", "found"),
    [(1, Verdict.CHANGED), (2, DamagedFile), (7, DamagedFile), (100, DamagedFile), (5000, DamagedFile)],
)
def test_a_cut_tail_is_found(
    signed: bytes, cut: int, found: Verdict | type[Refusal], authority: MemoryAuthority
) -> None:
    assert outcome(signed[:-cut], authority) == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        *((more, Verdict.EXTENDED) for more in (b"\n", b" ", b"%", b"garbage")),
        *((more, DamagedFile) for more in (b"\0" * 2000, b"%%EOF\n")),  # where does the file end?
    ],
)
def test_anything_appended_is_found(
    signed: bytes, more: bytes, found: Verdict | type[Refusal], authority: MemoryAuthority
) -> None:
    assert outcome(signed + more, authority) == found


def test_appended_bytes_are_counted(signed: bytes, authority: MemoryAuthority) -> None:
    report = validate(signed + b"\n", authority.anchors)
    assert (report.verdict, report.added_after) == (Verdict.EXTENDED, 1)


def test_a_removed_revision_is_a_missing_signature(stages: list[bytes], authority: MemoryAuthority) -> None:
    report = validate(stages[-2], authority.anchors, expected=["seal", *SIGNATORIES])
    assert (report.verdict, report.missing) == (Verdict.INCOMPLETE, ("sig:yangon",))


def revised(pdf: bytes, *, operators: bytes) -> bytes:
    """An incremental update that draws over the first page, as a forger would add it."""
    writer = IncrementalUpdate(io.BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=operators)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_changed_in_a_later_revision_is_found(signed: bytes, authority: MemoryAuthority) -> None:
    report = validate(revised(signed, operators=b"0 0 300 300 re f"), authority.anchors)
    assert report.verdict is Verdict.EXTENDED
    assert all(one.intact for one in report.signatures)
    assert report.added_after > 0
    assert not report.valid


def test_a_page_changed_between_two_signatures_is_found(
    sealed: bytes, add: Sign, authority: MemoryAuthority
) -> None:
    forged = add(revised(sealed, operators=b"0 0 300 300 re f"), "sig:hanoi")
    report = validate(forged, authority.anchors)
    assert report.verdict is Verdict.ALTERED
    assert [one.changes_allowed for one in report.signatures] == [False, True]
    assert not report.seal_ok


def test_a_signed_field_filled_anew_is_found(signed: bytes, authority: MemoryAuthority) -> None:
    """A later revision puts the signature of one field into another one."""
    writer = IncrementalUpdate(io.BytesIO(signed))
    one, other = (writer.root["/AcroForm"]["/Fields"][number] for number in (1, 2))
    one["/V"] = other.raw_get("/V")
    writer.update_container(one)
    out = io.BytesIO()
    writer.write(out)
    assert outcome(out.getvalue(), authority) == Verdict.CHANGED


def test_a_re_saved_file_is_not_valid(signed: bytes, authority: MemoryAuthority) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as document:
        document.save(out)
    assert outcome(out.getvalue(), authority) is Verdict.CHANGED


def test_an_unsigned_file_is_said_to_be_unsigned(prepared: bytes, authority: MemoryAuthority) -> None:
    report = validate(prepared, authority.anchors)
    assert (report.verdict, report.signatures, report.valid) == (Verdict.UNSIGNED, (), False)
    assert validate(html_to_pdf("<p>a"), authority.anchors).verdict is Verdict.UNSIGNED


def test_signatures_of_another_authority_are_intact_but_not_trusted(
    signed: bytes, authority: MemoryAuthority
) -> None:
    stranger = MemoryAuthority("Elsewhere", now=NOW)
    report = validate(signed, stranger.anchors)
    assert report.verdict is Verdict.UNTRUSTED
    assert {(one.intact, one.trusted) for one in report.signatures} == {(True, False)}
    assert validate(signed, [*stranger.anchors, *authority.anchors]).valid
    assert validate(signed, []).verdict is Verdict.UNTRUSTED


def test_a_signature_without_seal_is_said_to_be_unsealed(
    prepared: bytes, add: Sign, authority: MemoryAuthority
) -> None:
    report = validate(add(prepared, "sig:hanoi"), authority.anchors)
    assert (report.verdict, report.seal_ok) == (Verdict.UNSEALED, False)


def test_expired_certificates_still_prove_what_was_signed_in_their_time(
    signed: bytes, authority: MemoryAuthority
) -> None:
    assert validate(signed, authority.anchors, now=NOW + timedelta(days=3000)).valid


def test_a_certificate_not_yet_valid_is_not_trusted(signed: bytes, authority: MemoryAuthority) -> None:
    report = validate(signed, authority.anchors, now=NOW - timedelta(days=2))
    assert report.verdict is Verdict.UNTRUSTED


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"\xff\xd8\xff\xe0 a photo", b"PK\x03\x04", b"<html>", b" " * 2000 + b"%PDF-1.7"],
)
def test_what_is_no_pdf_is_refused(data: bytes, authority: MemoryAuthority) -> None:
    with pytest.raises(NotAPdf):
        validate(data, authority.anchors)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\nstartxref\n99999999999\n%%EOF",
        b"%PDF-1.7\nstartxref\n0\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n" + b"[" * 200_000,
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n" + b"<</A" * 50_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n" + bytes(range(256)) * 1000,
    ],
)
def test_broken_files_are_refused_by_name(data: bytes, authority: MemoryAuthority) -> None:
    with pytest.raises(DamagedFile):
        validate(data, authority.anchors)


def test_huge_files_are_refused_unread(monkeypatch: pytest.MonkeyPatch, authority: MemoryAuthority) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1000)
    with pytest.raises(FileTooBig):
        validate(b"%PDF-1.7" + b" " * 1000, authority.anchors)
