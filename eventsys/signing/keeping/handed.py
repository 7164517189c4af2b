"""A file that somebody signed in another program, looked at before it becomes a stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.sign.validation import EmbeddedPdfSignature

from eventsys.signing.document.reading import open_pdf
from eventsys.signing.errors.making import NotCounted, TimeStampUnusable
from eventsys.signing.keeping.verifier import Verifier, check_added
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import ProofOfExistence, Report, SignatureKind, SignatureReport

__all__ = ["SignedUpdate", "check_update"]


@dataclass(frozen=True, slots=True)
class SignedUpdate:
    """``fresh``: what is new in it, all of it valid; of the first one ``certificate`` and those ``beside`` it (DER).
    ``against``: the report of a file that does not count, instead."""

    fresh: tuple[SignatureReport, ...] = ()
    certificate: bytes = b""
    beside: tuple[bytes, ...] = ()
    against: Report | None = None


def check_update(
    before: bytes, pdf: bytes, verifier: Verifier, proofs: Sequence[ProofOfExistence]
) -> SignedUpdate:
    """``pdf`` begins with ``before``, a stage on record. ``proofs``: since when its beginnings are on record.

    Raises the refusals of ``validate``.
    """
    try:
        found = check_added(before, pdf, verifier, proofs=proofs)
    except (NotCounted, TimeStampUnusable):
        against = validate(
            pdf, verifier.anchors, house=verifier.house, crls=verifier.crls, proofs=proofs, now=verifier.now
        )
        return SignedUpdate(against=against)
    fresh = tuple(one for one in found if one.revision_end > len(before))
    given = next((one.field for one in fresh if one.kind is not SignatureKind.TIME_STAMP), None)
    with open_pdf(pdf) as reader:
        signed = next((one for one in reader.embedded_signatures if one.field_name == given), None)
        return (
            SignedUpdate(fresh, signed.signer_cert.dump(), _beside(signed)) if signed else SignedUpdate(fresh)
        )


def _beside(signature: EmbeddedPdfSignature) -> tuple[bytes, ...]:
    return tuple(one.dump() for one in signature.other_embedded_certs)
