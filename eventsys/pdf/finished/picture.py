"""Pages of a PDF as pictures, for previews on any screen: phones show no PDF inside a page."""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import Final

import pypdfium2

from eventsys.pdf.errors import BrokenPdf

__all__ = ["page_picture", "page_pictures"]

_POINTS_PER_INCH: Final = 72
_alone = Lock()  # pdfium must not be used by two threads at once


def page_pictures(pdf: bytes, *, dpi: float, most: int) -> list[bytes]:
    """The first ``most`` pages as PNG files, ``dpi`` pixels an inch. Raises :class:`BrokenPdf`."""
    with _alone:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise BrokenPdf from error
        with document:
            drawn = [
                document[number].render(scale=dpi / _POINTS_PER_INCH).to_pil()
                for number in range(min(most, len(document)))
            ]
    return [_png(picture) for picture in drawn]


def page_picture(pdf: bytes, number: int, *, dpi: float) -> bytes | None:
    """The page of that number (from 1 on) as a PNG file; ``None`` where there is none. Raises :class:`BrokenPdf`."""
    with _alone:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise BrokenPdf from error
        with document:
            found = 0 < number <= len(document)
            picture = document[number - 1].render(scale=dpi / _POINTS_PER_INCH).to_pil() if found else None
    return _png(picture) if picture is not None else None


def _png(picture: object) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")  # type: ignore[attr-defined]  # a PIL image; pypdfium2 is untyped
    return out.getvalue()
