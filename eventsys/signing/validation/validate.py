"""Is this file what was signed, by whom, when, and was anything added?

Three answers: valid, not valid, or it cannot be judged here; ``docs/decisions/verification.md`` tells where other programs
answer something else. Beyond single signatures, the whole file is said to have been filled in or added to where anything but
lasting evidence stands behind the last signature, as no signature covers that. What pyHanko cannot read is open here
if nothing in it is broken: two tables of objects, tables that go backwards, a CMS or a method of another kind,
adbe.pkcs7.sha1, damaged bytes. Files of this house are held to more, see :mod:`eventsys.signing.revisions.permitted`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from eventsys.signing.document.reading import open_pdf, sha256
from eventsys.signing.errors.files import DamagedFile, EncryptedFile, TooManyParts
from eventsys.signing.house.certificates import SEAL_NAME
from eventsys.signing.revisions.changes import RevisionDiffPolicy
from eventsys.signing.trust.evidence import Evidence, read_evidence
from eventsys.signing.validation.judge import Case, JudgedSignature, judge
from eventsys.signing.validation.opening import open_signature
from eventsys.signing.validation.twins import in_several_fields, is_signers_doing
from eventsys.signing.values.api import (
    UNREAD,
    Level,
    Modification,
    Problem,
    ProofOfExistence,
    Report,
    SignatureKind,
    SignatureReport,
    Verdict,
)

__all__ = ["judge_all", "validate"]


#: Signatures, and revisions: a declaration of 113 cities, each with lasting evidence, has fewer than 400.
_MOST: Final = 600
#: Signatures in several fields that are looked into; each takes a look at a whole form.
_FEW: Final = 10
#: What may stand behind the last signature of a file that is not ours: lasting evidence comes after it by design.
_BEHIND: Final = (Modification.NONE, Modification.LONG_TERM_DATA)
#: pyHanko declines to read these, undamaged as they may be.
_BROKEN: Final = frozenset({Problem.DIGEST, Problem.KEY, Problem.CONTENTS, Problem.RANGE, Problem.SHARED})
_DECLINED: Final = {
    **dict.fromkeys(
        ("SignatureValidationError", "CMSExtractionError", "AssertionError", "GENERIC"), Problem.FORMAT
    ),
    "NO_SIGNING_CERTIFICATE_FOUND": Problem.NO_CERTIFICATE,
}


def _verdict(report: Report, *, house_signed: bool) -> Verdict:
    """``house_signed``: whether this house signed any of it."""
    found = report.signatures
    if not found:
        return Verdict.UNSIGNED
    open_ones = UNREAD if house_signed else UNREAD | {Problem.UNREADABLE}
    if not all((one.intact and one.covers_revision) or one.problem in open_ones for one in found):
        return Verdict.CHANGED
    if any(one.problem in (Problem.STRUCTURE, Problem.COMPARISON) for one in found):
        return Verdict.UNCLEAR
    allowed = all(one.changes_allowed or one.problem in open_ones for one in found)
    filled = not house_signed and allowed and report.later is Modification.FORM_FILLING
    if report.added_after and (house_signed or report.later not in _BEHIND) and not filled:
        return Verdict.EXTENDED
    if not allowed:
        return Verdict.ALTERED
    if any(one.problem in open_ones for one in found):
        return Verdict.UNCLEAR
    if report.added_after and filled:
        return Verdict.FILLED
    if not all(one.trusted for one in found):
        return Verdict.UNTRUSTED
    if not report.seal_ok:
        return Verdict.UNSEALED
    return Verdict.INCOMPLETE if report.missing else Verdict.VALID


def judge_all(signatures: list[EmbeddedPdfSignature], case: Case) -> list[JudgedSignature]:
    """From the last to the first: a time stamp proves that everything before it existed at its moment."""
    judged: list[JudgedSignature] = []
    proven = case.now
    for signature in sorted(signatures, key=lambda one: one.signed_revision, reverse=True):
        found = judge(signature, case, proven)
        judged.insert(0, found)
        report = found.report
        if report.kind is SignatureKind.TIME_STAMP and report.valid and report.signed_at:
            proven = report.signed_at
    return judged


def _raised(judged: list[JudgedSignature]) -> list[SignatureReport]:
    """Levels above B-T: the file holds the evidence; and a later time stamp covers that too."""
    stamps = [
        one.revision for one in judged if one.report.kind is SignatureKind.TIME_STAMP and one.report.valid
    ]
    newest = max(stamps, default=-1)
    reports = []
    for one in judged:
        level = one.report.level
        if level is Level.B_T and one.lasting:
            level = Level.B_LTA if one.revision < newest else Level.B_LT
        reports.append(replace(one.report, level=level))
    return reports


def _of_nobody(field: str) -> SignatureReport:
    return SignatureReport(field, SignatureKind.SIGNATURE, problem=Problem.SHARED)


def _stripped(reader: PdfFileReader) -> tuple[SignatureReport, ...]:
    """The signatures of the newest revision that had any, of a file that shows none."""
    for revision in range(reader.xrefs.total_revisions - 2, -1, -1):
        past = reader.get_historical_resolver(revision)
        try:
            names = [name for name, value, _ in enumerate_sig_fields(past) if value is not None]
        except Exception:  # noqa: BLE001, S112 - what could not be read then has shown nobody a signature
            continue
        if names:
            return tuple(
                SignatureReport(name, SignatureKind.SIGNATURE, problem=Problem.HIDDEN) for name in names
            )
    return ()


def _read(
    reader: PdfFileReader, pdf: bytes, evidence: Evidence, now: datetime, proofs: Sequence[ProofOfExistence]
) -> tuple[tuple[SignatureReport, ...], tuple[str, ...], bool]:
    """All signatures in the order in which they were given, the fields without one, and whether any is ours."""
    fields = list(enumerate_sig_fields(reader))
    given = [(name, field) for name, value, field in fields if value is not None]
    if max(len(given), reader.xrefs.total_revisions) > _MOST:
        raise TooManyParts(most=_MOST)
    found = [open_signature(reader, name, field) for name, field in given]
    readable = [one for one in found if isinstance(one, EmbeddedPdfSignature)]
    unreadable = [one for one in found if isinstance(one, SignatureReport)]
    empty = tuple(name for name, value, _ in fields if value is None)
    if not found:
        return _stripped(reader), empty, False
    base = min((one.signed_revision for one in readable), default=0)
    house_signed = any(_of_ours(one, evidence) for one in readable)
    if reader.encrypted and (house_signed or "/Encrypt" not in reader.trailer.flatten(base)):
        raise EncryptedFile  # somebody has put that over what was signed; nothing of ours ever is
    case = Case(
        pdf, evidence, now, tuple(proofs), RevisionDiffPolicy(reader, base=base, house_signed=house_signed)
    )
    several = in_several_fields(readable)
    once = [] if house_signed else [group for group in several[:_FEW] if is_signers_doing(reader, group)]
    also = {group[0].field_name: [one.field_name for one in group[1:]] for group in once}
    twins = {name for names in also.values() for name in names}
    shared = sorted(one.field_name for group in several if group not in once for one in group)
    alone = [one for one in readable if one.field_name not in shared and one.field_name not in twins]
    judged = [
        replace(one, field=name)
        for one in _raised(judge_all(alone, case))
        for name in (one.field, *also.get(one.field, ()))
    ]
    judged += map(_of_nobody, shared)
    reports = (*judged, *unreadable)
    return (reports if house_signed else tuple(map(_declined, reports))), empty, house_signed


def _of_ours(signature: EmbeddedPdfSignature, evidence: Evidence) -> bool:
    try:
        return evidence.issued(signature.signer_cert)
    except Exception:  # noqa: BLE001 - the parsers raise nearly everything on what is no certificate at all
        return False


def _declined(report: SignatureReport) -> SignatureReport:
    """Somebody else's signature that cannot be read: not everything that nobody here reads is damaged."""
    if report.problem is Problem.UNREADABLE and report.detail in _DECLINED:
        return replace(report, problem=_DECLINED[report.detail])
    return report


