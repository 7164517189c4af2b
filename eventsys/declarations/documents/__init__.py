"""What is set on paper: the document that is signed, its clauses, signatures and the seal."""

from __future__ import annotations

from eventsys.declarations.documents.cells import said, seal_words
from eventsys.declarations.documents.clauses import (
    between_words,
    clause_words,
    language_names,
    original_words,
    place_words,
)
from eventsys.declarations.documents.declaration import declaration_pdf, languages_of
from eventsys.declarations.documents.drafts import amendments_pdf, draft_html, draft_pdf, draft_rows
from eventsys.declarations.documents.record import SEAL, box_of, record_of, signatory_id
from eventsys.declarations.documents.scans import SCAN_SEAL, copy_mark, pictures_pdf, scan_cover
from eventsys.declarations.documents.signatures import seal_pdf, signature_pdf
from eventsys.declarations.documents.word import draft_docx

__all__ = [
    "SCAN_SEAL", "SEAL", "amendments_pdf", "between_words", "box_of", "clause_words", "copy_mark",
    "declaration_pdf", "draft_docx", "draft_html", "draft_pdf", "draft_rows", "language_names",
    "languages_of", "original_words", "pictures_pdf", "place_words", "record_of", "said", "scan_cover", "seal_pdf", "seal_words",
    "signatory_id", "signature_pdf",
]  # fmt: skip
