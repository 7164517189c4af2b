"""Verification for anyone: takes a file, keeps nothing, says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from eventsys.core import clock
from eventsys.core.bounded import call
from eventsys.core.errors import NotFound
from eventsys.declarations import documents, queries, rules
from eventsys.declarations.models import Declaration, Original, Revision, Scan, Signatory
from eventsys.declarations.service.authority import trusted
from eventsys.declarations.service.existence import ends_of, proofs
from eventsys.declarations.service.verdicts import EARLIER, SCANNED, UNRECORDED, VERDICTS, headline, reason
from eventsys.signing.api import UNCLEAR, Kind, Level, Modification, Proof, Report, SignatureReport, Verdict
from eventsys.signing.validate import validate
from eventsys.signing.words import LEVELS, MODIFICATIONS, PROBLEMS

__all__ = [
    "SCANNED", "VERDICTS", "WORDS", "Known", "Verification", "by_digest", "by_number", "revocation_list", "verify",
]  # fmt: skip

_SECONDS, _MEGABYTES = 10, 1500

#: Everything that the page says about findings.
WORDS = {"problems": PROBLEMS}


@dataclass(frozen=True, slots=True)
class Known:
    """A document on record: an original, of which ``revision`` is the stage asked for, or a ``scan`` of paper.

    ``newest``: whether it is the last stage, or the scan that counts today.
    """

    declaration: Declaration
    original: Original | None
    revision: Revision | None
    newest: bool
    scan: Scan | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Making:
    """How signatures were made, what that proves, and whose they are."""

    how: str
    proves: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``declaration``, ``original`` and ``revision`` are set when exactly this file was made here;
    ``newest`` when it is the last stage; ``scan`` instead of an original when it is the scan of paper that was filed
    here. ``absent`` are those who have signed on record, and not in this file. ``signatories`` maps signature
    fields, signed or empty, to who they were made for (as the file names them: it vouches for nothing by itself).
    ``enquiries``: of a file on record, by field, the stage that says what was answered about revocation."""

    report: Report
    declaration: Declaration | None
    original: Original | None
    revision: Revision | None
    newest: bool
    signatories: dict[str, Signatory]
    scan: Scan | None = None
    absent: tuple[Signatory, ...] = ()
    enquiries: dict[str, Revision] = field(default_factory=dict)

    @property
    def scanned(self) -> bool:
        """Whether it is a scan of paper: the field of its seal says so."""
        return any(
            one.field == documents.SCAN_SEAL and one.kind is Kind.SEAL for one in self.report.signatures
        )

    @property
    def genuine(self) -> bool:
        """Valid, and one of our own files to the last byte."""
        return self.report.valid and (self.revision is not None or self.scan is not None)

    @property
    def sentence(self) -> str:
        """The whole finding for a lay reader, in the language in force."""
        if not self.report.valid:
            return headline(self.report)
        if self.scanned:
            return str(SCANNED)
        if not self.genuine:
            return str(UNRECORDED)
        return str(VERDICTS[Verdict.VALID] if self.newest else EARLIER)

    @property
    def tone(self) -> str:
        """How the finding is shown: danger only where something speaks against the file."""
        if not self.report.valid:
            verdict, problem = self.report.verdict, reason(self.report)
            is_open = verdict in (Verdict.UNTRUSTED, Verdict.UNCLEAR) and problem in UNCLEAR
            is_filled = verdict is Verdict.FILLED and (problem is None or problem in UNCLEAR)
            return "warn" if is_open or is_filled else "danger"
        if self.scanned or not self.genuine:
            return "info" if self.scanned else "warn"
        return "ok" if self.newest else "info"

    @property
    def added(self) -> str:
        """What stands after the last signature, in a sentence. That nothing does is said of a good file alone: beside
        a bad verdict it would read like praise."""
        report = self.report
        if not report.signatures or (report.later is Modification.NONE and not report.valid):
            return ""
        return str(MODIFICATIONS[report.later])

    @property
    def times(self) -> list[tuple[str, list[str]]]:
        """How the moments of the signatures are vouched for: a sentence, and whose, where not all are alike."""
        signers: dict[Level, list[str]] = {}
        for one in self.report.signatures:
            if one.kind is not Kind.TIME_STAMP:
                signers.setdefault(one.level, []).append(one.signer or one.subject)
        alike = len(signers) == 1
        return [(str(LEVELS[level]), [] if alike else names) for level, names in signers.items()]

    @property
    def makings(self) -> list[Making]:
        """How each signature was made and what that proves, those alike together. Of a file that is on record that is
        known here; of another one it is what the file states of itself, where nothing was changed in it."""
        names: dict[tuple[str, str], list[str]] = {}
        for one in self.report.signatures:
            if one.kind is Kind.TIME_STAMP or not one.valid:
                continue
            words = self._making(one)
            if words is not None:
                names.setdefault(words, []).append(one.signer or one.subject)
        for signatory in self.scan.signatories if self.scan else ():
            words = rules.made(signatory), rules.proves(signatory)
            names.setdefault(words, []).append(signatory.name)
        seal = str(rules.SEAL_MADE)
        alike = len([how for how, _proves in names if how != seal]) == 1  # then it is said of all of them
        return [
            Making(how, proves, () if alike or how == seal else tuple(of))
            for (how, proves), of in names.items()
        ]

    def _making(self, one: SignatureReport) -> tuple[str, str] | None:
        if one.kind is Kind.SEAL and one.ours:
            return str(rules.SEAL_MADE), str(rules.SEAL_PROVES)
        signatory = self.signatories.get(one.field) if self.declaration else None
        if signatory is not None and signatory.way:
            return rules.made(signatory), rules.proves(signatory)
        return (f"“{one.reason}”", str(rules.HELD_PROVES)) if one.reason else None

    @property
    def unsigned(self) -> list[Signatory]:
        """Those whose boxes are empty, in their order: whoever signed on paper, does not sign, or has not yet."""
        found = {field: self.signatories.get(field) for field in self.report.open_fields}
        return sorted((one for one in found.values() if one), key=lambda one: (one.position, one.id))