def _loosely(
    read: Callable[..., tuple[tuple[SignatureReport, ...], tuple[str, ...], bool]], damage: DamagedFile
) -> tuple[tuple[SignatureReport, ...], tuple[str, ...], bool]:
    """What can be said of somebody else's file that is not built as it should be, though common programs show it:
    that its signatures are broken, if they are; else that it cannot be judged here, as others may show something else.

    What this house makes is built as it should be: of that, and of what bears no signature, it is ``damage``.
    """
    found, empty, is_ours = read(strict=False)
    if is_ours or not any(one.revision_end or one.problem in _BROKEN for one in found):
        raise damage
    return tuple(map(_unless_broken, found)), empty, False


def _unless_broken(report: SignatureReport) -> SignatureReport:
    """Of a file that others may show differently only that is said which holds in any case."""
    if report.problem in _BROKEN:
        return report
    return SignatureReport(
        report.field,
        report.kind,
        report.signer,
        report.subject,
        report.issuer,
        signed_at=report.signed_at,
        revision_end=report.revision_end,
        problem=Problem.STRUCTURE,
    )


def _later(modification: Modification, rest: bytes) -> Modification:
    """What stands behind the last signature: what its revisions do, or bytes that are no revision."""
    if modification is Modification.NONE and rest.strip():
        return Modification.OTHER
    return modification  # of white space none: some transports end the last line


