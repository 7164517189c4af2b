"""Levels B-T, B-LT and B-LTA with a time-stamp authority, OCSP and revocation lists over HTTP, up and down."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import algos, cms, core
from pyhanko.pdf_utils.reader import PdfFileReader

from eventsys.pdf.layout.render import Box
from eventsys.signing.document.graph import Graph
from eventsys.signing.errors.certificates import SignerRevoked
from eventsys.signing.errors.making import (
    EvidenceUnavailable,
    NotRenewable,
    TimeStampRevoked,
    TimeStampUnavailable,
    TimeStampUnusable,
)
from eventsys.signing.house.certificates import make_revocation_list
from eventsys.signing.keeping.lasting import end_of_newest
from eventsys.signing.keeping.renew import renew
from eventsys.signing.keeping.verifier import Verifier, check_added
from eventsys.signing.making.sign import seal, seal_at, sign_at
from eventsys.signing.making.timestamps import HttpTimeStamps
from eventsys.signing.revisions.steps import plain_update
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import (
    Assurance,
    CertificateSubject,
    Level,
    Problem,
    SignatureKind,
    SignatureText,
    Signed,
    Verdict,
)
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.services import PublicAuthority, public_authority

TEXT = SignatureText("A. Person")
Draft = tuple[bytes, dict[str, Box]]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicAuthority]:
    with public_authority(tmp_path_factory.mktemp("pki")) as served:
        yield served


@pytest.fixture(autouse=True)
def everything_answers(public: PublicAuthority) -> None:
    public.down.clear()
    public.asked.clear()
    public.habit = None


@pytest.fixture(scope="module")
def assurance(public: PublicAuthority, authority: KnownAuthority) -> Assurance:
    crl = make_revocation_list(authority.root, [], now=NOW, number=1)
    stamps = HttpTimeStamps(public.stamps, timeout=5)
    return Assurance(Level.B_LTA, stamps, (*authority.anchors, public.root), (crl,), timeout=5)


def test_what_lasts_is_told_by_the_newest_signature(
    long_sealed: Signed, prepared: bytes, authority: KnownAuthority
) -> None:
    assert end_of_newest(prepared) is None
    stamped = end_of_newest(long_sealed.pdf)
    assert stamped is not None
    assert stamped.for_all  # the time stamp over the whole document
    assert stamped.until < authority.root.expires


@pytest.fixture(scope="module")
def long_sealed(prepared: bytes, draft: Draft, authority: KnownAuthority, assurance: Assurance) -> Signed:
    """Sealed to the highest level with the house's own certificate."""
    by = authority.seal()
    return seal_at(prepared, field="seal", by=by, text=TEXT, appearance=draft[0], assurance=assurance)


def give(
    pdf: bytes, draft: Draft, public: PublicAuthority, assurance: Assurance, signer: str = "signer"
) -> Signed:
    by = public.signer(signer)
    return sign_at(pdf, field="sig:hanoi", by=by, text=TEXT, appearance=draft[0], assurance=assurance)


@pytest.mark.parametrize("level", [Level.B_T, Level.B_LT, Level.B_LTA])
def test_a_signature_reaches_its_level(
    level: Level, sealed: bytes, draft: Draft, public: PublicAuthority, assurance: Assurance
) -> None:
    made = give(sealed, draft, public, replace(assurance, level=level))
    report = validate(made.pdf, assurance.anchors, crls=assurance.crls)
    assert (made.level, made.lowered, report.verdict) == (level, False, Verdict.VALID)
    assert report.signatures[1].level is level
    assert report.signatures[1].revocation_checked is (level is not Level.B_T)
    assert report.added_after == 0
    assert ("ocsp" in public.asked) is (level is not Level.B_T)
    assert [one.kind for one in report.signatures[2:]] == [SignatureKind.TIME_STAMP] * (level is Level.B_LTA)


def test_a_sealed_and_signed_file_is_b_lta_throughout(
    long_sealed: Signed, draft: Draft, public: PublicAuthority, assurance: Assurance
) -> None:
    made = give(long_sealed.pdf, draft, public, assurance)
    report = validate(made.pdf, assurance.anchors, crls=assurance.crls)
    assert report.verdict is Verdict.VALID
    given = [one for one in report.signatures if one.kind is not SignatureKind.TIME_STAMP]
    assert [one.level for one in given] == [Level.B_LTA, Level.B_LTA]
    assert len(made.pdf) - len(long_sealed.pdf) < 40_000


