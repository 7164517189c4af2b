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
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError
from pyhanko_certvalidator.path import ValidationPath

from eventsys.signing.document.reading import open_pdf
from eventsys.signing.document.writing import IncrementalUpdate
from eventsys.signing.errors.making import NotRenewable, TimeStampUnavailable
from eventsys.signing.making.fetching import BEFORE, fetching, named
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Assurance, Level, ProofOfExistence, Report, SignatureKind

__all__ = ["renew"]


def _lacking(report: Report) -> dict[str, datetime | None]:
    """Fields for which evidence is to be collected: those without, as of their time stamp, and the newest document time
    stamp, as of now."""
    stamps = [one.field for one in report.signatures if one.kind is SignatureKind.TIME_STAMP]
    stamped = {one.field: one.signed_at for one in report.signatures if one.level is Level.B_T}
    return {**stamped, **dict.fromkeys(stamps[-1:])}


def _paths(
    signature: EmbeddedPdfSignature, context: ValidationContext, now: datetime
) -> list[ValidationPath]:
    """What vouches for a signature and its stamp. Of a certificate that has ended its issuer need not know any more:
    then there is none, and the stamp, which is stamped anew, stands for it."""
    try:
        return list(asyncio.run(collect_validation_info(signature, context)))
    except RevokedError:
        raise
    except (ValidationError, PathError):
        if signature.signer_cert.not_valid_after >= now:
            raise
        return []


def renew(
    pdf: bytes,
    assurance: Assurance,
    *,
    now: datetime,
    house: Sequence[bytes] | None = None,
    proofs: Sequence[ProofOfExistence] = (),
) -> bytes:
    """``pdf`` with evidence for what lacks it and a new document time stamp, which covers all of it.

    Nobody signs again; all bytes stay in front. ``house`` and ``proofs`` as for ``validate``.
    Raises :class:`NotRenewable` when a signature is not valid any more, :class:`TimeStampUnavailable`,
    :class:`EvidenceUnavailable`, and the refusals of ``open_pdf``.
    """
    if assurance.time_stamps is None:
        raise TimeStampUnavailable()
    report = validate(pdf, assurance.anchors, house=house, crls=assurance.crls, proofs=proofs, now=now)
    for one in report.signatures:
        if not one.valid:
            raise NotRenewable(field=one.field)
    with open_pdf(pdf) as reader, named():
        lacking, writer = _lacking(report), IncrementalUpdate(io.BytesIO(pdf))
        for one in reader.embedded_signatures:
            if one.field_name not in lacking:
                continue
            then = fetching(assurance, moment=lacking[one.field_name])
            paths = _paths(one, then, now)
            DocumentSecurityStore.supply_dss_in_writer(
                writer, sig_contents=None, paths=paths, validation_context=then, embed_roots=False
            )
        context, out = fetching(assurance), io.BytesIO()
        PdfTimeStamper(assurance.time_stamps.client()).timestamp_pdf(
            writer, "sha256", validation_context=context, dss_settings=BEFORE, output=out
        )
    return out.getvalue()
