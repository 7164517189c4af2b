"""A file that somebody signed in another program, looked at before it becomes a stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.sign.validation import EmbeddedPdfSignature

from eventsys.signing.document.reading import opened
from eventsys.signing.errors.making import NotCounted, TimeStampUnusable
from eventsys.signing.keeping.eyes import Eyes, check_added
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Kind, Proof, Report, SignatureReport

__all__ = ["Handed", "look"]


@dataclass(frozen=True, slots=True)
class Handed:
    """``fresh``: what is new in it, all of it valid; of the first one ``certificate`` and those ``beside`` it (DER).
    ``against``: the report of a file that does not count, instead."""

    fresh: tuple[SignatureReport, ...] = ()
    certificate: bytes = b""
    beside: tuple[bytes, ...] = ()
    against: Report | None = None


def look(before: bytes, pdf: bytes, eyes: Eyes, proofs: Sequence[Proof]) -> Handed:
    """``pdf`` begins with ``before``, a stage on record. ``proofs``: since when its beginnings are on record.

    Raises the refusals of ``validate``.
    """
    try:
        found = check_added(before, pdf, eyes, proofs=proofs)
    except (NotCounted, TimeStampUnusable):
        against = validate(pdf, eyes.anchors, house=eyes.house, crls=eyes.crls, proofs=proofs, now=eyes.now)
        return Handed(against=against)
    fresh = tuple(one for one in found if one.revision_end > len(before))
    given = next((one.field for one in fresh if one.kind is not Kind.TIME_STAMP), None)
    with opened(pdf) as reader:
        signed = next((one for one in reader.embedded_signatures if one.field_name == given), None)
        return Handed(fresh, signed.signer_cert.dump(), _beside(signed)) if signed else Handed(fresh)


def _beside(signature: EmbeddedPdfSignature) -> tuple[bytes, ...]:
    return tuple(one.dump() for one in signature.other_embedded_certs)
