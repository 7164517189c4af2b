"""A scan that came as files becomes one PDF, and gets its cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from eventsys.core.bounded.calling import call
from eventsys.core.current import settings
from eventsys.core.render import render
from eventsys.core.web.filters import clock_time
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.originals.documents import languages_of
from eventsys.declarations.scans.errors import ScanIsSigned, ScanTooLarge, ScanUnreadable
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.documents import cell_of, in_each, labels_in, written_day
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import rules as stages_rules
from eventsys.declarations.stages.rules import SCAN_SEAL
from eventsys.files import images
from eventsys.files.errors import NotAnImage
from eventsys.pdf.finished.flat import flatten
from eventsys.pdf.finished.merge import count_pages, join
from eventsys.pdf.layout.blanks import check_complete, html_to_pdf
from eventsys.pdf.layout.qr import qr_png
from eventsys.pdf.layout.render import IMAGE_SCHEME, Rendered
from eventsys.pdf.layout.render import render as lay_out
from eventsys.pdf.shaping.fonts import font_css
from eventsys.signing.errors.files import DamagedFile, EncryptedFile, FileTooBig
from eventsys.signing.making.fields import field_names

_COVER = {
    "kind": _l("Scanned copy of"),
    "what": _l(
        "This is a scan of a document signed on paper; the seal shows that the scan was not changed since it was "
        "filed. The signatures in the picture cannot be checked."
    ),
    "for": _l("Filed for"),
    "digest": _l("SHA-256 of the file as it was filed:"),
    "verify": _l("Verify this document"),
    "code": _l("Code with the address at which this document can be verified"),
}


MOST_PAGES = 200
_SECONDS, _MEGABYTES = 30, 1500
_SEALS = frozenset({signatories_rules.SEAL, stages_rules.SCAN_SEAL})


@dataclass(frozen=True, slots=True)
class ReadScan:
    """A scan that was looked at. ``filed`` is what is kept of it, ``shown`` the same as plain pages."""

    filed: bytes = field(repr=False)
    shown: bytes = field(repr=False)
    pages: int

    @property
    def digest(self) -> str:
        """The SHA-256 of what is kept."""
        return sha256(self.filed).hexdigest()


def read_scan(sheets: Sequence[bytes]) -> ReadScan:
    """A scan that came as one PDF, or as pictures and PDFs in their order, which become one PDF. Writes nothing.

    The files are read in a process of its own, which takes long: no transaction may be open.
    Raises :class:`ScanIsSigned`, :class:`ScanUnreadable`, :class:`ScanTooLarge`, :class:`EncryptedPdf`, :class:`DamagedPdf`,
    :class:`TooManyPages`, :class:`PictureRefused`, and those of ``bounded.call``.
    """
    megabytes = settings().max_upload_mb
    if sum(map(len, sheets)) > megabytes * 1_000_000:
        raise ScanTooLarge(megabytes=megabytes)
    if not sheets:
        raise ScanUnreadable
    for sheet in sheets:
        _check_foreign(sheet)
    parts = [_plain(sheet) for sheet in sheets]
    as_it_came = len(sheets) == 1 and sheets[0].startswith(b"%PDF-")
    shown = parts[0] if len(parts) == 1 else join(parts)
    return ReadScan(sheets[0] if as_it_came else shown, shown, count_pages(shown))


def _check_foreign(sheet: bytes) -> None:
    """Raises :class:`ScanIsSigned` for a file that we signed: its pages alone would be kept, without what they prove."""
    if not sheet.startswith(b"%PDF-"):
        return
    try:
        names = call(field_names, sheet, signed=True, seconds=_SECONDS, megabytes=_MEGABYTES)
    except (
        DamagedFile,
        EncryptedFile,
        FileTooBig,
    ):  # no file that anybody could have signed; what it is the next step tells
        return
    if any(name in _SEALS or signatories_rules.signatory_id(name) for name in names):
        raise ScanIsSigned


def _plain(sheet: bytes) -> bytes:
    if sheet.startswith(b"%PDF-"):
        return call(flatten, sheet, most=MOST_PAGES, seconds=_SECONDS, megabytes=_MEGABYTES)
    try:
        return pictures_pdf(images.sheets(sheet, most=MOST_PAGES))
    except NotAnImage as error:
        raise ScanUnreadable from error


def pictures_pdf(pictures: Sequence[tuple[bytes, bool]]) -> bytes:
    """JPEG pictures of sheets, each with whether it is wider than high, as a page of A4 each."""
    names = [(f"{IMAGE_SCHEME}sheet-{n}", wide) for n, (_data, wide) in enumerate(pictures)]
    html = render("declarations/pdf/pictures.html", pictures=names)
    return html_to_pdf(html, images={f"sheet-{n}": data for n, (data, _wide) in enumerate(pictures)})


def scan_cover(
    declaration: Declaration,
    signatories: Sequence[Signatory],
    *,
    digest: str,
    pages: int,
    filed_at: datetime,
    verify_url: str,
) -> Rendered:
    """The sheet before a scan: of what, for whom, filed when, and the box of the seal (:data:`SCAN_SEAL`).

    Raises :class:`eventsys.pdf.errors.NoGlyph`.
    """
    conference, spoken = declaration.conference, languages_of(declaration)
    zone = conference.zone

    def filed(_code: str) -> object:
        return _(
            "Behind this cover: a scan of the document as it was signed on paper, filed on %(day)s at %(time)s. "
            "Number of pages: %(number)s.",
            number=pages,
            day=written_day(filed_at.astimezone(zone).date()),
            time=clock_time(filed_at, zone),
        )

    html = render(
        "declarations/pdf/scan.html",
        lang=spoken[0],
        accent=declaration.conference.paper_accent,
        conference=in_each(
            spoken, lambda code: conference.title.get_in(fallbacks(code, conference.languages))
        ),
        titles=in_each(
            spoken, lambda code: acts_rules.plain(declaration.title.get_in(fallbacks(code, spoken)))
        ),
        labels=labels_in(spoken, _COVER),
        filed=in_each(spoken, filed),
        rows=[cell_of(one, spoken) for one in signatories],
        digest=digest,
        seal=SCAN_SEAL,
        qr=f"{IMAGE_SCHEME}qr",
    )
    return check_complete(lay_out(html, css=(font_css(serif=True),), images={"qr": qr_png(verify_url)}))
