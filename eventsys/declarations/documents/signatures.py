"""What appears in the boxes: a signature, and the secretariat's seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from eventsys.core.languages import gettext as _
from eventsys.core.languages import in_language
from eventsys.core.render import render
from eventsys.declarations.documents.cells import each, row_of, written_day
from eventsys.declarations.documents.declaration import accent_of
from eventsys.declarations.models import Declaration, Signatory
from eventsys.pdf.layout.blanks import html_to_pdf, marked
from eventsys.pdf.layout.render import Box, Rendered
from eventsys.pdf.shaping.fonts import font_css

__all__ = ["seal_pdf", "signature_pdf"]

_SIZES = (17, 14, 12, 10, 8, 6, 4.5, 3)
"""Type sizes of a signature, in points."""
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TALL = 2000.0
"""Points: a page on which nothing is cut, to measure on."""
_LEAST_INK = 16.0
"""Points of height that words leave to a signature drawn by hand."""
_BELOW = 1.5
"""Points between the words and the line of the box."""
_SLACK = 2.5
"""Points by which what fits is less high than its box: :data:`_BELOW`, and a point without which the last line would
be carried to a page that nobody sees."""


def signature_pdf(
    signatory: Signatory, *, box: Box, languages: Sequence[str], day: date, ink: bytes | None
) -> bytes:
    """What appears in a signed box, exactly of its size: the signature, and in each of the ``languages`` of the text
    for whom and when, the first leading.

    ``ink`` is the signature drawn by hand (PNG), as large as the words leave room for; without it the name stands
    there in the signatory's script, in the largest type that keeps all inside. Names were looked at before
    the seal: a sign that no font draws is marked, as a signature that was given has to be set.
    """
    with in_language(languages[0]):
        values = {**asdict(row_of(signatory, languages[0])), "lang": languages[0]}
    notes = each(languages, lambda language: _note(signatory, language, day))

    def drawn(size: float, *, tall: float = 0, ink_height: float = _LEAST_INK) -> Rendered:
        html = render(
            "declarations/pdf/signature.html", **values, notes=notes, ink=bool(ink), size=size, width=box.width,
            page_height=tall or box.height, ink_height=ink_height, below=_BELOW,
        )  # fmt: skip
        return marked(html, css=(font_css(serif=True),), images={"ink": ink} if ink else {})

    measured = ((size, drawn(size, tall=_TALL).boxes["all"].height) for size in _SIZES)
    size, height = next((one for one in measured if one[1] <= box.height - _SLACK), (_SIZES[-1], box.height))
    return drawn(size, ink_height=_LEAST_INK + max(0.0, box.height - _SLACK - height)).pdf


def _note(signatory: Signatory, language: str, day: date) -> str:
    """In the language in force."""
    signed = _("Signed by proxy for %(city)s") if signatory.by_proxy else _("Signed for %(city)s")
    return f"{signed % {'city': row_of(signatory, language).city}} · {written_day(day)}"


def seal_pdf(declaration: Declaration, *, box: Box, languages: Sequence[str], day: date) -> bytes:
    """The secretariat's seal: network, edition and the day of what it is set on, in a ring; whose it is, in each
    of the ``languages`` of the text. Of several languages the day is written as none of them alone would.

    Raises :class:`eventsys.pdf.errors.NoGlyph`.
    """
    conference = declaration.conference
    network = conference.network.code
    with in_language(languages[0]):
        html = render(
            "declarations/pdf/seal.html",
            by=each(languages, lambda _code: _("Secretariat")),
            lang=languages[0],
            accent=accent_of(declaration),
            network=network,
            edition=conference.edition,
            day=written_day(day) if len(languages) == 1 else _day_of_all(day),
            width=box.width,
            height=box.height,
            size=min(9, 0.8 * box.width / max(1, len(network))),
        )
    return html_to_pdf(html, css=(font_css(serif=True),))


def _day_of_all(day: date) -> str:
    """A day that every language reads, as seals and medals write it.

    >>> _day_of_all(date(2013, 11, 18))
    '18 · XI · 2013'
    """
    return f"{day.day} · {_MONTHS[day.month - 1]} · {day.year}"
