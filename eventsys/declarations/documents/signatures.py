"""What appears in the boxes: a signature, and the secretariat's seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from eventsys.core.languages import gettext as _
from eventsys.core.languages import in_language
from eventsys.core.render import render
from eventsys.declarations.documents.declaration import accent_of, row_of, written_day
from eventsys.declarations.models import Declaration, Signatory
from eventsys.pdf.fonts import font_css
from eventsys.pdf.render import Box, Rendered
from eventsys.pdf.render import render as lay_out

__all__ = ["seal_pdf", "signature_pdf"]

_SIZES = (17, 14, 12, 10, 8, 6, 4.5, 3)
"""Type sizes of a signature, in points."""
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TALL = 2000.0
"""Points: a page on which nothing is cut, to measure on."""


def signature_pdf(signatory: Signatory, *, box: Box, language: str, day: date, ink: bytes | None) -> bytes:
    """What appears in a signed box, exactly of its size: the signature, for whom, and its date.

    ``ink`` is the signature drawn by hand (PNG); without it the name stands there in the signatory's script,
    in the largest type that keeps it inside.
    """
    with in_language(language):
        row = row_of(signatory, language)
        signed = _("Signed by proxy for %(city)s") if signatory.by_proxy else _("Signed for %(city)s")
        note = signed % {"city": row.city}
        when = written_day(day)
    values = {
        **asdict(row),
        "lang": language,
        "note": note,
        "when": when,
        "ink": bool(ink),
        "width": box.width,
    }

    def drawn(size: float, page_height: float) -> Rendered:
        html = render(
            "declarations/pdf/signature.html", **values, size=size, height=box.height, page_height=page_height
        )
        return lay_out(html, css=(font_css(serif=True),), images={"ink": ink} if ink else {})

    fitting = (size for size in _SIZES if drawn(size, _TALL).boxes["all"].height <= box.height)
    return drawn(next(fitting, _SIZES[-1]), box.height).pdf


def seal_pdf(
    declaration: Declaration, *, box: Box, language: str, languages: Sequence[str], day: date
) -> bytes:
    """The secretariat's seal: network, edition and the day of what it is set on, in a ring; whose it is, in each
    of the ``languages`` of the text. Of several languages the day is written as none of them alone would."""
    conference = declaration.conference
    network = conference.network.code
    by = []
    for code in (language, *(code for code in languages if code != language)):
        with in_language(code):
            by.append((code, str(_("Secretariat"))))
    with in_language(language):
        html = render(
            "declarations/pdf/seal.html",
            by=by,
            lang=language,
            accent=accent_of(declaration),
            network=network,
            edition=conference.edition,
            day=written_day(day) if len(by) == 1 else f"{day.day} · {_MONTHS[day.month - 1]} · {day.year}",
            width=box.width,
            height=box.height,
            size=min(9, 0.8 * box.width / max(1, len(network))),
        )
    return lay_out(html, css=(font_css(serif=True),)).pdf