def test_evidence_and_time_stamps_are_plain_steps(
    long_sealed: Signed, draft: Draft, public: PublicAuthority, assurance: Assurance
) -> None:
    """So that files at the highest level are verified in linear time as well."""
    reader = PdfFileReader(io.BytesIO(give(long_sealed.pdf, draft, public, assurance).pdf))
    graph = Graph(reader, 2)  # the draft, its fields, the seal
    steps = [plain_update(reader, graph, number) for number in range(3, reader.total_revisions)]
    assert [step is not None for step in steps] == [True] * 3


def test_years_later_the_evidence_in_the_file_is_enough(
    long_sealed: Signed, draft: Draft, public: PublicAuthority, assurance: Assurance
) -> None:
    """Nobody answers any more; the signer's certificate has run out, the last time stamp has not."""
    made = give(long_sealed.pdf, draft, public, assurance)
    public.asked.clear()
    report = validate(made.pdf, assurance.anchors, now=NOW + timedelta(days=300))
    assert public.asked == []
    assert report.verdict is Verdict.VALID
    assert {one.level for one in report.signatures[:3:2]} == {Level.B_LTA}


def test_a_renewed_file_outlives_its_first_time_stamps(
    long_sealed: Signed, public: PublicAuthority, assurance: Assurance
) -> None:
    late = replace(assurance, time_stamps=HttpTimeStamps(f"{public.url}/tsa/tsa-late", timeout=5))
    after = NOW + timedelta(days=800)  # the first authority for time stamps has run out by then
    assert validate(long_sealed.pdf, assurance.anchors, now=after).signatures[0].level is Level.B_B
    renewed = renew(long_sealed.pdf, late, now=NOW)
    assert renewed.startswith(long_sealed.pdf)
    report = validate(renewed, assurance.anchors, now=after)
    assert report.verdict is Verdict.VALID
    assert [one.kind for one in report.signatures] == [
        SignatureKind.SEAL,
        SignatureKind.TIME_STAMP,
        SignatureKind.TIME_STAMP,
    ]
    assert report.signatures[0].level is Level.B_LTA
    assert report.added_after == 0
    assert validate(renew(renewed, late, now=NOW), assurance.anchors).valid


def test_renewal_raises_what_had_only_a_time_stamp(
    sealed: bytes, draft: Draft, public: PublicAuthority, assurance: Assurance
) -> None:
    stamped = give(sealed, draft, public, replace(assurance, level=Level.B_T)).pdf
    report = validate(renew(stamped, assurance, now=NOW), assurance.anchors)
    assert [one.level for one in report.signatures[:2]] == [Level.B_B, Level.B_LTA]


def test_what_is_not_valid_is_not_renewed(signed: bytes, assurance: Assurance) -> None:
    with pytest.raises(NotRenewable):
        renew(signed, replace(assurance, anchors=assurance.anchors[1:]), now=NOW)
    with pytest.raises(TimeStampUnavailable):
        renew(signed, replace(assurance, time_stamps=None), now=NOW)


@pytest.mark.parametrize(
    ("down", "refusal", "reached"),
    [("tsa", TimeStampUnavailable, Level.B_B), ("ocsp", EvidenceUnavailable, Level.B_T)],
)
def test_with_a_service_down_signing_refuses_or_lowers_as_set(
    down: str,
    refusal: type[Exception],
    reached: Level,
    sealed: bytes,
    draft: Draft,
    public: PublicAuthority,
    assurance: Assurance,
) -> None:
    public.down.add(down)
    with pytest.raises(refusal):
        give(sealed, draft, public, assurance)
    made = give(sealed, draft, public, replace(assurance, lower=True))
    assert (made.level, made.wanted, made.lowered) == (reached, Level.B_LTA, True)
    assert validate(made.pdf, assurance.anchors).signatures[1].level is reached


def test_a_revoked_signer_is_refused_even_where_levels_may_be_lowered(
    sealed: bytes, draft: Draft, public: PublicAuthority, assurance: Assurance
) -> None:
    with pytest.raises(SignerRevoked):
        give(sealed, draft, public, replace(assurance, lower=True), "revoked")


