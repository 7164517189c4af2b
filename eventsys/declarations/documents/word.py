"""The draft as a Word document, for those who write on in their own program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from eventsys.declarations import rules
from eventsys.declarations.documents.drafts import Alternative, Row, draft_rows
from eventsys.declarations.models import Amendment, Declaration

__all__ = ["draft_docx"]

_FACE = "Noto Serif"
_FIXED = (1980, 1, 1, 0, 0, 0)  # the same draft gives the same bytes
_HANGING = Cm(1)


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


def _add_row(paragraph: Paragraph, row: Row, code: str) -> None:
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
    _add(paragraph, " [", bold=True)
    if one.remark:
        _add(paragraph, one.remark)
    else:
        _add_text(paragraph, one.words, one.language)
    _add(paragraph, "]", bold=True)
    _add(paragraph, f" ({one.city})")


def _add_text(paragraph: Paragraph, text: str, language: str) -> None:
    for words, stressed in rules.emphasis(text):
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
