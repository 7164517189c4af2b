"""Verbs on declarations: write and adopt the text, seal and sign the document, verify a file."""

from __future__ import annotations

from eventsys.declarations.documents import (
    between_words,
    clause_words,
    original_words,
    place_words,
)
from eventsys.declarations.service.act import act_of, days_of, settle_act, signature_day, usual_signature_day
from eventsys.declarations.service.adoption import adopt, member_total
from eventsys.declarations.service.agreements import (
    agree_text,
    create_agreement,
    enter_into_force,
    expire_due,
    prolong,
    set_parties,
    terminate,
)
from eventsys.declarations.service.amendments import (
    accept,
    bracket,
    merge_amendments,
    propose,
    reject,
    withdraw,
)  # fmt: skip
from eventsys.declarations.service.ceremony import (
    close,
    open_for_signature,
    record_absent,
    record_declined,
    sign,
)  # fmt: skip
from eventsys.declarations.service.comments import comment, settle_comment
from eventsys.declarations.service.comparing import confirm_aligned, confirm_compared, to_compare
from eventsys.declarations.service.confirmations import (
    answer_confirmation,
    ask_confirmation,
    second_people,
    second_person,
)
from eventsys.declarations.service.deadlines import keep_clock_times
from eventsys.declarations.service.elsewhere import SignedElsewhere, read_elsewhere, take_elsewhere
from eventsys.declarations.service.gaps import explain_gap, piece_words
from eventsys.declarations.service.home import checks, city_links, home_part, own_links
from eventsys.declarations.service.imports import read_file, take_over
from eventsys.declarations.service.ink import clean_ink, ink_from_data_url
from eventsys.declarations.service.lasting import (
    ask_renewal,
    is_stamped,
    lasting_words,
    lasts_until,
    prospect_words,
)
from eventsys.declarations.service.later import TEXT_PARTS, TextLink, TextPart, text_parts
from eventsys.declarations.service.life import circulate, consolidate, finalise, open_amendments, reopen
from eventsys.declarations.service.notices import planned, tell
from eventsys.declarations.service.originals import document
from eventsys.declarations.service.own import file_pen, token_pen
from eventsys.declarations.service.paper import (
    Paper,
    file_scan,
    read_scan,
    replace_scan,
    signing_copy,
)
from eventsys.declarations.service.personal import HOLDINGS
from eventsys.declarations.service.proxies import end_proxy, give_proxy
from eventsys.declarations.service.signatories import mandate, order_signatories, who_signs
from eventsys.declarations.service.statements import (
    cast,
    represented,
    seats,
    state_position,
    withdraw_objection,
)
from eventsys.declarations.service.structure import (
    change_part,
    merge_paragraph,
    move_paragraph,
    remove_paragraph,
    renumber,
    split_paragraph,
)  # fmt: skip
from eventsys.declarations.service.texts import (
    add_paragraph,
    create,
    edit,
    edit_paragraph,
    save_text,
)  # fmt: skip
from eventsys.declarations.service.verification import VERDICTS, Verification, verify
from eventsys.declarations.service.wording import MOST_CHARACTERS, compared

__all__ = [
    "HOLDINGS", "MOST_CHARACTERS", "VERDICTS", "Paper", "SignedElsewhere", "TextLink",
    "TextPart", "Verification", "accept", "act_of", "add_paragraph", "adopt", "agree_text",
    "answer_confirmation", "ask_confirmation", "ask_renewal", "between_words", "bracket", "cast",
    "change_part", "checks", "circulate", "city_links", "clause_words", "clean_ink", "close", "comment",
    "compared", "confirm_aligned", "confirm_compared", "consolidate", "create", "create_agreement",
    "days_of", "document", "edit", "edit_paragraph", "end_proxy", "enter_into_force", "expire_due",
    "explain_gap", "file_pen", "file_scan", "finalise", "give_proxy", "home_part", "ink_from_data_url",
    "is_stamped", "keep_clock_times", "lasting_words", "lasts_until", "mandate", "member_total",
    "merge_amendments", "merge_paragraph", "move_paragraph", "open_amendments", "open_for_signature",
    "order_signatories", "original_words", "own_links", "piece_words", "place_words", "planned", "prolong",
    "propose", "prospect_words", "read_elsewhere", "read_file", "read_scan", "record_absent",
    "record_declined", "reject", "remove_paragraph", "renumber", "reopen", "replace_scan",
    "represented", "save_text", "seats", "second_people", "second_person", "set_parties", "settle_act",
    "settle_comment", "sign", "signature_day", "signing_copy", "split_paragraph", "state_position",
    "take_elsewhere", "take_over", "tell", "terminate", "text_parts", "TEXT_PARTS", "to_compare",
    "token_pen", "usual_signature_day", "verify", "who_signs", "withdraw", "withdraw_objection",
]  # fmt: skip
