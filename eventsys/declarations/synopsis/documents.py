"""The synoptic edition as PDF/UA-1: a row for each paragraph, a column for each language."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from eventsys.core.render import render
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.core.words.tags import own_name, text_direction
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.rules import Act
from eventsys.declarations.originals.documents import TextOnPaper, languages_of, text_on_paper
from eventsys.declarations.stages.documents import reference_of
from eventsys.declarations.stages.models import Original
from eventsys.declarations.synopsis import rules
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.qr import qr_png
from eventsys.pdf.layout.render import IMAGE_SCHEME
from eventsys.pdf.shaping.fonts import font_css

_CODE = f"{IMAGE_SCHEME}qr"


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` of a point, "" of all else; ``words`` in each language of the spread, in their order."""

    kind: str
    number: str
    words: Sequence[str]

    @property
    def is_whole(self) -> bool:
        """Whether it stays on one page."""
        return max(map(len, self.words)) <= rules.LONGEST_IN_ONE_PIECE


def synopsis_pdf(
    declaration: Declaration, act: Act, *, original: Original, verify_url: str, noticed: Container[str]
) -> bytes:
    """``original``: the one it is made from, whose reference and code (``verify_url``) stand on each page; ``noticed``:
    languages that can say what it is. Raises :class:`eventsys.pdf.errors.NoGlyph`."""
    languages = languages_of(declaration)
    texts = {language: text_on_paper(declaration, language, act) for language in languages}
    spreads = rules.spreads(languages, lambda language: text_direction(language) == "rtl")
    with in_language(languages[0]):
        html = render(
            "declarations/pdf/synopsis.html",
            lang=languages[0],
            title=texts[languages[0]].title,
            reference=reference_of(declaration, original),
            code=_CODE,
            paper=rules.paper_of(max(map(len, spreads))),
            accent=declaration.conference.paper_accent,
            emphasis=acts_rules.emphasis,
            own_name=own_name,
            spreads=[(one, _rows([texts[language] for language in one], noticed)) for one in spreads],
        )
    images = {"qr": qr_png(verify_url)}
    return html_to_pdf(html, css=(font_css(serif=True),), variant="pdf/ua-1", images=images)


def _rows(texts: Sequence[TextOnPaper], noticed: Container[str]) -> list[Row]:
    rows = [
        Row("notice", "", [_notice(text.language) if text.language in noticed else "" for text in texts]),
        Row("title", "", [text.title for text in texts]),
        Row("place", "", [text.place for text in texts]),
        Row("preamble", "", [text.opening for text in texts]),
    ]
    rows += [Row("preamble", "", words) for words in _side_by_side([text.preamble for text in texts])]
    points = _side_by_side([text.points for text in texts])
    rows += [Row("point", f"{number}.", words) for number, words in enumerate(points, 1)]
    rows.append(Row("clauses", "", ["".join(text.testimonium) for text in texts]))
    return [row for row in rows if any(row.words)]


def _side_by_side(columns: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return list(zip_longest(*columns, fillvalue=""))


def _notice(language: str) -> str:
    with in_language(language):
        return str(_("Synoptic edition. The signed originals prevail."))
