"""The draft with its brackets: as a paper, as a page, and as a Word document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from markupsafe import Markup

from eventsys.core.render import render
from eventsys.core.web.filters import marked
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import own_name
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.documents import clause_words
from eventsys.declarations.acts.models import DECLARATION_WORDS, Declaration, ParagraphKind
from eventsys.declarations.amendments.documents import laid_out, paper_values, proposer
from eventsys.declarations.amendments.models import Amendment, AmendmentKind
from eventsys.declarations.diction.documents import in_own_words
from eventsys.pdf.layout.render import Rendered


@dataclass(frozen=True, slots=True)
class Alternative:
    """What an amendment in brackets puts beside the present words: other ones in ``language``, or a ``remark``."""

    city: Markup
    words: str = ""
    language: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A paragraph of the draft; ``number`` is None in the preamble and for an insertion in brackets.

    ``disputed``: its own words stand in brackets.
    """

    part: ParagraphKind
    number: int | None
    words: str
    disputed: bool = False
    alternatives: tuple[Alternative, ...] = ()


def _alternative(amendment: Amendment, language: str) -> Alternative:
    city = proposer(amendment)
    if amendment.kind == AmendmentKind.DELETE:
        return Alternative(city, remark=_("delete"))
    if amendment.kind == AmendmentKind.MOVE:
        return Alternative(city, remark=_("move to number %(number)s", number=amendment.place))
    said = language if language in amendment.text else next(iter(amendment.text), language)
    return Alternative(city, amendment.text.get(said, ""), said)


def draft_rows(declaration: Declaration, amendments: Sequence[Amendment], language: str) -> list[DraftRow]:
    """The draft in one language, with what stands in brackets; remarks are in that language too."""
    bracketed = [one for one in amendments if one.in_brackets and one.parent_id is None]
    rows: list[DraftRow] = []
    with in_language(language):
        for part in ParagraphKind:
            rows += _inserted(bracketed, None, part, language)
            for paragraph in (p for p in declaration.paragraphs if p.part == part):
                about = [
                    one
                    for one in bracketed
                    if one.paragraph_id == paragraph.id and one.kind != AmendmentKind.INSERT
                ]
                number = paragraph.position if part == ParagraphKind.POINT else None
                alternatives = tuple(_alternative(one, language) for one in about)
                rows.append(
                    DraftRow(part, number, paragraph.text.get(language, ""), bool(about), alternatives)
                )
                rows += _inserted(bracketed, paragraph.id, part, language)
    return rows


def _inserted(
    bracketed: Sequence[Amendment], after: int | None, part: ParagraphKind, language: str
) -> list[DraftRow]:
    found = [
        one
        for one in bracketed
        if one.kind == AmendmentKind.INSERT and (one.paragraph_id, one.part) == (after, part)
    ]
    return [DraftRow(part, None, "", True, (_alternative(one, language),)) for one in found]


def draft_html(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    *,
    languages: Sequence[str],
    now: datetime,
    lacking: str = "",
) -> str:
    """A page that stands alone, in the language in force; the texts in ``languages``, one after the other."""
    title = marked(declaration.title, fallbacks(languages=declaration.languages))
    texts = [
        {
            "language": code,
            "name": own_name(code),
            "title": declaration.title.get(code, ""),
            "rows": draft_rows(declaration, amendments, code),
            "clauses": clause_words(declaration, code),
        }
        for code in languages
    ]
    state = DECLARATION_WORDS[declaration.state]
    version = _("Draft, version %(number)s: %(state)s", number=declaration.version, state=state)
    return render(
        "declarations/pdf/draft.html",
        **paper_values(declaration, title, now),
        texts=texts,
        version=version,
        lacking=lacking,
        ParagraphKind=ParagraphKind,
    )


@in_own_words
def draft_pdf(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    *,
    languages: Sequence[str],
    now: datetime,
) -> Rendered:
    """The draft as a paper; ``missing`` are signs that are marked in it."""
    return laid_out(
        lambda lacking: draft_html(declaration, amendments, languages=languages, now=now, lacking=lacking)
    )


_FACE = "Noto Serif"
_FIXED = (1980, 1, 1, 0, 0, 0)  # the same draft gives the same bytes
_HANGING = Cm(1)


@in_own_words
def draft_docx(
    declaration: Declaration, amendments: Sequence[Amendment], *, languages: Sequence[str]
) -> bytes:
    """The texts in ``languages`` one after the other; what stands in brackets is bold between them."""
    document = _empty()
    for number, code in enumerate(languages):
        title = document.add_paragraph(style="Title")
        title.paragraph_format.page_break_before = number > 0
        _add_text(title, declaration.title.get(code, ""), code)
        for row in draft_rows(declaration, amendments, code):
            _add_row(document.add_paragraph(), row, code)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _add_row(paragraph: Paragraph, row: DraftRow, code: str) -> None:
    if row.number:
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = (
            _HANGING,
            -_HANGING,
        )
        _add(paragraph, f"{row.number}. ")
    if row.disputed and row.words:
        _add(paragraph, "[", bold=True)
    _add_text(paragraph, row.words, code)
    if row.disputed and row.words:
        _add(paragraph, "]", bold=True)
    for one in row.alternatives:
        _add_alternative(paragraph, one)


def _add_alternative(paragraph: Paragraph, one: Alternative) -> None:
    _add(paragraph, " [" if paragraph.text else "[", bold=True)
    if one.remark:
        _add(paragraph, one.remark)
    else:
        _add_text(paragraph, one.words, one.language)
    _add(paragraph, "]", bold=True)
    _add(paragraph, f" ({one.city})")


def _add_text(paragraph: Paragraph, text: str, language: str) -> None:
    for words, stressed in acts_rules.emphasis(text):
        _add(paragraph, words, slanted=stressed, language=language)


def _add(
    paragraph: Paragraph, words: str, *, bold: bool = False, slanted: bool = False, language: str = ""
) -> None:
    run = paragraph.add_run(words)
    run.bold, run.italic = bold or None, slanted or None
    if language:
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), language)
        run._r.get_or_add_rPr().append(spoken)


def _empty() -> Document:
    """A4, in our face; nothing in it says who wrote it, nor when."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    _restyle(document.styles["Normal"], 11)
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    document.styles["Normal"].paragraph_format.line_spacing = 1.25
    title = document.styles["Title"]
    _restyle(title, 18)
    title.font.bold, title.font.color.rgb = False, RGBColor(0, 0, 0)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)
    about = document.core_properties
    about.author = about.comments = about.title = about.keywords = ""
    for name in ("dcterms:created", "dcterms:modified"):
        for said in about._element.findall(qn(name)):
            about._element.remove(said)
    return document


def _restyle(style: ParagraphStyle, points: int) -> None:
    style.font.name, style.font.size = _FACE, Pt(points)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[script]
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FACE)


def _undated(data: bytes) -> bytes:
    """The same package without the hour at which it was packed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as dated,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for entry in dated.infolist():
            archive.writestr(zipfile.ZipInfo(entry.filename, _FIXED), dated.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
