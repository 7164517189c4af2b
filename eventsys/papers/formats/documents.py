"""A sheet as a workbook, a table or a Word document; rows are written as they come, so that memory stays flat."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from eventsys.core.tables import write_csv, write_xlsx
from eventsys.core.web.filters import short_day
from eventsys.papers.sheets.documents import GAP, placed, print_sheet
from eventsys.papers.sheets.rules import Column, Format, Group, Row, Sheet, without_pictures
from eventsys.pdf.shaping.bidi import base_level, has_right_to_left

__all__ = ["write_docx", "write_sheet", "write_table"]


def write_sheet(
    target: Path,
    sheet: Sheet,
    kind: Format,
    *,
    head: dict[str, str],
    language: str,
    accent: str,
    created: datetime,
) -> None:
    """Write ``sheet`` as ``kind``, in the language in force."""
    if kind == Format.PDF:
        print_sheet(target, sheet, head=head, language=language, accent=accent, created=created)
        return
    with target.open("wb") as out:
        if kind == Format.DOCX:
            write_docx(out, sheet, head=head, language=language)
        else:
            write_table(out, sheet, head=head, kind=kind)


# --- tables --------------------------------------------------------------------------------------------------


def _table_rows(sheet: Sheet, columns: Sequence[Column]) -> Iterator[list[str | date]]:
    for item in sheet.items:
        if isinstance(item, Row):
            yield [item.words.get(column.key, "") for column in columns]


def write_table(target: BinaryIO, sheet: Sheet, *, head: dict[str, str], kind: Format) -> None:
    """Write ``sheet`` as CSV or XLSX; the workbook says above the table what it is and of when."""
    columns = without_pictures(sheet.table or sheet.columns)
    heads, rows = [column.head for column in columns], _table_rows(sheet, columns)
    if kind == Format.CSV:
        write_csv(target, heads, rows)
        return
    above = [line for line in (head["conference"], head["place"], sheet.title, sheet.status) if line]
    write_xlsx(target, sheet.title, heads, rows, above=[*above, ""])


# --- Word ----------------------------------------------------------------------------------------------------

_MARK: Final = "@@ROWS@@"
_TWIPS: Final = 56.6929  # of a millimetre
_WORD_TABLE: Final = (
    '<w:tblPr><w:tblBorders><w:insideH w:val="single" w:sz="2" w:color="B9B2A4"/></w:tblBorders>'
    '<w:tblLayout w:type="fixed"/></w:tblPr>'
)


def write_docx(target: BinaryIO, sheet: Sheet, *, head: dict[str, str], language: str) -> None:
    """Write ``sheet`` as a Word document: its head by python-docx, the rows of its one table as they come."""
    columns = placed(without_pictures(sheet.columns), 261.0 if sheet.wide else 174.0)
    outline = io.BytesIO()
    _outline(sheet, head, language).save(outline)
    with zipfile.ZipFile(outline) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for part in made.infolist():
            content = made.read(part)
            if part.filename != "word/document.xml":
                book.writestr(part, content)
                continue
            before, after = _around(content.decode())
            with book.open(part.filename, "w", force_zip64=True) as out:
                out.write(before.encode())
                for piece in _word_table(sheet, columns):
                    out.write(piece.encode())
                out.write(after.encode())


def _outline(sheet: Sheet, head: dict[str, str], language: str) -> Document:
    """All but the table, which a mark stands for."""
    book = docx.Document()
    book.core_properties.title, book.core_properties.language = sheet.title, language
    section = book.sections[0]
    width, height = sorted((Mm(210), Mm(297)), reverse=sheet.wide)
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif", Pt(9)
    for line in (head["conference"], head["place"], *head["organisers"].splitlines()):
        if line:
            book.add_paragraph(line)
    book.add_heading(sheet.title, level=1)
    book.add_paragraph(sheet.status)
    book.add_paragraph(_MARK)
    section.footer.paragraphs[0].text = sheet.status
    return book


def _around(document: str) -> tuple[str, str]:
    """What stands before and behind the paragraph with the mark."""
    at = document.index(_MARK)
    begins = max(document.rfind("<w:p>", 0, at), document.rfind("<w:p ", 0, at))
    return document[:begins], document[document.index("</w:p>", at) + len("</w:p>") :]


def _word_table(sheet: Sheet, columns: Sequence[dict[str, Any]]) -> Iterator[str]:
    grid = "".join(f'<w:gridCol w:w="{round((one["width"] + GAP) * _TWIPS)}"/>' for one in columns)
    yield f"<w:tbl>{_WORD_TABLE}<w:tblGrid>{grid}</w:tblGrid>"
    heads = "".join(_word_cell(one["column"].head, bold=True) for one in columns)
    yield f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{heads}</w:tr>"
    for item in sheet.items:
        if isinstance(item, Group):
            told = f"{item.words} · {item.note}" if item.note else item.words
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_word_cell(told, bold=True, over=len(columns))}</w:tr>"
            continue
        cells = [(one["column"], item.words.get(one["column"].key, "")) for one in columns]
        said = "".join(
            _word_cell(short_day(word) if isinstance(word, date) else word, bold=column.look == "name")
            for column, word in cells
        )
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{said}</w:tr>"
    yield "</w:tbl>"


def _word_cell(words: str, *, bold: bool = False, over: int = 1) -> str:
    """Each line of ``words`` a paragraph; words that are read from the right are told to be."""
    turned = _runs_right(words)
    look = ("<w:b/>" if bold else "") + ("<w:rtl/>" if turned else "")
    next_line = "<w:keepNext/>" if over > 1 else ""
    about = f"<w:pPr>{next_line}{'<w:bidi/>' if turned else ''}</w:pPr>"
    lines = "".join(
        f'<w:p>{about}<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in (words.split("\n") if words else [""])
    )
    span = f'<w:tcPr><w:gridSpan w:val="{over}"/></w:tcPr>' if over > 1 else ""
    return f"<w:tc>{span}{lines}</w:tc>"


def _runs_right(words: str) -> bool:
    return has_right_to_left(words) and bool(base_level(words))
