"""Signatures on paper: a copy to print, and its scan, filed with its hash and sealed as what it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import gettext as _
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.service import days_of
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.confirmations.errors import NobodyAsks
from eventsys.declarations.confirmations.models import Confirmation
from eventsys.declarations.confirmations.rules import ScanFiling
from eventsys.declarations.confirmations.service import ask_confirmation, deed_of, use_confirmation
from eventsys.declarations.diction.documents import in_own_words
from eventsys.declarations.originals import documents as originals_documents
from eventsys.declarations.paper import documents, rules
from eventsys.declarations.paper.errors import NoSignatoryChosen, ScanReplaced
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.scans.documents import ReadScan
from eventsys.declarations.signatories import documents as signatories_documents
from eventsys.declarations.signatories.models import Signatory, Way
from eventsys.declarations.signatories.service import signature_day
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import rules as stages_rules
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.stages.models import Scan
from eventsys.declarations.stages.service import assurance, authority, told
from eventsys.files import service as files
from eventsys.pdf.finished.flat import overlay
from eventsys.pdf.finished.merge import join
from eventsys.signing.making.fields import field_box, prepare
from eventsys.signing.making.sign import seal_at
from eventsys.signing.values.api import FieldSpec, SignatureText


@in_own_words
def signing_copy(declaration: Declaration, number: int) -> bytes:
    """The original of that number with its boxes empty, every page marked as a copy to sign. Raises NotFound."""
    original, blank = stages_queries.blank_revision(declaration, number)
    mark = documents.copy_mark(originals_documents.languages_of(declaration, original))
    return overlay(files.read(blank.digest), mark)


def file_scan(
    declaration: Declaration,
    signatories: Sequence[Signatory],
    paper: ReadScan,
    *,
    by: Actor,
    now: datetime,
    on: date | None = None,
) -> Scan:
    """These signatories signed on paper, the copies of every original, ``on`` that day (None: the usual one);
    here is its scan.

    All of them or none; one confirmation of a second person is for all of them. Raises :class:`NoSignatoryChosen`,
    :class:`NotOpen`, :class:`AlreadyAnswered`, :class:`TooLate`, :class:`SignedOutOfReach`, what :func:`use_confirmation`
    does, and what sealing refuses.
    """
    _check_filing(declaration, signatories, now=now)
    second = use_confirmation(declaration, ScanFiling(paper.digest, signatories, on), by=by, now=now)
    for signatory in signatories:
        signatory.signed_on = signature_day(declaration, signatory, on, now)
        signatory.confirmed_by = second.answered_by if second else ""
    scan = _filed(declaration, signatories, paper, by=by, now=now)
    for signatory in signatories:
        ceremony.record_signed(signatory, Way.WET_INK, by=by, now=now, scan=str(scan.public_id))
    return scan


def _check_filing(declaration: Declaration, signatories: Sequence[Signatory], *, now: datetime) -> None:
    if not signatories:
        raise NoSignatoryChosen
    for signatory in signatories:
        ceremony.lock_open(signatory)
    ceremony.check_in_time(declaration, now)


def ask_to_file(
    declaration: Declaration,
    signatories: Sequence[Signatory],
    paper: ReadScan,
    *,
    by: Actor,
    now: datetime,
    on: date | None = None,
) -> Confirmation:
    """Where a second person is asked for: the scan is kept for that person to see, and nobody has signed yet.

    Raises what :func:`file_scan` does but for the sealing, and :class:`NobodyAsks`, :class:`SamePerson`.
    """
    _check_filing(declaration, signatories, now=now)
    for signatory in signatories:
        signature_day(declaration, signatory, on, now)
    return _asked(declaration, ScanFiling(paper.digest, signatories, on), paper, by=by, now=now)


def ask_to_replace(
    declaration: Declaration, scan: Scan, paper: ReadScan, *, by: Actor, now: datetime, on: date | None = None
) -> Confirmation:
    """The same of a better scan. Raises what :func:`replace_scan` does but for the sealing, :class:`NobodyAsks`,
    :class:`SamePerson`."""
    _check_replacing(declaration, scan)
    for signatory in scan.signatories if on else ():
        signature_day(declaration, signatory, on, now)
    filing = ScanFiling(paper.digest, scan.signatories, on, scan.public_id)
    return _asked(declaration, filing, paper, by=by, now=now)


def _asked(
    declaration: Declaration, filing: ScanFiling, paper: ReadScan, *, by: Actor, now: datetime
) -> Confirmation:
    asked = ask_confirmation(declaration, filing, by=by, now=now)
    files.store(paper.filed, media_type="application/pdf")
    return asked


def file_confirmed(
    declaration: Declaration, one: Confirmation, paper: ReadScan, *, by: Actor, now: datetime
) -> Scan:
    """What a second person has confirmed, filed now. Raises what :func:`file_scan` and :func:`replace_scan` do, and
    :class:`NobodyAsks` for what is no scan."""
    filing = deed_of(declaration, one)
    if not isinstance(filing, ScanFiling):
        raise NobodyAsks
    if filing.instead is None:
        return file_scan(declaration, filing.people, paper, by=by, now=now, on=filing.on)
    older = stages_queries.scan_in(declaration, filing.instead)
    return replace_scan(declaration, older, paper, by=by, now=now, on=filing.on)


def _check_replacing(declaration: Declaration, scan: Scan) -> None:
    acts_queries.locked(declaration)
    db.session.refresh(scan)
    if rules.ScanAction.REPLACE_SCAN not in rules.possible(declaration.state):
        raise NotOpen
    if scan.replaced_at is not None:
        raise ScanReplaced


def replace_scan(
    declaration: Declaration, scan: Scan, paper: ReadScan, *, by: Actor, now: datetime, on: date | None = None
) -> Scan:
    """A better scan of the same paper, until the archive or its end; the older one stays on record. ``on``: the date that the
    signatures bear, where it was taken down wrongly.

    Raises :class:`NotOpen`, :class:`ScanReplaced`, :class:`SignedOutOfReach`, what :func:`use_confirmation` does, and
    what sealing refuses.
    """
    _check_replacing(declaration, scan)
    filing = ScanFiling(paper.digest, scan.signatories, on, scan.public_id)
    use_confirmation(declaration, filing, by=by, now=now)
    scan.replaced_at = now
    for signatory in scan.signatories if on else ():
        signatory.signed_on = signature_day(declaration, signatory, on, now)
    return _filed(declaration, scan.signatories, paper, by=by, now=now, instead_of=scan)


@in_own_words
def _filed(
    declaration: Declaration,
    signatories: Sequence[Signatory],
    paper: ReadScan,
    *,
    by: Actor,
    now: datetime,
    instead_of: Scan | None = None,
) -> Scan:
    ordered = sorted(signatories, key=lambda one: (one.position, one.id))
    scan = Scan(
        public_id=uuid7(),
        declaration_id=declaration.id,
        number=len(stages_queries.scans(declaration)) + 1,
        pages=paper.pages,
        filed_at=now,
        filed_by=by.label[:200],
        signatories=ordered,
    )
    scan.digest = files.store(paper.filed, media_type="application/pdf").digest
    sealed = _sealed(declaration, scan, paper.shown)
    scan.sealed_digest = files.store(sealed, media_type="application/pdf").digest
    db.session.add(scan)
    db.session.flush()
    audit.record(
        by,
        verb="declaration.scan_replaced" if instead_of else "declaration.scan_filed",
        thing=declaration,
        before={"scan": str(instead_of.public_id), "sha256": instead_of.digest} if instead_of else None,
        after={
            "scan": str(scan.public_id),
            "sha256": scan.digest,
            "sealed_sha256": scan.sealed_digest,
            "signatories": {
                str(one.public_id): one.signed_on.isoformat() if one.signed_on else None for one in ordered
            },
        },
    )
    return scan


def _sealed(declaration: Declaration, scan: Scan, shown: bytes) -> bytes:
    """The scan behind its cover, sealed: from now on nothing in it may change."""
    languages, field_name = originals_documents.languages_of(declaration), stages_rules.SCAN_SEAL
    cover = scans_documents.scan_cover(
        declaration,
        scan.signatories,
        digest=scan.digest,
        pages=scan.pages,
        filed_at=scan.filed_at,
        verify_url=stages.verify_url(scan),
    )
    name = signatories_documents.seal_words(languages)

    def reason(code: str) -> object:
        title = declaration.title.get_in(fallbacks(code, languages))
        return _("Filed as the scan of %(title)s, signed on paper", title=title)

    pdf = prepare(join([cover.pdf, shown]), [FieldSpec(field_name, cover.boxes[field_name], name)])
    drawn = signatories_documents.seal_pdf(
        declaration,
        box=field_box(pdf, field_name),
        languages=languages,
        day=days_of(declaration, scan.filed_at).today,
    )
    host = declaration.conference.host_name
    place = signatories_documents.in_one_line(languages, lambda code: host.get_in(fallbacks(code, languages)))
    text = SignatureText(name, signatories_documents.in_one_line(languages, reason), place)
    return stages.whole(
        told(
            seal_at(
                pdf,
                field=field_name,
                by=authority().seal(),
                assurance=assurance(),
                text=text,
                appearance=drawn,
            )
        )
    )
