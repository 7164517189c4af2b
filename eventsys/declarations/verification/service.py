"""Verification for anyone: takes a file, keeps nothing, says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from eventsys.core import clock
from eventsys.core.bounded.calling import call
from eventsys.core.errors import NotFound
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.akoma import service as akoma
from eventsys.declarations.akoma.errors import AnotherText, WordsUnknown
from eventsys.declarations.akoma.models import Compared
from eventsys.declarations.annotated import service as annotated
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion.rules import digest
from eventsys.declarations.footnotes.errors import FootnotesUnclear
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.documents import Reference
from eventsys.declarations.stages.models import Revision, Scan
from eventsys.declarations.stages.service import ends_of, proofs, trusted
from eventsys.declarations.verification import rules
from eventsys.declarations.verification.rules import Known, Told, Verification, WordsOnRecord
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import ProofOfExistence, Report, Verdict

_SECONDS, _MEGABYTES = 10, 1500


def verify(pdf: bytes, *, client: str = "") -> Verification:
    """``client``: who asks, so that nobody takes all places.

    Raises what :func:`eventsys.signing.validation.validate.validate` refuses, and :class:`TookTooMuch`; writes nothing.

    The file is a stranger's, and some never come to an end: it is read in a process of its own.
    """
    report = _read(pdf, client)  # first: it takes long, and needs no transaction
    known = _on_record(report.sha256)
    if any(not one.trusted for one in report.signatures):  # a guest's certificate may have run out since
        report = _read(pdf, client, since=proofs(pdf, ends_of(report)))
    absent = () if known else _absent(report)
    if absent and report.valid:
        fields = tuple(signatories_rules.box_of(signatory) for signatory in absent)
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


def words_on_record(data: bytes, *, client: str = "") -> WordsOnRecord:
    """Of an Akoma Ntoso alone: whose words it has, among texts that the public may read.

    Raises :class:`NotAkomaNtoso`, :class:`AnotherText`, :class:`WordsUnknown`, :class:`TookTooMuch`, :class:`Busy`.
    """
    held = akoma.held_in(data, client=client)
    sha256, language = digest(held.words.content), held.words.language
    for declaration in completion_queries.declarations_with(sha256, language):
        if _is_public(declaration) and declaration.public_id.hex == held.text_id:
            return WordsOnRecord(declaration, language, sha256)
    if _is_text(held.text_id):
        raise AnotherText(language=language)
    raise WordsUnknown


def _is_text(number: str) -> bool:
    try:
        return _is_public(acts_queries.get_declaration(UUID(hex=number)))
    except (ValueError, NotFound):
        return False


def _is_public(declaration: Declaration) -> bool:
    try:
        _check_public(declaration)
    except NotFound:
        return False
    return True


def akoma_in(pdf: bytes, report: Report, *, client: str = "") -> tuple[Compared, ...]:
    """Whether what is attached for other programs says the words of the record beside it: of a signed file, from the
    file alone. Raises :class:`TookTooMuch`, :class:`Busy`; writes nothing."""
    return akoma.compared(pdf, client=client) if report.signatures else ()


def origins_in(pdf: bytes, report: Report, *, client: str = "") -> Told:
    """Where each word came from, by what the file itself says: of a file that is as our seal left it, and of no other. Raises
    :class:`TookTooMuch`, :class:`Busy`; writes nothing."""
    if not rules.is_intact(report):
        return Told()
    try:
        return Told(annotated.annotated_in_file(pdf, client=client))
    except FootnotesUnclear as refusal:
        return Told(trouble=str(refusal))


def _read(pdf: bytes, client: str, *, since: Sequence[ProofOfExistence] = ()) -> Report:
    own, now = trusted(), clock.now()
    return call(
        validate,
        pdf,
        own.anchors,
        house=own.roots,
        crls=own.revocation_lists(now=now),
        proofs=since,
        now=now,
        seconds=_SECONDS,
        megabytes=_MEGABYTES,
        client=client,
    )


def _on_record(digest: str) -> Known | None:
    found = stages_queries.revision_by_digest(digest)
    if found is None:
        return _scan_on_record(digest)
    revision, original, declaration = found
    latest = stages_queries.latest_revision(original)
    newest = bool(latest and revision.number == latest.number)
    return Known(declaration, original, revision, newest, digest=digest)


def _scan_on_record(digest: str) -> Known | None:
    found = stages_queries.scan_by_digest(digest)
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
    found = stages_queries.find_scan(number)
    if found is not None:
        scan, declaration = found
        _check_public(declaration)
        return _known_scan(scan, declaration, scan.sealed_digest)
    original, declaration = stages_queries.get_original(number)
    _check_public(declaration)
    latest = stages_queries.latest_revision(original)
    if latest is None:
        raise NotFound
    return Known(declaration, original, latest, newest=True, digest=latest.digest)


def by_reference(reference: Reference) -> Known:
    """The newest stage of the original with that reference at the foot of its pages. Raises :class:`NotFound` for one that is
    not public, is none, or may be several."""
    found = stages_queries.originals_by_reference(
        reference.text, reference.number, network=reference.network, edition=reference.edition
    )
    known = [original for original, declaration in found if _is_public(declaration)]
    if len(known) != 1:
        raise NotFound
    return by_number(known[0].public_id)


def _check_public(declaration: Declaration) -> None:
    acts_queries.document_in(declaration.conference.slug, declaration.public_id)
    if declaration.conference.published_at is None:
        raise NotFound


def revocation_list(name: str, *, now: datetime) -> bytes | None:
    """What the root of that name, or without one ours of today, has revoked (DER); ``None`` for a strange name."""
    return trusted().revocation_list(name, now=now)


def _absent(report: Report) -> tuple[Signatory, ...]:
    """Of a file that is not one of our stages: whose box is empty in it, and signed on record."""
    boxes = [found for found in map(signatories_rules.signatory_id, report.open_fields) if found]
    known = signatories_queries.get_signatories(boxes)
    return tuple(
        known[box] for box in boxes if box in known and known[box].signed_at and not known[box].is_on_paper
    )


def _enquiries(known: Known | None, named: dict[str, Signatory]) -> dict[str, Revision]:
    if known is None or known.original is None:
        return {}
    asked = stages_queries.enquiries(known.declaration, known.original)
    return {field: asked[one.id] for field, one in named.items() if one.id in asked}


def _named(report: Report) -> dict[str, Signatory]:
    named = [*(one.field for one in report.signatures), *report.open_fields]
    fields = {field: signatories_rules.signatory_id(field) for field in named}
    known = signatories_queries.get_signatories([found for found in fields.values() if found])
    return {field: known[found] for field, found in fields.items() if found in known}
