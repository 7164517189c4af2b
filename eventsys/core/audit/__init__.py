"""The audit trail: one entry for each change of state, in the same transaction as the change.

Entries are only ever added. Each carries salted digests of what it says; a worker chains the digests of what was
committed, so that whoever noted the head of the chain can tell later whether anything was changed or taken out
(:mod:`.chain`). Personal words can be erased from an entry (:func:`forget`): its digests and its place stay.
"""

from eventsys.core.audit.chain import (
    AuditCheck,
    ChainFault,
    ChainVerdict,
    checking,
    link_new,
    note_check,
    verify,
)
from eventsys.core.audit.entries import AuditEntry
from eventsys.core.audit.forgetting import forget, in_json, in_text
from eventsys.core.audit.queries import some_unlinked
from eventsys.core.audit.recording import record, reference

__all__ = [
    "AuditCheck",
    "AuditEntry",
    "ChainFault",
    "ChainVerdict",
    "checking",
    "forget",
    "in_json",
    "in_text",
    "link_new",
    "note_check",
    "record",
    "reference",
    "some_unlinked",
    "verify",
]
