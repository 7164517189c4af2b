"""Verbs on declarations: write and adopt the text, seal and sign the document, verify a file."""

from __future__ import annotations

from eventsys.declarations.service.ceremony import (
    close,
    document,
    open_for_signature,
    record_absent,
    record_declined,
    sign,
)  # fmt: skip
from eventsys.declarations.service.home import checks, home_part
from eventsys.declarations.service.ink import ink_from_data_url
from eventsys.declarations.service.texts import (
    add_paragraph,
    adopt,
    create,
    edit,
    edit_paragraph,
    explain_gap,
    finalise,
    move_paragraph,
    remove_paragraph,
    reopen,
)  # fmt: skip
from eventsys.declarations.service.verification import VERDICTS, Verification, verify

__all__ = [
    "VERDICTS", "Verification", "add_paragraph", "adopt", "checks", "close", "create", "document", "edit",
    "edit_paragraph", "explain_gap", "finalise", "home_part", "ink_from_data_url", "move_paragraph",
    "open_for_signature", "record_absent", "record_declined", "remove_paragraph", "reopen", "sign", "verify",
]  # fmt: skip
