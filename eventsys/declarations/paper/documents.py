"""The mark of a signing copy: what stands on paper that is to be signed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.core.render import render
from eventsys.core.words.languages import gettext as _
from eventsys.declarations.signatories.documents import in_each
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.shaping.fonts import font_css


def copy_mark(languages: Sequence[str]) -> bytes:
    """One page with nothing but the words that tell a signing copy from the sealed document, in each language."""
    html = render(
        "declarations/pdf/copy.html",
        lang=languages[0],
        marks=in_each(languages, lambda _code: _("Signing copy")),
        hints=in_each(
            languages,
            lambda _code: _(
                "to be signed by hand. This sheet is not the sealed document; its scan is filed with it."
            ),
        ),
    )
    return html_to_pdf(html, css=(font_css(serif=True),))