def _is_seal(report: SignatureReport) -> bool:
    return (
        report.kind is SignatureKind.SEAL
        and report.valid
        and report.issued_by_us
        and report.subject == SEAL_NAME
    )


def validate(
    pdf: bytes,
    anchors: Sequence[bytes],
    *,
    house: Sequence[bytes] | None = None,
    expected: Sequence[str] = (),
    crls: Sequence[bytes] = (),
    proofs: Sequence[ProofOfExistence] = (),
    now: datetime | None = None,
) -> Report:
    """Verify every signature of ``pdf`` against ``anchors`` (certificates, DER).

    ``house`` are the anchors of our own authority, without it all of them: a seal counts only under one of
    these, and only its certificates are believed as to when they signed. ``expected`` are the fields that must
    be signed: a file cut back to an earlier revision is a valid file with signatures missing, and nothing
    inside it can tell. ``crls`` are revocation lists of our own authority (DER). ``proofs`` say since when
    the file or its beginning is on record: each signature is held to the first moment at which it is known to have
    been there. ``now`` is the verifier's clock. Any changed, added or removed byte makes the report not
    valid. Reaches no network.

    Raises :class:`NotAPdf`, :class:`EncryptedFile`, :class:`FileTooBig`, :class:`DamagedFile`, and nothing else.
    """
    moment = now or datetime.now(UTC)

    def read(*, strict: bool) -> tuple[tuple[SignatureReport, ...], tuple[str, ...], bool]:
        with open_pdf(pdf, strict=strict, protected=True) as reader:
            evidence = read_evidence(reader, anchors, crls, anchors if house is None else house)
            return _read(reader, pdf, evidence, moment, proofs)

    try:
        found, empty, is_ours = read(strict=True)
        if any(one.problem is Problem.STRUCTURE for one in found):  # a broken one is broken in either way
            found = tuple(map(_unless_broken, read(strict=False)[0]))
    except DamagedFile as damage:
        found, empty, is_ours = _loosely(read, damage)
    report = _report(pdf, found, empty, expected)
    return replace(report, verdict=_verdict(report, house_signed=is_ours))


def _report(
    pdf: bytes, found: tuple[SignatureReport, ...], empty: tuple[str, ...], expected: Sequence[str]
) -> Report:
    """All but the verdict, which is made from it."""
    signed = {one.field for one in found}
    ends = [one.revision_end for one in found]  # 0 where a signature does not say how far it reaches
    added = max(0, len(pdf) - max(ends)) if ends and all(ends) else 0
    return Report(
        sha256=sha256(pdf),
        size=len(pdf),
        verdict=Verdict.UNSIGNED,
        signatures=found,
        seal_ok=bool(found) and _is_seal(found[0]),
        added_after=added,
        later=_later(found[-1].modification, pdf[-added:]) if added else Modification.NONE,
        missing=tuple(name for name in expected if name not in signed),
        open_fields=empty,
    )
