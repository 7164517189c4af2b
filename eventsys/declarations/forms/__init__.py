"""The shape of input on declaration pages."""

from __future__ import annotations

from eventsys.declarations.forms.adoption import ProxyForm, StatementForm
from eventsys.declarations.forms.agreements import (
    EndForm,
    ForceForm,
    NewAgreementForm,
    ProlongForm,
)
from eventsys.declarations.forms.amendments import AmendmentForm, MergeForm
from eventsys.declarations.forms.imports import ImportForm, PreviewForm, packed, unpacked
from eventsys.declarations.forms.signing import (
    AloneForm,
    ElsewhereForm,
    OwnCertificateForm,
    ReplaceScanForm,
    ScanForm,
    SignatoriesForm,
)
from eventsys.declarations.forms.texts import (
    ActForm,
    AgreementForm,
    CommentForm,
    CompareForm,
    DeclarationForm,
    ParagraphForm,
    SignForm,
    VerifyForm,
    put_conflict,
    put_merged,
)

__all__ = [
    "ActForm", "AgreementForm", "AloneForm", "AmendmentForm", "CommentForm", "CompareForm", "DeclarationForm",
    "ElsewhereForm", "EndForm", "ForceForm", "ImportForm", "MergeForm", "NewAgreementForm", "OwnCertificateForm",
    "ParagraphForm", "PreviewForm", "ProlongForm", "ProxyForm", "ReplaceScanForm", "ScanForm",
    "SignForm", "SignatoriesForm", "StatementForm", "VerifyForm", "packed", "put_conflict", "put_merged", "unpacked",
]  # fmt: skip
