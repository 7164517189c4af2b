"""One signature: what it covers, who made it, when, and the gravest thing to be said against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    DocumentTimestampStatus,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints

from eventsys.signing.document.graph import entry
from eventsys.signing.revisions.changes import RevisionDiffPolicy, RevisionUnreadable
from eventsys.signing.revisions.programs import program_of
from eventsys.signing.trust.evidence import Evidence
from eventsys.signing.trust.usage import may_sign
from eventsys.signing.trust.x500 import common_name
from eventsys.signing.validation.opening import unreadable
from eventsys.signing.validation.strict import SPARE_CERTIFICATES, nonconforming_part
from eventsys.signing.values.api import (
    Level,
    Modification,
    Problem,
    ProofOfExistence,
    SignatureKind,
    SignatureReport,
)

__all__ = ["Case", "JudgedSignature", "judge", "own_word"]

_ANY_USAGE = KeyUsageConstraints(key_usage=())  # the rule is our own: eventsys.signing.trust.usage
Status = PdfSignatureStatus | DocumentTimestampStatus

_MODIFICATIONS = {
    ModificationLevel.NONE: Modification.NONE,
    ModificationLevel.LTA_UPDATES: Modification.LONG_TERM_DATA,
    ModificationLevel.FORM_FILLING: Modification.FORM_FILLING,
    ModificationLevel.ANNOTATIONS: Modification.ANNOTATIONS,
    ModificationLevel.OTHER: Modification.OTHER,
}
_HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
_TRUST: dict[object, Problem] = {
    AdESFailure.REVOKED: Problem.REVOKED,
    AdESIndeterminate.REVOKED_NO_POE: Problem.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Problem.REVOKED,
    AdESFailure.NOT_YET_VALID: Problem.NOT_YET_VALID,
    AdESIndeterminate.NOT_YET_VALID: Problem.NOT_YET_VALID,
    AdESIndeterminate.EXPIRED: Problem.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Problem.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Problem.EXPIRED,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Problem.UNKNOWN_AUTHORITY,
    AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND: Problem.UNKNOWN_AUTHORITY,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: Problem.USAGE,
    AdESIndeterminate.SIG_CONSTRAINTS_FAILURE: Problem.USAGE,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: Problem.WEAK,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: Problem.WEAK,
}
_BY_LOOSE = {"range": Problem.RANGE, "contents": Problem.CONTENTS}
_GONE = (
    Problem.EXPIRED
)  # a time stamp whose authority's certificate has run out says nothing any more, and no lie


@dataclass(frozen=True, slots=True)
class Case:
    """What all signatures of one file are judged by.

    ``now`` is the verifier's clock; ``proofs`` say when parts of the file are known to have been there.
    """

    pdf: bytes
    evidence: Evidence
    now: datetime
    proofs: tuple[ProofOfExistence, ...]
    changes: RevisionDiffPolicy

    def known(self, signature: EmbeddedPdfSignature) -> datetime:
        """Since when it is on record; now, if it is not, or says itself that it is younger than that."""
        end, word = _end(signature), own_word(signature, self.now)
        moments = [one.moment for one in self.proofs if one.length >= end and word <= one.moment <= self.now]
        return min(moments, default=self.now)


@dataclass(frozen=True, slots=True)
class JudgedSignature:
    """A judged signature, its place among the revisions, and whether the file holds lasting evidence for it."""

    revision: int
    report: SignatureReport
    lasting: bool = False


def _text(signature: EmbeddedPdfSignature, key: str) -> str:
    return str(entry(signature.sig_object, key) or "")


def _kind(signature: EmbeddedPdfSignature) -> SignatureKind:
    if signature.sig_object_type == "/DocTimeStamp":
        return SignatureKind.TIME_STAMP
    return SignatureKind.SEAL if signature.docmdp_level is not None else SignatureKind.SIGNATURE


def own_word(signature: EmbeddedPdfSignature, now: datetime) -> datetime:
    """When the signer says that it was given, if that is not in the future; without a word, ``now``."""
    claimed = signature.self_reported_timestamp
    return min(claimed.astimezone(UTC), now) if claimed is not None and claimed.tzinfo else now


def _end(signature: EmbeddedPdfSignature) -> int:
    """The length of the file as it was signed."""
    return int(signature.byte_range[2]) + int(signature.byte_range[3])


def _tested_at(signature: EmbeddedPdfSignature, case: Case, proven: datetime) -> datetime:
    """When certificates have to be valid without a time stamp of the signature's own.

    Ours at the signer's word: the key lived for one signature only, so that an expired certificate cannot sign
    again. Others keep their keys, and could sign today and say it was years ago: they are held to when the file
    is known to have existed.
    """
    return own_word(signature, case.now) if _is_ours(signature.signer_cert, case) else proven


def _indication(status: Any) -> Problem | None:
    """Why the chain of a signer or time-stamp authority is not trusted."""
    if status.trusted:
        return None
    found = _TRUST.get(status.trust_problem_indic, Problem.CERTIFICATE)
    if found is Problem.USAGE and status.signing_cert.self_signed != "no":
        return (
            Problem.UNKNOWN_AUTHORITY
        )  # who vouches for themselves is known to nobody, whatever the library calls it
    return found


def _check(signature: EmbeddedPdfSignature, case: Case, proven: datetime) -> tuple[Status, datetime, bool]:
    """pyHanko's findings, the moment they stand for, and whether a trusted time stamp vouches for it.

    ``proven``: when the signature demonstrably existed: by a later time stamp, on record, or now.
    """
    context = case.evidence.context
    if signature.sig_object_type == "/DocTimeStamp":
        found = validate_pdf_timestamp(signature, context(proven), diff_policy=case.changes)
        return found, found.timestamp.astimezone(UTC), bool(found.valid and found.trusted)
    tested = _tested_at(signature, case, proven)
    status, stamp = _at(signature, case, tested, proven)
    if stamp is None:
        return status, own_word(signature, case.now), False
    if stamp != tested:  # the certificate has to be valid at the time that is proven
        status, _ = _at(signature, case, stamp, proven)
    return status, stamp, True


def _at(
    signature: EmbeddedPdfSignature, case: Case, moment: datetime, proven: datetime
) -> tuple[PdfSignatureStatus, datetime | None]:
    """pyHanko's findings with the signer's certificate as of ``moment``; the time of a stamp that is trusted."""
    context = case.evidence.context
    status = validate_pdf_signature(
        signature, context(moment), context(proven), diff_policy=case.changes, key_usage_settings=_ANY_USAGE
    )
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.valid and stamp.trusted):
        return status, None
    return status, stamp.timestamp.astimezone(UTC)


def _changes_allowed(status: Status) -> bool:
    if isinstance(status, DocumentTimestampStatus):  # which knows of no permission of the seal
        return status.modification_level in _HARMLESS
    return status.docmdp_ok is True


def _uncompared(status: Status) -> bool:
    return isinstance(status.diff_result, RevisionUnreadable)


def _bad_stamp(status: Status) -> bool:
    stamp = getattr(status, "timestamp_validity", None)
    if stamp is None or (stamp.valid and stamp.trusted):
        return False
    return not (stamp.valid and stamp.intact and _indication(stamp) is _GONE)


def _misused(status: Status) -> bool:
    """Whether the certificate is meant for something else; one that is trusted from the outset may do anything."""
    path = status.validation_path
    return (path is None or path.pkix_len > 0) and not may_sign(status.signing_cert)


def _method_unknown(signature: EmbeddedPdfSignature) -> bool:
    """Whether it was made by a method that has no name here: then the library calls it wrong, and nobody looked."""
    return str(signature.signer_info["signature_algorithm"]["algorithm"].native).replace(".", "").isdigit()


def _problem(
    status: Status, loose: str, *, disowned: bool, moment: datetime, unknown_method: bool
) -> Problem | None:
    """The gravest first, as :class:`Problem` lists them."""
    coverage = status.coverage
    trust = _indication(status)
    if trust is Problem.CERTIFICATE and moment < status.signing_cert.not_valid_before:
        trust = Problem.NOT_YET_VALID
    unknown = Problem.UNKNOWN_AUTHORITY if loose.endswith(SPARE_CERTIFICATES) else None
    findings = (
        (bool(loose) and unknown is None, Problem.ENCODING),
        (not status.intact, Problem.DIGEST),
        (not status.valid, Problem.FORMAT if unknown_method else Problem.KEY),
        (coverage is None or coverage < SignatureCoverageLevel.ENTIRE_REVISION, Problem.COVERAGE),
        (not _changes_allowed(status) and not _uncompared(status), Problem.LATER_CHANGE),
        (disowned, Problem.REVOKED),
        (_uncompared(status), Problem.COMPARISON),
        (trust is not None, trust),
        (isinstance(status, PdfSignatureStatus) and _misused(status), Problem.USAGE),
        (_bad_stamp(status), Problem.TIME_STAMP),
        (unknown is not None, unknown),
    )
    return next((problem for found, problem in findings if found), None)


def judge(signature: EmbeddedPdfSignature, case: Case, proven: datetime) -> JudgedSignature:
    """Everything about one signature; ``proven`` as in :func:`_check`, unless it is on record since before that."""
    try:
        return _judged(signature, case, min(proven, case.known(signature)))
    except Exception as error:  # noqa: BLE001 - as in open_signature
        return JudgedSignature(1 << 30, unreadable(str(signature.field_name), error))


def _is_ours(certificate: Any, case: Case) -> bool:
    """A certificate that is not written as they are is none of ours; beside our seal it is a damaged one of ours."""
    try:
        return case.evidence.issued(certificate)
    except ValueError:
        if case.changes.house_signed:
            raise
        return False


def _judged(signature: EmbeddedPdfSignature, case: Case, proven: datetime) -> JudgedSignature:
    anchors = list(case.evidence.anchors)
    certificate = signature.signer_cert
    issued_by_us = _is_ours(certificate, case)
    loose = nonconforming_part(
        case.pdf, list(signature.byte_range), signature.pkcs7_content, anchors, house_signed=issued_by_us
    )
    if loose in _BY_LOOSE:  # it is not even said what was signed
        name, kind = signature.field_name, _kind(signature)
        return JudgedSignature(
            1 << 30, SignatureReport(field=name, kind=kind, problem=_BY_LOOSE[loose], detail=loose)
        )
    status, moment, stamped = _check(signature, case, proven)
    disowned = case.evidence.disowned(status.validation_path, moment if stamped else None)
    strange = not case.changes.house_signed and _method_unknown(signature)
    problem = _problem(status, loose, disowned=disowned, moment=moment, unknown_method=strange)
    level = status.modification_level
    strangers = loose.endswith(SPARE_CERTIFICATES)
    covered = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    trust = (Problem.TIME_STAMP, Problem.UNKNOWN_AUTHORITY, Problem.REVOKED, Problem.USAGE)
    report = SignatureReport(
        field=signature.field_name,
        kind=_kind(signature),
        signer=_text(signature, "/Name"),
        reason=_text(signature, "/Reason"),
        subject=common_name(certificate.subject),
        issuer=common_name(certificate.issuer),
        certificate_sha256=certificate.sha256.hex(),
        intact=bool(status.intact and status.valid and (not loose or strangers)),
        trusted=bool(status.trusted and problem not in trust),
        issued_by_us=issued_by_us,
        program="" if issued_by_us else program_of(signature),
        covers_revision=covered,
        changes_allowed=_changes_allowed(status),
        level=Level.B_T if stamped else Level.B_B,
        signed_at=moment,
        modification=_MODIFICATIONS[level] if level is not None else Modification.OTHER,
        revision_end=_end(signature),
        problem=problem,
        detail=loose,
        revocation_checked=issued_by_us or case.evidence.lasting([status.validation_path]),
    )
    stamp = getattr(status, "timestamp_validity", None)
    paths = [status.validation_path, *([stamp.validation_path] if stamp is not None else [])]
    return JudgedSignature(signature.signed_revision, report, case.evidence.lasting(paths))
