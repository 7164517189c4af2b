"""Verification for anyone: takes a file, keeps nothing, says what it is."""

from __future__ import annotations

from dataclasses import dataclass

from eventsys.core import clock
from eventsys.core.bounded import call
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations import documents, queries
from eventsys.declarations.models import Declaration, Revision, Signatory
from eventsys.declarations.service.authority import authority
from eventsys.signing.api import Report, Verdict
from eventsys.signing.validate import validate

__all__ = ["VERDICTS", "Verification", "verify"]

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


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``declaration`` and ``revision`` are set when exactly this file was made here;
    ``newest`` when it is the last stage; ``signatories`` maps signature fields to who they were made for
    (as the file names them: it vouches for nothing by itself)."""

    report: Report
    declaration: Declaration | None
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
    revision, declaration = queries.revision_by_digest(report.sha256) or (None, None)
    latest = queries.latest_revision(declaration) if declaration else None
    return Verification(
        report=report,
        declaration=declaration,
        revision=revision,
        newest=bool(revision and latest and revision.number == latest.number),
        signatories=_named(report),
    )


def _named(report: Report) -> dict[str, Signatory]:
    fields = {one.field: documents.signatory_id(one.field) for one in report.signatures}
    known = queries.signatories_by_id([found for found in fields.values() if found])
    return {field: known[found] for field, found in fields.items() if found in known}
