"""A declaration from its zero draft to the last signature; every version and every stage's file is kept."""

from __future__ import annotations

from eventsys.declarations.models.declarations import DECLARATION_WORDS, Declaration, DeclarationState
from eventsys.declarations.models.signatories import SIGNATORY_WORDS, Revision, Signatory, SignatoryState
from eventsys.declarations.models.texts import Comment, FrozenText, Paragraph, Part, TextVersion

__all__ = [
    "DECLARATION_WORDS", "SIGNATORY_WORDS", "Comment", "Declaration", "DeclarationState", "FrozenText",
    "Paragraph", "Part", "Revision", "Signatory", "SignatoryState", "TextVersion",
]  # fmt: skip
