"""A signature is opened, or it is said why it cannot be, before anything of it is believed."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation import EmbeddedPdfSignature

from eventsys.signing.document.graph import raw
from eventsys.signing.validation.spare import without_unreadable_certificates
from eventsys.signing.values.api import Problem, SignatureKind, SignatureReport

__all__ = ["open_signature", "unreadable"]

#: Deprecated by PDF 2.0, and read by nobody here: the first hashes a hash, the second has no CMS at all.
_FORMATS_OF_OTHERS = frozenset({"/adbe.pkcs7.sha1", "/adbe.x509.rsa_sha1"})

_PLAIN = (
    generic.EncryptedObjAccess.RAW
)  # a signature is never encrypted, whatever the file is (ISO 32000-2, 7.6.2)


def _malformed(value: Any) -> Problem | None:
    """What can be said of a signature dictionary before any of it is believed (universal signature forgery)."""
    if not isinstance(value, generic.DictionaryObject):
        return Problem.CONTENTS
    ranges = raw(value, "/ByteRange")
    if not isinstance(ranges, generic.ArrayObject) or len(ranges) != 4:
        return Problem.RANGE
    first, *rest = (ranges.raw_get(index) for index in range(4))
    if not all(isinstance(one, generic.NumberObject) for one in (first, *rest)):
        return Problem.RANGE
    if first != 0 or min(rest) <= 0:
        return Problem.RANGE
    if "/Contents" not in value:
        return Problem.CONTENTS
    contents = value.raw_get("/Contents", decrypt=_PLAIN)
    if not isinstance(contents, generic.TextStringObject | generic.ByteStringObject):
        return Problem.CONTENTS
    return None if contents.original_bytes.strip(b"\0") else Problem.CONTENTS


def _unread(reader: PdfFileReader, value: Any) -> Problem | None:
    """What is lawful, and not for us to judge."""
    if str(raw(value, "/SubFilter")) in _FORMATS_OF_OTHERS:
        return Problem.FORMAT
    return Problem.STRUCTURE if reader.strict and reader.xrefs.hybrid_xrefs_present else None


def open_signature(reader: PdfFileReader, name: str, field: Any) -> EmbeddedPdfSignature | SignatureReport:
    """The signature of a field, or, if it cannot be read, what is to be said of it."""
    try:
        problem = _malformed(field.get_object()["/V"]) or _unread(reader, field.get_object()["/V"])
        if problem is None:
            return without_unreadable_certificates(EmbeddedPdfSignature(reader, field, name))
        return SignatureReport(field=name, kind=SignatureKind.SIGNATURE, problem=problem)
    except Exception as error:  # noqa: BLE001 - a signature damaged beyond reading is a finding, not a failure of ours
        return unreadable(name, error)


def unreadable(name: str, error: Exception) -> SignatureReport:
    """``detail`` is the sub-indication of ETSI EN 319 102-1, where the library tells one, or the error's name."""
    said = getattr(error, "ades_subindication", None)
    detail = said.name if isinstance(said, AdESIndeterminate) else type(error).__name__
    return SignatureReport(
        field=name, kind=SignatureKind.SIGNATURE, problem=Problem.UNREADABLE, detail=detail
    )
