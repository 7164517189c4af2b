"""The files that are embedded in a PDF."""

from __future__ import annotations

import io
import re

import pikepdf

from eventsys.pdf.errors import BrokenPdf

__all__ = ["attachments"]


def attachments(pdf: bytes, wanted: re.Pattern[str]) -> dict[str, bytes]:
    """Those whose names are ``wanted``, by name. What is packed in a stranger's file has any size: to be called in a
    bounded process then.

    Raises :class:`BrokenPdf`.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return {
                name: held.get_file().read_bytes()
                for name, held in document.attachments.items()
                if wanted.fullmatch(name)
            }
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        ValueError,
        KeyError,
        AttributeError,
        TypeError,
    ) as error:
        raise BrokenPdf() from error