@pytest.mark.parametrize("level", [Level.B_LT, Level.B_LTA])
def test_a_revoked_time_stamper_is_asked_about_and_told_by_its_name(
    level: Level, sealed: bytes, draft: Draft, public: PublicAuthority, assurance: Assurance
) -> None:
    """It is not the signer's certificate that cannot sign any more; where levels may be lowered, it signs without."""
    stamps = HttpTimeStamps(f"{public.url}/tsa/tsa-revoked", timeout=5)
    wanted = replace(assurance, level=level, time_stamps=stamps)
    with pytest.raises(TimeStampRevoked):
        give(sealed, draft, public, wanted)
    assert {"tsa", "crls"} <= set(public.asked)
    made = give(sealed, draft, public, replace(wanted, lower=True))
    assert (made.level, made.lowered) == (Level.B_B, True)


def test_a_revoked_signer_is_told_by_evidence_in_the_file(
    long_sealed: Signed, draft: Draft, public: PublicAuthority, assurance: Assurance
) -> None:
    """Signed without asking; a renewal by somebody careless would bring the answer along."""
    made = give(long_sealed.pdf, draft, public, replace(assurance, level=Level.B_T), "revoked")
    crl = public.crl("interm")
    report = validate(made.pdf, assurance.anchors, crls=[*assurance.crls, crl])
    assert report.verdict is Verdict.UNTRUSTED
    assert report.signatures[-1].problem is Problem.REVOKED


def _parameters_left_out(data: cms.SignedData) -> None:
    (info,) = data["signer_infos"]
    for key, kind in (
        ("digest_algorithm", algos.DigestAlgorithm),
        ("signature_algorithm", algos.SignedDigestAlgorithm),
    ):
        info[key] = kind({"algorithm": info[key]["algorithm"].native})


def _parameters_written(data: cms.SignedData) -> None:
    (info,) = data["signer_infos"]
    name = info["digest_algorithm"]["algorithm"].native
    info["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": name, "parameters": core.Null()})


def _more_algorithms(data: cms.SignedData) -> None:
    data["digest_algorithms"].append(algos.DigestAlgorithm({"algorithm": "sha512"}))
    data["digest_algorithms"].append(algos.DigestAlgorithm({"algorithm": "sha1", "parameters": core.Null()}))


def _more_attributes(data: cms.SignedData) -> None:
    (info,) = data["signer_infos"]
    extra = cms.CMSAttribute({"type": "1.2.3.4.5", "values": [core.UTF8String("serial 7")]})
    info["unsigned_attrs"] = cms.CMSAttributes([extra])


@pytest.mark.parametrize(
    "habit", [_parameters_left_out, _parameters_written, _more_algorithms, _more_attributes]
)
def test_a_lawful_but_unusual_time_stamp_counts(
    habit: Callable[[cms.SignedData], None],
    sealed: bytes,
    draft: Draft,
    public: PublicAuthority,
    assurance: Assurance,
    authority: KnownAuthority,
) -> None:
    """On a signature of ours, over the whole file, and before it is kept."""
    public.habit = habit
    by = authority.issue(CertificateSubject("A. Person"), now=NOW)
    made = sign_at(sealed, field="sig:hanoi", by=by, text=TEXT, appearance=draft[0], assurance=assurance)
    verifier = Verifier(assurance.anchors, authority.roots, assurance.crls, datetime.now(UTC))
    assert [one.problem for one in check_added(sealed, made.pdf, verifier)] == [None, None]
    report = validate(made.pdf, assurance.anchors, house=authority.roots, crls=assurance.crls)
    assert [one.problem for one in report.signatures] == [None, None, None]


def test_a_time_stamp_that_nobody_here_trusts_is_not_kept(
    sealed: bytes, draft: Draft, assurance: Assurance, authority: KnownAuthority
) -> None:
    by = authority.issue(CertificateSubject("A. Person"), now=NOW)
    stamped = replace(assurance, level=Level.B_T)
    made = sign_at(sealed, field="sig:hanoi", by=by, text=TEXT, appearance=draft[0], assurance=stamped)
    with pytest.raises(TimeStampUnusable):
        check_added(sealed, made.pdf, Verifier(authority.anchors, authority.roots, (), datetime.now(UTC)))


def test_a_dead_address_is_a_service_that_does_not_answer(
    prepared: bytes, draft: Draft, authority: KnownAuthority
) -> None:
    dead = Assurance(Level.B_T, HttpTimeStamps("http://127.0.0.1:9/", timeout=1), authority.anchors)
    by = authority.seal()
    with pytest.raises(TimeStampUnavailable):
        seal(prepared, field="seal", by=by, text=TEXT, appearance=draft[0], assurance=dead)
