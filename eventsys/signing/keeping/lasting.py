"""Until when a common reader goes on trusting what was signed: the day on which a certificate that vouches for it ends.

Without a time stamp that is the signer's own, as a reader then asks whether it is valid on the day it looks; with one,
the time-stamp authority's. A document time stamp stands for everything before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

from eventsys.signing.document.reading import open_pdf
from eventsys.signing.validation.opening import open_signature
from eventsys.signing.values.api import SignatureReport

__all__ = ["Lasting", "end_of_certificate", "end_of_newest"]


@dataclass(frozen=True, slots=True)
class Lasting:
    """``until``: when the certificate ends that vouches for the newest signature; ``for_all``: and for those before."""

    until: datetime
    for_all: bool = False


def end_of_certificate(certificate: bytes) -> datetime:
    """Of a certificate (DER). UTC."""
    return _end(x509.Certificate.load(certificate))


def end_of_newest(pdf: bytes) -> Lasting | None:
    """Of the newest signature or time stamp; ``None`` where nothing that can be read is signed.

    Raises the refusals of :func:`eventsys.signing.document.reading.open_pdf`.
    """
    with open_pdf(pdf) as reader:
        found = _newest(reader)
        if found is None:
            return None
        stamp = next(_stamps(found), None)
        if found.sig_object_type == "/DocTimeStamp":
            return Lasting(_end(found.signer_cert), for_all=True)
        return Lasting(_end(stamp or found.signer_cert))


def _newest(reader: PdfFileReader) -> EmbeddedPdfSignature | None:
    fields = [(name, field) for name, value, field in enumerate_sig_fields(reader) if value is not None]
    if not fields:
        return None
    name, field = max(fields, key=lambda one: _reach(one[1]))
    found = open_signature(reader, name, field)
    return None if isinstance(found, SignatureReport) else found


def _reach(field: Any) -> int:
    """Where the bytes end that its signature covers."""
    covered = field.get_object()["/V"].get("/ByteRange", ())
    return int(covered[2]) + int(covered[3]) if len(covered) == 4 else 0


def _stamps(signature: EmbeddedPdfSignature) -> Any:
    """The certificates of those who stamped the signature's time."""
    for attribute in signature.signer_info["unsigned_attrs"] or ():
        if attribute["type"].native == "signature_time_stamp_token":
            for token in attribute["values"]:
                yield extract_certs_for_validation(token["content"]).signer_cert


def _end(certificate: x509.Certificate) -> datetime:
    end: datetime = certificate.not_valid_after
    return end
