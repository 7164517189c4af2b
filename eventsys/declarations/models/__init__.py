"""A declaration from its zero draft to the last signature; every version and every stage's file is kept."""

from __future__ import annotations

from eventsys.declarations.models.adoption import (
    STATEMENT_WORDS,
    VOTE_WORDS,
    Ballot,
    Proxy,
    Statement,
    StatementKind,
    Vote,
)
from eventsys.declarations.models.amendments import (
    AMENDMENT_WORDS,
    KIND_WORDS,
    Amendment,
    AmendmentKind,
    AmendmentState,
)
from eventsys.declarations.models.confirmations import CONFIRMATION_WORDS, Confirmation, ConfirmationState
from eventsys.declarations.models.declarations import (
    DECLARATION_WORDS,
    INSTRUMENT_WORDS,
    ORDER_WORDS,
    VOLUME_WORDS,
    Declaration,
    DeclarationState,
    Instrument,
    Order,
    Paragraph,
    Part,
    Party,
    Volumes,
)
from eventsys.declarations.models.originals import Enquiry, Original, Revision
from eventsys.declarations.models.scans import Scan
from eventsys.declarations.models.signatories import (
    GIVEN,
    SIGNATORY_WORDS,
    Mandate,
    Signatory,
    SignatoryState,
    Way,
)
from eventsys.declarations.models.texts import Comment, FrozenText, TextVersion

__all__ = [
    "AMENDMENT_WORDS", "CONFIRMATION_WORDS", "DECLARATION_WORDS", "GIVEN", "INSTRUMENT_WORDS",
    "KIND_WORDS", "ORDER_WORDS", "SIGNATORY_WORDS", "STATEMENT_WORDS", "VOLUME_WORDS", "VOTE_WORDS",
    "Amendment", "AmendmentKind", "AmendmentState", "Ballot", "Comment", "Confirmation",
    "ConfirmationState", "Declaration", "DeclarationState", "Enquiry", "FrozenText", "Instrument",
    "Mandate", "Order", "Original", "Paragraph", "Part", "Party", "Proxy", "Revision", "Scan",
    "Signatory", "SignatoryState", "Statement", "StatementKind", "TextVersion", "Volumes", "Vote",
    "Way",
]  # fmt: skip
