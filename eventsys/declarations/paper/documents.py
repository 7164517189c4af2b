"""What stands around paper that was signed by hand: the mark of a signing copy, and the cover of a scan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from eventsys.core.render import render
from eventsys.core.web.filters import clock_time
from eventsys.core.words.languages import fallbacks, ngettext
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.originals.documents import languages_of
from eventsys.declarations.signatories.documents import accent_of, cell_of, each, labels_in, written_day
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages.rules import SCAN_SEAL
from eventsys.pdf.layout.blanks import html_to_pdf, whole
from eventsys.pdf.layout.qr import qr_png
from eventsys.pdf.layout.render import IMAGE_SCHEME, Rendered
from eventsys.pdf.layout.render import render as lay_out
from eventsys.pdf.shaping.fonts import font_css

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


def copy_mark(languages: Sequence[str]) -> bytes:
    """One page with nothing but the words that tell a signing copy from the sealed document, in each language."""
    html = render(
        "declarations/pdf/copy.html",
        lang=languages[0],
        marks=each(languages, lambda _code: _("Signing copy")),
        hints=each(
            languages,
            lambda _code: _(
                "to be signed by hand. This sheet is not the sealed document; its scan is filed with it."
            ),
        ),
    )
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
    """The sheet before a scan: of what, for whom, filed when, and the box of the seal (:data:`SCAN_SEAL`).

    Raises :class:`eventsys.pdf.errors.NoGlyph`.
    """
    conference, spoken = declaration.conference, languages_of(declaration)
    zone = ZoneInfo(conference.timezone)

    def filed(_code: str) -> object:
        return ngettext(
            "Behind this cover: %(num)d page, a scan of the document as it was signed on paper, filed on %(day)s at %(time)s.",
            "Behind this cover: %(num)d pages, a scan of the document as it was signed on paper, filed on %(day)s at %(time)s.",
            pages,
            day=written_day(filed_at.astimezone(zone).date()),
            time=clock_time(filed_at, zone),
        )

    html = render(
        "declarations/pdf/scan.html",
        lang=spoken[0],
        accent=accent_of(declaration),
        conference=each(spoken, lambda code: conference.title.get_in(fallbacks(code, conference.languages))),
        titles=each(spoken, lambda code: acts_rules.plain(declaration.title.get_in(fallbacks(code, spoken)))),
        labels=labels_in(spoken, _COVER),
        filed=each(spoken, filed),
        rows=[cell_of(one, spoken) for one in signatories],
        digest=digest,
        seal=SCAN_SEAL,
        qr=f"{IMAGE_SCHEME}qr",
    )
    return whole(lay_out(html, css=(font_css(serif=True),), images={"qr": qr_png(verify_url)}))
