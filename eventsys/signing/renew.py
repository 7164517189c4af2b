"""Keeping signatures provable: a new document time stamp over everything, before the last one runs out."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime

from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.path import ValidationPath

from eventsys.signing.api import Assurance, Kind, Level, Proof, Report
from eventsys.signing.errors import NotRenewable, TimeStampUnavailable
from eventsys.signing.fetching import BEFORE, fetching, named
from eventsys.signing.reading import opened
from eventsys.signing.validate import validate
from eventsys.signing.writing import Revision

__all__ = ["renew"]


def _lacking(report: Report) -> set[str]:
    """Fields for which evidence is to be collected: those without, and the newest document time stamp."""
    stamps = [one.field for one in report.signatures if one.kind is Kind.TIME_STAMP]
    return {one.field for one in report.signatures if one.level is Level.B_T} | set(stamps[-1:])


def _paths(signatures: list[EmbeddedPdfSignature], context: ValidationContext) -> list[ValidationPath]:
    async def collect() -> list[ValidationPath]:
        return [path for one in signatures for path in await collect_validation_info(one, context)]

    return asyncio.run(collect())


def renew(
    pdf: bytes,
    assurance: Assurance,
    *,
    now: datetime,
    house: Sequence[bytes] | None = None,
    proofs: Sequence[Proof] = (),
) -> bytes:
    """``pdf`` with evidence for what lacks it and a new document time stamp, which covers all of it.

    Nobody signs again; all bytes stay in front. ``house`` and ``proofs`` as for ``validate``.
    Raises :class:`NotRenewable` when a signature is not valid any more, :class:`TimeStampUnavailable`,
    :class:`EvidenceUnavailable`, and the refusals of ``opened``.
    """
    if assurance.time_stamps is None:
        raise TimeStampUnavailable()
    report = validate(pdf, assurance.anchors, house=house, crls=assurance.crls, proofs=proofs, now=now)
    for one in report.signatures:
        if not one.valid:
            raise NotRenewable(field=one.field)
    with opened(pdf) as reader, named():
        context = fetching(assurance)
        lacking = _lacking(report)
        paths = _paths([one for one in reader.embedded_signatures if one.field_name in lacking], context)
        writer = Revision(io.BytesIO(pdf))
        DocumentSecurityStore.supply_dss_in_writer(
            writer, sig_contents=None, paths=paths, validation_context=context, embed_roots=False
        )
        out = io.BytesIO()
        PdfTimeStamper(assurance.time_stamps.client()).timestamp_pdf(
            writer, "sha256", validation_context=context, dss_settings=BEFORE, output=out
        )
    return out.getvalue()
