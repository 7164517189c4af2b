"""Is this file what was signed, by whom, when, and was anything added?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    DocumentTimestampStatus,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko_certvalidator import ValidationContext

from eventsys.signing.api import Kind, Level, Modification, Report, SignatureReport, Verdict
from eventsys.signing.changes import StepByStep
from eventsys.signing.reading import opened, sha256
from eventsys.signing.strict import SPARE_CERTIFICATES, loose_part

__all__ = ["sha256", "validate"]

_MODIFICATIONS = {
    ModificationLevel.NONE: Modification.NONE,
    ModificationLevel.LTA_UPDATES: Modification.LONG_TERM_DATA,
    ModificationLevel.FORM_FILLING: Modification.FORM_FILLING,
    ModificationLevel.ANNOTATIONS: Modification.ANNOTATIONS,
    ModificationLevel.OTHER: Modification.OTHER,
}


@dataclass(frozen=True, slots=True)
class _Case:
    """What all signatures of one file are judged by."""

    pdf: bytes
    anchors: list[x509.Certificate]
    now: datetime
    changes: StepByStep

    def context(self, moment: datetime) -> ValidationContext:
        return ValidationContext(trust_roots=list(self.anchors), moment=moment, allow_fetching=False)


def _text(signature: EmbeddedPdfSignature, key: str) -> str:
    value = signature.sig_object.get(key)
    return str(value) if value is not None else ""


def _kind(signature: EmbeddedPdfSignature) -> Kind:
    if signature.sig_object_type == "/DocTimeStamp":
        return Kind.TIME_STAMP
    return Kind.SEAL if signature.docmdp_level is not None else Kind.SIGNATURE


def _check(
    signature: EmbeddedPdfSignature, case: _Case, moment: datetime
) -> PdfSignatureStatus | DocumentTimestampStatus:
    context = case.context(moment)
    if signature.sig_object_type == "/DocTimeStamp":
        return validate_pdf_timestamp(signature, context, diff_policy=case.changes)
    return validate_pdf_signature(signature, context, case.context(moment), diff_policy=case.changes)


def _moment(signature: EmbeddedPdfSignature, now: datetime) -> datetime:
    """When certificates have to be valid: at the signer's own word, as far as it is not in the future.

    A signatory's key lives for one signature only, so that an expired certificate cannot sign again; a
    time stamp, where there is one, is checked besides and shown instead.
    """
    claimed = signature.self_reported_timestamp
    return min(claimed.astimezone(UTC), now) if claimed is not None and claimed.tzinfo else now


def _time_stamp(status: PdfSignatureStatus | DocumentTimestampStatus) -> datetime | None:
    if isinstance(status, DocumentTimestampStatus):
        return status.timestamp
    stamp = status.timestamp_validity
    return stamp.timestamp if stamp is not None and stamp.valid and stamp.trusted else None


def _untrusted_stamp(status: PdfSignatureStatus | DocumentTimestampStatus) -> bool:
    stamp = getattr(status, "timestamp_validity", None)
    return stamp is not None and not (stamp.valid and stamp.trusted)


def _judge(signature: EmbeddedPdfSignature, case: _Case) -> SignatureReport:
    moment = _moment(signature, case.now)
    loose = loose_part(case.pdf, list(signature.byte_range), signature.pkcs7_content, case.anchors)
    strangers = loose.endswith(SPARE_CERTIFICATES)
    status = _check(signature, case, moment)
    stamped = _time_stamp(status)
    certificate = signature.signer_cert
    level = status.modification_level
    return SignatureReport(
        field=signature.field_name,
        kind=_kind(signature),
        signer=_text(signature, "/Name"),
        subject=str(certificate.subject.native.get("common_name", "")),
        issuer=str(certificate.issuer.native.get("common_name", "")),
        certificate_sha256=certificate.sha256.hex(),
        intact=bool(status.intact and status.valid and (not loose or strangers)),
        trusted=bool(status.trusted and not _untrusted_stamp(status) and not strangers),
        covers_revision=status.coverage is not None
        and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION,
        changes_allowed=status.docmdp_ok is True,
        level=Level.B_T if stamped else Level.B_B,
        signed_at=stamped.astimezone(UTC) if stamped else moment,
        modification=_MODIFICATIONS[level] if level is not None else Modification.OTHER,
        revision_end=int(signature.byte_range[2]) + int(signature.byte_range[3]),
        problem=loose,
    )


def _report_on(reader: PdfFileReader, name: str, field: object, case: _Case) -> tuple[int, SignatureReport]:
    """The signature's revision, for its place in the order, and what is to be said of it."""
    try:
        signature = EmbeddedPdfSignature(reader, field, name)  # type: ignore[arg-type]
        return signature.signed_revision, _judge(signature, case)
    except Exception as error:  # noqa: BLE001 - a signature damaged beyond reading is a finding, not a failure of ours
        return 1 << 30, SignatureReport(field=name, kind=Kind.SIGNATURE, problem=type(error).__name__)


def _verdict(report: Report) -> Verdict:
    found = report.signatures
    if not found:
        return Verdict.UNSIGNED
    if not all(one.intact and one.covers_revision for one in found):
        return Verdict.CHANGED
    if report.added_after or not all(one.changes_allowed for one in found):
        return Verdict.EXTENDED
    if not all(one.trusted for one in found):
        return Verdict.UNTRUSTED
    if not report.seal_ok:
        return Verdict.UNSEALED
    return Verdict.INCOMPLETE if report.missing else Verdict.VALID


def validate(
    pdf: bytes, anchors: Sequence[bytes], *, expected: Sequence[str] = (), now: datetime | None = None
) -> Report:
    """Verify every signature of ``pdf`` against ``anchors`` (certificates, DER).

    ``expected`` are the fields that must be signed: a file cut back to an earlier revision is a valid file
    with signatures missing, and nothing inside it can tell. ``now`` is the verifier's clock. Any changed,
    added or removed byte makes the report not valid. Reaches no network.

    Raises :class:`NotAPdf`, :class:`Encrypted`, :class:`FileTooBig`, :class:`Broken`, and nothing else.
    """
    trusted = [x509.Certificate.load(anchor) for anchor in anchors]
    with opened(pdf) as reader:
        case = _Case(pdf, trusted, now or datetime.now(UTC), StepByStep(reader))
        fields = list(enumerate_sig_fields(reader))
        judged = [_report_on(reader, name, field, case) for name, value, field in fields if value is not None]
        empty = tuple(name for name, value, _ in fields if value is None)
    found = tuple(one for _, one in sorted(judged, key=lambda pair: pair[0]))
    signed = {one.field for one in found}
    report = Report(
        sha256=sha256(pdf),
        size=len(pdf),
        verdict=Verdict.UNSIGNED,
        signatures=found,
        seal_ok=bool(found) and found[0].kind is Kind.SEAL and found[0].valid,
        added_after=len(pdf) - max((one.revision_end for one in found), default=len(pdf)),
        missing=tuple(name for name in expected if name not in signed),
        open_fields=empty,
    )
    return replace(report, verdict=_verdict(report))
