"""What those can do who hold a certificate that this house trusts, and what others can do to what they signed."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from eventsys.core import clock
from eventsys.signing.document.writing import IncrementalUpdate as Writer
from eventsys.signing.house import certificates
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.house.certificates import Pair, make_revocation_list, make_signatory
from eventsys.signing.making.timestamps import OwnTimeStamps
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import (
    CertificateSubject,
    Identity,
    Modification,
    Problem,
    ProofOfExistence,
    SignatureKind,
    Verdict,
)
from eventsys.signing.values.words import checks_of
from tests.signing import updates
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.forging import forged

P = Problem


@pytest.fixture(scope="module")
def guest() -> KnownAuthority:
    """An authority of others, trusted for signatories: their keys live for years, in their own hands."""
    return KnownAuthority("Public", now=NOW - timedelta(days=1000))


def signed_by(
    pdf: bytes,
    by: Identity,
    field: str,
    *,
    before: Callable[[Writer], object] = lambda _: None,
    stamps: OwnTimeStamps | None = None,
    new: bool = False,
    strict: bool = True,
    **more: Any,
) -> bytes:
    """A signature as any program makes it, with ``before`` slipped into its revision."""
    writer = Writer(io.BytesIO(pdf), strict=strict)
    before(writer)
    signer = PdfSigner(
        PdfSignatureMetadata(
            field, **{"md_algorithm": "sha256", "subfilter": SigSeedSubFilter.PADES, **more}
        ),
        signer=by.take(),
        timestamper=stamps.client() if stamps else None,
        new_field_spec=SigFieldSpec(field) if new else None,
    )
    out = io.BytesIO()
    signer.sign_pdf(writer, existing_fields_only=not new, output=out)
    return out.getvalue()


def pen(authority: MemoryAuthority, *, made: timedelta = timedelta()) -> Identity:
    return authority.issue(CertificateSubject("Mallory"), now=NOW - made)


def test_only_our_own_seal_seals(prepared: bytes, authority: KnownAuthority, guest: KnownAuthority) -> None:
    """Neither who is trusted to sign, nor a guest who calls himself the seal."""
    own, strange = (
        signed_by(
            prepared, by, "seal", certify=True, docmdp_permissions=MDPPerm.FILL_FORMS, name="Secretariat"
        )
        for by in (pen(authority), guest.seal())
    )
    found = validate(own, authority.anchors)
    assert (found.verdict, found.seal_ok, found.signatures[0].issued_by_us) == (Verdict.UNSEALED, False, True)
    found = validate(strange, (*authority.anchors, *guest.anchors), house=authority.roots)
    assert (found.verdict, found.seal_ok, found.signatures[0].issued_by_us) == (
        Verdict.UNSEALED,
        False,
        False,
    )


def test_nobody_is_named_like_the_seal(authority: KnownAuthority) -> None:
    named = make_signatory(
        authority.root, CertificateSubject("Seal of the Secretariat"), now=NOW
    ).certificate.subject
    assert "Seal" not in named.rfc4514_string()


def test_a_guest_signs_under_our_seal_and_is_told_from_us(
    sealed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """Whatever name is stated, the certificate's is told as well."""
    pdf = signed_by(sealed, pen(guest), "sig:hanoi", name="Nguyễn Thế Thảo")
    found = validate(pdf, (*authority.anchors, *guest.anchors), house=authority.roots)
    last = found.signatures[-1]
    assert found.verdict is Verdict.VALID
    assert [one.issued_by_us for one in found.signatures] == [True, False]
    assert [checks_of(one)[-1] for one in found.signatures] == [
        "covers the whole document as it was",
        "revocation was not checked",
    ]
    assert (last.signer, last.subject) == ("Nguyễn Thế Thảo", "Mallory")


