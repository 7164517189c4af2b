"""The shape of input on declaration pages."""

from __future__ import annotations

from eventsys.declarations.forms.adoption import ProxyForm, StatementForm
from eventsys.declarations.forms.amendments import AmendmentForm, MergeForm
from eventsys.declarations.forms.imports import ImportForm
from eventsys.declarations.forms.texts import (
    CommentForm,
    DeclarationForm,
    ParagraphForm,
    SignForm,
    VerifyForm,
    put_conflict,
)

__all__ = [
    "AmendmentForm", "CommentForm", "DeclarationForm", "ImportForm", "MergeForm", "ParagraphForm", "ProxyForm",
    "SignForm", "StatementForm", "VerifyForm", "put_conflict",
]  # fmt: skip
