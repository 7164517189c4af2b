"""Is this file what was signed, by whom, when, and was anything added?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from eventsys.signing.api import Kind, Level, Modification, Problem, Proof, Report, SignatureReport, Verdict
from eventsys.signing.certificates import SEAL_NAME
from eventsys.signing.changes import StepByStep
from eventsys.signing.evidence import Evidence, read_evidence
from eventsys.signing.judge import Case, Found, judge, open_signature
from eventsys.signing.reading import opened, sha256

__all__ = ["judge_all", "sha256", "validate"]


_UNREAD: Final = (Problem.FORMAT, Problem.STRUCTURE)


def _verdict(report: Report) -> Verdict:
    found = report.signatures
    if not found:
        return Verdict.UNSIGNED
    if not all((one.intact and one.covers_revision) or one.problem in _UNREAD for one in found):
        return Verdict.CHANGED
    if report.added_after:
        return Verdict.EXTENDED
    if not all(one.changes_allowed or one.problem in _UNREAD for one in found):
        return Verdict.ALTERED
    if any(one.problem in _UNREAD for one in found):
        return Verdict.UNCLEAR
    if not all(one.trusted for one in found):
        return Verdict.UNTRUSTED
    if not report.seal_ok:
        return Verdict.UNSEALED
    return Verdict.INCOMPLETE if report.missing else Verdict.VALID


def judge_all(signatures: list[EmbeddedPdfSignature], case: Case) -> list[Found]:
    """From the last to the first: a time stamp proves that everything before it existed at its moment."""
    judged: list[Found] = []
    proven = case.now
    for signature in sorted(signatures, key=lambda one: one.signed_revision, reverse=True):
        found = judge(signature, case, proven)
        judged.insert(0, found)
        report = found.report
        if report.kind is Kind.TIME_STAMP and report.valid and report.signed_at:
            proven = report.signed_at
    return judged


def _raised(judged: list[Found]) -> list[SignatureReport]:
    """Levels above B-T: the file holds the evidence; and a later time stamp covers that too."""
    stamps = [one.revision for one in judged if one.report.kind is Kind.TIME_STAMP and one.report.valid]
    newest = max(stamps, default=-1)
    reports = []
    for one in judged:
        level = one.report.level
        if level is Level.B_T and one.lasting:
            level = Level.B_LTA if one.revision < newest else Level.B_LT
        reports.append(replace(one.report, level=level))
    return reports


def _shared(signatures: list[EmbeddedPdfSignature]) -> set[str]:
    """Fields that show one and the same signature: it was given for one of them, and nobody can say for which."""
    times = Counter(tuple(one.byte_range) for one in signatures)
    return {one.field_name for one in signatures if times[tuple(one.byte_range)] > 1}


def _unshared(reports: list[SignatureReport], shared: set[str]) -> list[SignatureReport]:
    return [
        replace(one, intact=False, problem=Problem.SHARED) if one.field in shared else one for one in reports
    ]


def _stripped(reader: PdfFileReader) -> tuple[SignatureReport, ...]:
    """The signatures of the newest revision that had any, of a file that shows none."""
    for revision in range(reader.xrefs.total_revisions - 2, -1, -1):
        past = reader.get_historical_resolver(revision)
        names = [name for name, value, _ in enumerate_sig_fields(past) if value is not None]
        if names:
            return tuple(SignatureReport(name, Kind.SIGNATURE, problem=Problem.HIDDEN) for name in names)
    return ()


def _read(
    reader: PdfFileReader, pdf: bytes, evidence: Evidence, now: datetime, proofs: Sequence[Proof]
) -> tuple[tuple[SignatureReport, ...], tuple[str, ...]]:
    """All signatures in the order in which they were given, and the fields without one."""
    fields = list(enumerate_sig_fields(reader))
    found = [open_signature(reader, name, field) for name, value, field in fields if value is not None]
    readable = [one for one in found if isinstance(one, EmbeddedPdfSignature)]
    unreadable = [one for one in found if isinstance(one, SignatureReport)]
    empty = tuple(name for name, value, _ in fields if value is None)
    if not found:
        return _stripped(reader), empty
    base = min((one.signed_revision for one in readable), default=0)
    case = Case(pdf, evidence, now, tuple(proofs), StepByStep(reader, base=base))
    judged = _unshared(_raised(judge_all(readable, case)), _shared(readable))
    return (*judged, *unreadable), empty


def _is_seal(report: SignatureReport) -> bool:
    return report.kind is Kind.SEAL and report.valid and report.ours and report.subject == SEAL_NAME


def validate(
    pdf: bytes,
    anchors: Sequence[bytes],
    *,
    house: Sequence[bytes] | None = None,
    expected: Sequence[str] = (),
    crls: Sequence[bytes] = (),
    proofs: Sequence[Proof] = (),
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

    Raises :class:`NotAPdf`, :class:`Encrypted`, :class:`FileTooBig`, :class:`Broken`, and nothing else.
    """
    with opened(pdf) as reader:
        evidence = read_evidence(reader, anchors, crls, anchors if house is None else house)
        found, empty = _read(reader, pdf, evidence, now or datetime.now(UTC), proofs)
    signed = {one.field for one in found}
    ends = [one.revision_end for one in found]  # 0 where a signature does not say how far it reaches
    added = max(0, len(pdf) - max(ends)) if ends and all(ends) else 0
    later = found[-1].modification if found and found[-1].modification is not Modification.NONE else None
    report = Report(
        sha256=sha256(pdf),
        size=len(pdf),
        verdict=Verdict.UNSIGNED,
        signatures=found,
        seal_ok=bool(found) and _is_seal(found[0]),
        added_after=added,
        later=(later or Modification.OTHER) if added else Modification.NONE,
        missing=tuple(name for name in expected if name not in signed),
        open_fields=empty,
    )
    return replace(report, verdict=_verdict(report))