def test_a_guest_cannot_sign_with_an_expired_certificate_by_dating_back(
    sealed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """Ours cannot sign twice; theirs can, and the signer's own word is worth nothing then."""
    pdf = signed_by(sealed, pen(guest), "sig:hanoi")
    anchors = (*authority.anchors, *guest.anchors)
    soon, late = clock.now() + timedelta(minutes=5), NOW + timedelta(days=7400)

    def problem(**how: Any) -> Problem | None:
        return validate(pdf, anchors, **how).signatures[-1].problem

    assert problem(house=authority.roots, now=soon) is None
    assert problem(house=authority.roots, now=late) is P.EXPIRED
    assert problem(house=anchors, now=late) is None  # as with certificates of ours
    assert (
        problem(house=authority.roots, now=late, proofs=[ProofOfExistence(len(pdf), soon)]) is None
    )  # this very file is on record
    impossible, too_short = (
        ProofOfExistence(len(pdf), NOW - timedelta(days=1)),
        ProofOfExistence(len(sealed), soon),
    )
    assert problem(house=authority.roots, now=late, proofs=[impossible, too_short]) is P.EXPIRED


def test_a_revoked_guest_cannot_sign_by_dating_back(
    sealed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    pdf = signed_by(sealed, pen(guest), "sig:hanoi")
    day = NOW + timedelta(days=2)
    crl = make_revocation_list(guest.root, [(guest.serials[-1], NOW + timedelta(days=1))], now=day, number=1)
    anchors = (*authority.anchors, *guest.anchors)
    found = validate(pdf, anchors, house=authority.roots, crls=[crl], now=day)
    assert (found.verdict, found.signatures[-1].problem) == (Verdict.UNTRUSTED, P.REVOKED)


def test_one_signature_does_not_count_for_two(sealed: bytes, authority: KnownAuthority) -> None:
    """Hanoi's own revision lets its signature appear in Tokyo's box too."""
    writer = Writer(io.BytesIO(sealed))
    steps = PdfCMSEmbedder().write_cms("sig:hanoi", writer, existing_fields_only=True)
    next(steps)
    value = SignatureObject(
        subfilter=SigSeedSubFilter.PADES, timestamp=datetime.now(UTC), name="Mallory", bytes_reserved=8192
    )
    steps.send(SigObjSetup(sig_placeholder=value))
    updates.shown_twice(writer)
    digest, out = steps.send(SigIOSetup(md_algorithm="sha256", in_place=False))
    made = pen(authority).take().async_sign(digest.document_digest, "sha256", use_pades=True)
    steps.send(asyncio.run(made))
    found = validate(out.getvalue(), authority.anchors)
    assert found.verdict is Verdict.CHANGED
    assert sorted((one.field, one.problem) for one in found.signatures[1:]) == [
        ("sig:hanoi", P.SHARED),
        ("sig:tokyo", P.SHARED),
    ]


def test_an_uninvited_signature_in_a_new_field_breaks_the_seal(
    sealed: bytes, authority: KnownAuthority
) -> None:
    found = validate(signed_by(sealed, pen(authority), "extra", new=True), authority.anchors)
    assert found.verdict is Verdict.ALTERED
    assert [one.problem for one in found.signatures] == [P.LATER_CHANGE, None]


@pytest.mark.parametrize("what", updates.DESCRIPTIONS)
def test_another_description_under_a_last_signature_is_found(
    what: str, stages: list[bytes], authority: KnownAuthority
) -> None:
    pdf = signed_by(stages[-2], pen(authority), "sig:yangon", before=updates.DESCRIPTIONS[what])
    found = validate(pdf, authority.anchors)
    assert found.verdict is Verdict.ALTERED
    assert [one.problem for one in found.signatures] == [P.LATER_CHANGE] * 3 + [None]


@pytest.mark.parametrize("what", updates.OUTSIDE)
def test_whatever_is_added_afterwards_is_found_with_its_reason(
    what: str, signed: bytes, authority: KnownAuthority
) -> None:
    found = validate(forged(signed, updates.OUTSIDE[what]), authority.anchors)
    assert found.verdict is Verdict.EXTENDED
    assert found.later is Modification.OTHER
    assert {one.problem for one in found.signatures} == {P.LATER_CHANGE}


@pytest.mark.parametrize("what", updates.STRIPPING)
def test_signatures_taken_out_of_sight_are_missed(
    what: str, signed: bytes, authority: KnownAuthority
) -> None:
    """Not "unsigned": the earlier revision, which is still there, had four."""
    found = validate(forged(signed, updates.STRIPPING[what]), authority.anchors)
    assert found.verdict is Verdict.CHANGED
    assert [one.problem for one in found.signatures] == [P.HIDDEN] * 4


@pytest.mark.parametrize(
    ("how", "verdict", "problem"),
    [
        ({"md_algorithm": "sha1"}, Verdict.UNTRUSTED, P.WEAK),
        ({"md_algorithm": "sha512"}, Verdict.VALID, None),
        ({"subfilter": SigSeedSubFilter.ADOBE_PKCS7_DETACHED}, Verdict.VALID, None),
    ],
)
def test_methods_of_other_programs_are_judged(
    how: dict[str, Any], verdict: Verdict, problem: Problem | None, sealed: bytes, authority: KnownAuthority
) -> None:
    found = validate(signed_by(sealed, pen(authority), "sig:hanoi", **how), authority.anchors)
    assert (found.verdict, found.signatures[-1].problem) == (verdict, problem)


def test_a_signatory_s_certificate_tells_no_time(
    sealed: bytes, signed: bytes, authority: KnownAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither for a signature nor for the whole document; nor does a stranger's."""
    monkeypatch.setattr(certificates, "TIME_STAMPING", certificates._DOCUMENT_SIGNING)
    signer = authority.time_stamper(now=NOW)  # a key of the right kind, and another purpose
    monkeypatch.undo()
    stranger = MemoryAuthority("Elsewhere", now=NOW).time_stamper(now=NOW)
    by_signer = OwnTimeStamps(signer)
    found = validate(signed_by(sealed, pen(authority), "sig:hanoi", stamps=by_signer), authority.anchors)
    assert (found.verdict, found.signatures[-1].problem) == (Verdict.UNTRUSTED, P.TIME_STAMP)
    for pair, problem in ((signer, P.USAGE), (stranger, P.UNKNOWN_AUTHORITY)):
        found = validate(stamped(signed, pair), authority.anchors)
        assert (found.verdict, found.signatures[-1].problem) == (Verdict.UNTRUSTED, problem)
        assert [one.valid for one in found.signatures[:-1]] == [True] * 4


def stamped(pdf: bytes, pair: Pair) -> bytes:
    out = io.BytesIO()
    PdfTimeStamper(OwnTimeStamps(pair).client()).timestamp_pdf(Writer(io.BytesIO(pdf)), "sha256", output=out)
    return out.getvalue()


def test_a_time_stamp_over_everything_changes_nothing(signed: bytes, authority: KnownAuthority) -> None:
    found = validate(stamped(signed, authority.time_stamper(now=NOW)), authority.anchors)
    assert (found.verdict, found.signatures[-1].kind) == (Verdict.VALID, SignatureKind.TIME_STAMP)
