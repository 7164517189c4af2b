"""What is set on paper: the document that is signed, its clauses, signatures and the seal."""

from __future__ import annotations

from eventsys.declarations.documents.clauses import clause_words
from eventsys.declarations.documents.declaration import (
    SEAL,
    box_of,
    declaration_pdf,
    record_of,
    seal_pdf,
    signatory_id,
    signature_pdf,
)

__all__ = [
    "SEAL", "box_of", "clause_words", "declaration_pdf", "record_of", "seal_pdf", "signatory_id",
    "signature_pdf",
]  # fmt: skip
