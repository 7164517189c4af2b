"""What somebody reads of an answer: a page, a paper, a table or a calendar."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

__all__ = ["words_of"]


def words_of(answer: Any) -> str:
    """Its words; "" for pictures and other octets."""
    kind = answer.mimetype
    if kind == "application/pdf" and len(answer.data) > 100:  # powers and scans of the world are hardly files
        return _of_pdf(answer.data)
    if kind.endswith("spreadsheetml.sheet"):
        return _of_book(answer.data)
    return answer.text if kind.startswith("text/") or "json" in kind else ""


@lru_cache(maxsize=20)
def _of_pdf(data: bytes) -> str:
    document = PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@lru_cache(maxsize=20)
def _of_book(data: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return "\n".join(str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
