"""Opening somebody's PDF without trusting it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from eventsys.core.errors import Refusal
from eventsys.signing.errors.files import DamagedFile, EncryptedFile, FileTooBig, NotAPdf

__all__ = ["LARGEST", "open_pdf", "sha256"]

LARGEST = 64 * 1024 * 1024  # bytes; a declaration with 50 signatures has about 3 million

_MARK = b"%PDF-"
_FRONT = 1024


def sha256(data: bytes) -> str:
    """The digest of ``data`` in lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def open_pdf(pdf: bytes, *, strict: bool = True, protected: bool = False) -> Iterator[PdfFileReader]:
    """A reader over ``pdf``; whatever goes wrong inside the block becomes a named refusal. ``protected``: also over one
    that anybody may open and read, and only its owner may change.

    Raises :class:`FileTooBig`, :class:`NotAPdf`, :class:`EncryptedFile`, :class:`DamagedFile`.
    """
    if len(pdf) > LARGEST:
        raise FileTooBig(megabytes=LARGEST // 1024 // 1024)
    if not pdf.startswith(
        _MARK
    ):  # some readers skip what stands in front: then every place in the file is wrong
        raise DamagedFile() if _MARK in pdf[:_FRONT] else NotAPdf()
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=strict)
        if reader.encrypted and not (protected and _is_open_to_all(reader)):
            raise EncryptedFile()
        reader.root  # noqa: B018 - reads the catalogue, which is where most damage shows
        yield reader
    except Refusal:
        raise
    except Exception as error:  # the library raises nearly everything on damaged input, as do we by name
        raise DamagedFile() from error


def _is_open_to_all(reader: PdfFileReader) -> bool:
    """Whether the empty password opens it."""
    try:
        return reader.decrypt("").status is not AuthStatus.FAILED
    except PdfError:  # it is for the holders of certain keys
        return False
