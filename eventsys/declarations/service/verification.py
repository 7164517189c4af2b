"""Verification for anyone: takes a file, keeps nothing, says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eventsys.core import clock
from eventsys.core.bounded import call
from eventsys.core.errors import NotFound
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations import documents, queries
from eventsys.declarations.models import Declaration, Original, Revision, Signatory
from eventsys.declarations.service.authority import authority
from eventsys.signing.api import Report, Verdict
from eventsys.signing.validate import validate
from eventsys.signing.words import LEVELS, MODIFICATIONS, PROBLEMS

__all__ = [
    "VERDICTS", "WORDS", "Known", "Verification", "by_digest", "by_number", "revocation_list", "verify",
]  # fmt: skip

_SECONDS, _MEGABYTES = 12, 1500

#: The whole file in one sentence for a lay reader.
VERDICTS = {
    Verdict.UNSIGNED: _l("This file bears no signature."),
    Verdict.CHANGED: _l("Do not trust this file: it was changed after it was signed."),
    Verdict.EXTENDED: _l("Do not trust this file: something was added after the last signature."),
    Verdict.UNTRUSTED: _l(
        "The file is unchanged, but a signature in it comes from nobody whom this site knows."
    ),
    Verdict.UNSEALED: _l("The file is unchanged, but it lacks the secretariat’s seal."),
    Verdict.INCOMPLETE: _l("The file is unchanged, but signatures that should be there are missing."),
    Verdict.VALID: _l("This document is genuine and unchanged."),
}


#: Everything that the page says about findings.
WORDS = {"verdicts": VERDICTS, "problems": PROBLEMS, "levels": LEVELS, "later": MODIFICATIONS}


@dataclass(frozen=True, slots=True)
class Known:
    """A document on record. ``revision`` is the stage asked for; ``newest`` whether it is the last one."""

    declaration: Declaration
    original: Original
    revision: Revision
    newest: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``declaration``, ``original`` and ``revision`` are set when exactly this file was made here;
    ``newest`` when it is the last stage; ``signatories`` maps signature fields to who they were made for
    (as the file names them: it vouches for nothing by itself)."""

    report: Report
    declaration: Declaration | None
    original: Original | None
    revision: Revision | None
    newest: bool
    signatories: dict[str, Signatory]


def verify(pdf: bytes) -> Verification:
    """Raises what :func:`eventsys.signing.validate.validate` refuses, and :class:`TookTooMuch`; writes nothing.

    The file is a stranger's, and some never come to an end: it is read in a process of its own.
    """
    # first: it takes long, and needs no transaction
    own, now = authority(), clock.now()
    lists = own.revocation_lists(now=now)
    report = call(validate, pdf, own.anchors, crls=lists, now=now, seconds=_SECONDS, megabytes=_MEGABYTES)
    known = _on_record(report.sha256)
    return Verification(
        report=report,
        declaration=known.declaration if known else None,
        original=known.original if known else None,
        revision=known.revision if known else None,
        newest=bool(known and known.newest),
        signatories=_named(report),
    )


def _on_record(digest: str) -> Known | None:
    found = queries.revision_by_digest(digest)
    if found is None:
        return None
    revision, original, declaration = found
    latest = queries.latest_revision(original)
    return Known(declaration, original, revision, bool(latest and revision.number == latest.number))


def by_digest(digest: str) -> Known:
    """The stage with this SHA-256: who knows it has the file. Raises :class:`NotFound`."""
    known = _on_record(digest)
    if known is None:
        raise NotFound
    return known


def by_number(number: UUID) -> Known:
    """The newest stage of the original of that public number. Raises :class:`NotFound` before it is public."""
    original, declaration = queries.original_by_id(number)
    queries.document_at(declaration.conference.slug, declaration.public_id)
    latest = queries.latest_revision(original)
    if latest is None or declaration.conference.published_at is None:
        raise NotFound
    return Known(declaration, original, latest, newest=True)


def revocation_list(name: str, *, now: datetime) -> bytes | None:
    """What the root of that name, or without one ours of today, has revoked (DER); ``None`` for a strange name."""
    return authority().revocation_list(name, now=now)


def _named(report: Report) -> dict[str, Signatory]:
    fields = {one.field: documents.signatory_id(one.field) for one in report.signatures}
    known = queries.signatories_by_id([found for found in fields.values() if found])
    return {field: known[found] for field, found in fields.items() if found in known}
