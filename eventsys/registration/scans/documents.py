"""Files that strangers send become plain pages: nothing in them to click, to run or to unpack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eventsys.core.bounded.calling import call
from eventsys.core.current import settings
from eventsys.core.render import render
from eventsys.files import images
from eventsys.files.errors import NotAnImage
from eventsys.pdf.finished.flat import flatten
from eventsys.pdf.finished.merge import count_pages, join
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.render import IMAGE_SCHEME
from eventsys.registration.scans.errors import DocumentTooLarge, DocumentUnreadable

MOST_PAGES = 20
#: What an input of files lets people choose; what is sent is looked at anew.
TAKEN = "application/pdf,image/jpeg,image/png,image/heic,image/heif"
_SECONDS, _MEGABYTES = 30, 1500


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was looked at, as plain pages (a PDF)."""

    shown: bytes = field(repr=False)
    pages: int


def read_document(sheets: Sequence[bytes]) -> ReadDocument:
    """A document that came as a PDF, or as pictures and PDFs in their order. Writes nothing.

    The files are read in a process of its own, which takes long: no transaction may be open.
    Raises :class:`DocumentUnreadable`, :class:`DocumentTooLarge`, :class:`EncryptedPdf`, :class:`DamagedPdf`,
    :class:`TooManyPages`, :class:`PictureRefused`, and those of ``bounded.call``.
    """
    megabytes = settings().max_upload_mb
    if sum(map(len, sheets)) > megabytes * 1_000_000:
        raise DocumentTooLarge(megabytes=megabytes)
    if not sheets:
        raise DocumentUnreadable
    try:
        parts = [plain_pages(sheet) for sheet in sheets]
    except NotAnImage as error:
        raise DocumentUnreadable from error
    shown = parts[0] if len(parts) == 1 else join(parts)
    return ReadDocument(shown, count_pages(shown))


def plain_pages(sheet: bytes) -> bytes:
    """One file, a PDF or a picture, as a PDF of plain pages. Raises as :func:`read_document`, and :class:`NotAnImage`."""
    if sheet.startswith(b"%PDF-"):
        return call(flatten, sheet, most=MOST_PAGES, seconds=_SECONDS, megabytes=_MEGABYTES)
    pictures = images.sheets(sheet, most=MOST_PAGES)
    names = [(f"{IMAGE_SCHEME}sheet-{number}", wide) for number, (_data, wide) in enumerate(pictures)]
    html = render("registration/pdf/sheets.html", pictures=names)
    return html_to_pdf(
        html, images={f"sheet-{number}": data for number, (data, _wide) in enumerate(pictures)}
    )
