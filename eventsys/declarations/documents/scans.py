"""What stands around paper that was signed by hand: the mark of a signing copy, and the cover of a scan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from eventsys.core.filters import clock_time
from eventsys.core.languages import fallbacks, in_language
from eventsys.core.render import render
from eventsys.declarations import rules
from eventsys.declarations.documents.declaration import accent_of, row_of, written_day
from eventsys.declarations.models import Declaration, Signatory
from eventsys.pdf.fonts import font_css
from eventsys.pdf.qr import qr_png
from eventsys.pdf.render import IMAGE_SCHEME, Rendered, html_to_pdf
from eventsys.pdf.render import render as lay_out

__all__ = ["SCAN_SEAL", "copy_mark", "pictures_pdf", "scan_cover"]

SCAN_SEAL = "seal-of-scan"
"""The name of the field on a cover: whoever verifies the file is told by it that it is a scan."""


def copy_mark(language: str) -> bytes:
    """One page with nothing but the words that tell a signing copy from the sealed document."""
    with in_language(language):
        html = render("declarations/pdf/copy.html", lang=language)
    return html_to_pdf(html, css=(font_css(serif=True),))


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
    """The sheet before a scan: of what, for whom, filed when, and the box of the seal (:data:`SCAN_SEAL`)."""
    conference, language = declaration.conference, declaration.order_language
    zone, order = ZoneInfo(conference.timezone), fallbacks(language, conference.languages)
    with in_language(language):
        html = render(
            "declarations/pdf/scan.html",
            lang=language,
            accent=accent_of(declaration),
            conference=conference.title.get_in(order),
            title=rules.plain(declaration.title.get_in(order)),
            day=written_day(filed_at.astimezone(zone).date()),
            time=clock_time(filed_at, zone),
            rows=[row_of(one, language) for one in signatories],
            pages=pages,
            digest=digest,
            seal=SCAN_SEAL,
            qr=f"{IMAGE_SCHEME}qr",
        )
    return lay_out(html, css=(font_css(serif=True),), images={"qr": qr_png(verify_url)})
