"""Verbs on declarations: write and adopt the text, seal and sign the document, verify a file."""

from __future__ import annotations

from eventsys.declarations.documents import clause_words
from eventsys.declarations.service.adoption import adopt
from eventsys.declarations.service.ceremony import (
    close,
    document,
    open_for_signature,
    record_absent,
    record_declined,
    sign,
)  # fmt: skip
from eventsys.declarations.service.comments import comment, settle_comment
from eventsys.declarations.service.gaps import explain_gap, place_words
from eventsys.declarations.service.home import checks, city_links, home_part
from eventsys.declarations.service.ink import ink_from_data_url
from eventsys.declarations.service.life import circulate, finalise, reopen
from eventsys.declarations.service.structure import (
    change_part,
    merge_paragraph,
    move_paragraph,
    remove_paragraph,
    renumber,
    split_paragraph,
)  # fmt: skip
from eventsys.declarations.service.texts import (
    MOST_CHARACTERS,
    add_paragraph,
    confirm_aligned,
    create,
    edit,
    edit_paragraph,
    save_text,
)  # fmt: skip
from eventsys.declarations.service.verification import VERDICTS, Verification, verify

__all__ = [
    "MOST_CHARACTERS", "VERDICTS", "Verification", "add_paragraph", "adopt", "change_part", "checks",
    "circulate", "clause_words", "close", "comment", "confirm_aligned", "create", "document", "edit",
    "edit_paragraph", "explain_gap", "finalise", "home_part", "ink_from_data_url", "merge_paragraph",
    "move_paragraph", "open_for_signature", "place_words", "record_absent", "record_declined",
    "remove_paragraph", "renumber", "reopen", "save_text", "settle_comment", "sign", "split_paragraph",
    "verify",
]  # fmt: skip