def verify(pdf: bytes, *, client: str = "") -> Verification:
    """``client``: who asks, so that nobody takes all places.

    Raises what :func:`eventsys.signing.validate.validate` refuses, and :class:`TookTooMuch`; writes nothing.

    The file is a stranger's, and some never come to an end: it is read in a process of its own.
    """
    report = _read(pdf, client)  # first: it takes long, and needs no transaction
    known = _on_record(report.sha256)
    if any(not one.trusted for one in report.signatures):  # a guest's certificate may have run out since
        report = _read(pdf, client, since=proofs(pdf, ends_of(report)))
    absent = () if known else _absent(report)
    if absent and report.valid:
        fields = tuple(documents.box_of(signatory) for signatory in absent)
        report = replace(report, verdict=Verdict.INCOMPLETE, missing=fields)
    named = _named(report)
    return Verification(
        report=report,
        declaration=known.declaration if known else None,
        original=known.original if known else None,
        revision=known.revision if known else None,
        newest=bool(known and known.newest),
        signatories=named,
        scan=known.scan if known else None,
        absent=absent,
        enquiries=_enquiries(known, named),
    )


def _read(pdf: bytes, client: str, *, since: Sequence[Proof] = ()) -> Report:
    own, now = trusted(), clock.now()
    return call(
        validate, pdf, own.anchors, house=own.roots, crls=own.revocation_lists(now=now), proofs=since, now=now,
        seconds=_SECONDS, megabytes=_MEGABYTES, client=client,
    )  # fmt: skip


def _on_record(digest: str) -> Known | None:
    found = queries.revision_by_digest(digest)
    if found is None:
        return _scan_on_record(digest)
    revision, original, declaration = found
    latest = queries.latest_revision(original)
    newest = bool(latest and revision.number == latest.number)
    return Known(declaration, original, revision, newest, digest=digest)


def _scan_on_record(digest: str) -> Known | None:
    found = queries.scan_by_digest(digest)
    return _known_scan(*found, digest) if found else None


def _known_scan(scan: Scan, declaration: Declaration, digest: str) -> Known:
    return Known(declaration, None, None, scan.replaced_at is None, scan, digest)


def by_digest(digest: str) -> Known:
    """The stage or scan with this SHA-256: who knows it has the file. Raises :class:`NotFound`."""
    known = _on_record(digest)
    if known is None:
        raise NotFound
    return known


def by_number(number: UUID) -> Known:
    """The newest stage of the original of that public number, or the scan. Raises :class:`NotFound` before it is
    public."""
    found = queries.scan_by_id(number)
    if found is not None:
        scan, declaration = found
        _check_public(declaration)
        return _known_scan(scan, declaration, scan.sealed_digest)
    original, declaration = queries.original_by_id(number)
    _check_public(declaration)
    latest = queries.latest_revision(original)
    if latest is None:
        raise NotFound
    return Known(declaration, original, latest, newest=True, digest=latest.digest)


def _check_public(declaration: Declaration) -> None:
    queries.document_at(declaration.conference.slug, declaration.public_id)
    if declaration.conference.published_at is None:
        raise NotFound


def revocation_list(name: str, *, now: datetime) -> bytes | None:
    """What the root of that name, or without one ours of today, has revoked (DER); ``None`` for a strange name."""
    return trusted().revocation_list(name, now=now)


def _absent(report: Report) -> tuple[Signatory, ...]:
    """Of a file that is not one of our stages: whose box is empty in it, and signed on record."""
    boxes = [found for found in map(documents.signatory_id, report.open_fields) if found]
    known = queries.signatories_by_id(boxes)
    return tuple(
        known[box] for box in boxes if box in known and known[box].signed_at and not known[box].on_paper
    )


def _enquiries(known: Known | None, named: dict[str, Signatory]) -> dict[str, Revision]:
    if known is None or known.original is None:
        return {}
    asked = queries.enquiries(known.declaration, known.original)
    return {field: asked[one.id] for field, one in named.items() if one.id in asked}


def _named(report: Report) -> dict[str, Signatory]:
    named = [*(one.field for one in report.signatures), *report.open_fields]
    fields = {field: documents.signatory_id(field) for field in named}
    known = queries.signatories_by_id([found for found in fields.values() if found])
    return {field: known[found] for field, found in fields.items() if found in known}
