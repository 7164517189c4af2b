"""What is kept about a person, told and erased. Verbs flush; the caller commits."""

from __future__ import annotations

from eventsys.privacy.service import account_register, focal_register, registered
from eventsys.privacy.service.by_name import erase_by_name
from eventsys.privacy.service.copies import asked_note, copy_of, own_links, staff_links
from eventsys.privacy.service.erasing import (
    Kind,
    ask_erasure,
    erase,
    finish_erasure,
    note_finished,
    obstacles,
    plan,
    refuse_erasure,
    take_back_erasure,
)
from eventsys.privacy.service.holdings import (
    ACCOUNT_HOLDINGS,
    FOCAL_HOLDINGS,
    HOLDINGS,
    NAMED_HOLDINGS,
    Holding,
    columns,
    hold,
    register_of,
    things_of,
)
from eventsys.privacy.service.named_register import places
from eventsys.privacy.service.retention import PURGES, Term, due_kinds, purge, terms

__all__ = [
    "PURGES",
    "Term",
    "due_kinds",
    "purge",
    "terms",
    "HOLDINGS",
    "Holding",
    "Kind",
    "ask_erasure",
    "asked_note",
    "columns",
    "copy_of",
    "erase",
    "finish_erasure",
    "hold",
    "note_finished",
    "NAMED_HOLDINGS",
    "erase_by_name",
    "places",
    "ACCOUNT_HOLDINGS",
    "FOCAL_HOLDINGS",
    "account_register",
    "focal_register",
    "register_of",
    "obstacles",
    "own_links",
    "plan",
    "refuse_erasure",
    "registered",
    "staff_links",
    "take_back_erasure",
    "things_of",
]
