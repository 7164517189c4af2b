"""The draft as a Word document, written without a library: four small XML files in a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from eventsys.declarations import rules
from eventsys.declarations.documents.drafts import Alternative, Row, draft_rows
from eventsys.declarations.models import Amendment, Declaration

__all__ = ["draft_docx"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIXED = (1980, 1, 1, 0, 0, 0)  # the same draft gives the same bytes
_FILES = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship '
    f'Id="r1" Type="{_OFFICE}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'{_HEAD}<w:styles {_W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name '
    'w:val="Normal"/><w:pPr><w:spacing w:after="160" w:line="300" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts '
    'w:ascii="Noto Serif" w:hAnsi="Noto Serif" w:cs="Noto Serif"/><w:sz w:val="22"/></w:rPr></w:style><w:style '
    'w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/>'
    '<w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style></w:styles>',
}  # fmt: skip


def draft_docx(
    declaration: Declaration, amendments: Sequence[Amendment], *, languages: Sequence[str]
) -> bytes:
    """The texts in ``languages`` one after the other; what stands in brackets is bold between them."""
    body = "".join(
        "".join(_language(declaration, amendments, code, new_page=number > 0))
        for number, code in enumerate(languages)
    )
    document = f"{_HEAD}<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_FILES, "word/document.xml": document}.items():
            archive.writestr(zipfile.ZipInfo(name, _FIXED), content.encode())
    return out.getvalue()


def _language(
    declaration: Declaration, amendments: Sequence[Amendment], code: str, *, new_page: bool
) -> Iterator[str]:
    title = _runs(declaration.title.get(code, ""), code)
    yield _paragraph(title, '<w:pStyle w:val="Title"/>' + ("<w:pageBreakBefore/>" if new_page else ""))
    for row in draft_rows(declaration, amendments, code):
        indent = '<w:ind w:left="567" w:hanging="567"/>' if row.number else ""
        yield _paragraph(_row(row, code), indent)


def _row(row: Row, code: str) -> str:
    own = _runs(row.words, code)
    if row.disputed:
        own = f"{_run('[', bold=True)}{own}{_run(']', bold=True)}" if row.words else ""
    number = _run(f"{row.number}. ") if row.number else ""
    return number + own + "".join(_alternative(one) for one in row.alternatives)


def _alternative(one: Alternative) -> str:
    words = _run(one.remark) if one.remark else _runs(one.words, one.language)
    return f"{_run(' [', bold=True)}{words}{_run(']', bold=True)}{_run(f' ({one.city})')}"


def _runs(text: str, language: str) -> str:
    return "".join(
        _run(words, slanted=stressed, language=language) for words, stressed in rules.emphasis(text)
    )


def _run(words: str, *, bold: bool = False, slanted: bool = False, language: str = "") -> str:
    looks = ("<w:b/>" if bold else "") + ("<w:i/>" if slanted else "")
    looks += f'<w:lang w:val="{language}"/>' if language else ""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _paragraph(content: str, looks: str = "") -> str:
    return f"<w:p><w:pPr>{looks}</w:pPr>{content}</w:p>"
